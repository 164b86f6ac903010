using System.Text.RegularExpressions;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>Values that SCIM 1.1 writes in another form: locale and preferredLanguage are "en_US" there (core schema section 6.1) and "en-US" in RFC 7643.</summary>
internal static partial class Scim11Values
{
    /// <summary>Whether an attribute's values are language tags.</summary>
    internal static bool IsLanguage(string attribute) => AttributeNames.Same(attribute, "locale") || AttributeNames.Same(attribute, "preferredLanguage");

    /// <summary>A language tag in the form of RFC 7643; any other text as it is.</summary>
    internal static string ToModel(string tag) => WithUnderscore().IsMatch(tag) ? tag.Replace('_', '-') : tag;

    /// <summary>A language tag in the form of SCIM 1.1; any other text as it is.</summary>
    internal static string FromModel(string tag) => WithHyphen().IsMatch(tag) ? tag.Replace('-', '_') : tag;

    /// <summary>The value that a filter compares with.</summary>
    internal static FilterValue ToModel(AttributePath path, FilterValue value) =>
        value.Kind == FilterValueKind.String && path.SubAttribute is null && IsLanguage(path.Attribute) ? FilterValue.Of(ToModel(value.Text)) : value;

    [GeneratedRegex("^[A-Za-z]{2}_[A-Za-z]{2}$")]
    private static partial Regex WithUnderscore();

    [GeneratedRegex("^[A-Za-z]{2}-[A-Za-z]{2}$")]
    private static partial Regex WithHyphen();
}
