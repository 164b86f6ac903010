using System.Diagnostics.CodeAnalysis;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Paths;

/// <summary>
/// An attribute's name with an optional schema URN in front and an optional sub-attribute behind (RFC 7644 section 3.10):
/// <c>userName</c>, <c>name.familyName</c>, <c>urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value</c>.
/// Letter case does not count in comparison.
/// </summary>
/// <param name="Urn">The schema's URN, or null.</param>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="SubAttribute">The sub-attribute's name, or null.</param>
public sealed record AttributePath(string? Urn, string Attribute, string? SubAttribute)
{
    /// <summary>Reads a path. Everything before the last colon is the URN, so a URN need not be known and the dot of "2.0" does no harm.</summary>
    /// <exception cref="ScimSyntaxException">invalidPath: the text is not a path.</exception>
    public static AttributePath Parse(string text) =>
        TryParse(text, out var path, out var error)
            ? path
            : throw new ScimSyntaxException(ScimError.InvalidPath($"The attribute path \"{Excerpt.Of(text)}\" is not valid. {error}"), error);

    /// <summary>Reads a path, or says where it is wrong.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out AttributePath? path, [NotNullWhen(false)] out SyntaxError? error) =>
        TryParse(text, 0, text.Length, out path, out error);

    /// <summary>Whether the whole path, seen as one URN, is this schema's: the form in which a PATCH path or "attributes" names a whole extension.</summary>
    public bool IsSchema(string urn) =>
        Urn is not null && SubAttribute is null
        && urn.Length == Urn.Length + 1 + Attribute.Length
        && urn[Urn.Length] == ':'
        && urn.StartsWith(Urn, StringComparison.OrdinalIgnoreCase)
        && urn.EndsWith(Attribute, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(AttributePath? other) =>
        other is not null
        && ScimUrn.Same(Urn, other.Urn)
        && string.Equals(Attribute, other.Attribute, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SubAttribute, other.SubAttribute, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Urn is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Urn),
        StringComparer.OrdinalIgnoreCase.GetHashCode(Attribute),
        SubAttribute is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(SubAttribute));

    /// <summary>The path as written on the wire.</summary>
    public override string ToString()
    {
        var name = SubAttribute is null ? Attribute : $"{Attribute}.{SubAttribute}";
        return Urn is null ? name : $"{Urn}:{name}";
    }

    /// <summary>Reads the part of a longer text from start to end; positions of errors count from the text's beginning.</summary>
    internal static bool TryParse(
        string text, int start, int end, [NotNullWhen(true)] out AttributePath? path, [NotNullWhen(false)] out SyntaxError? error)
    {
        path = null;
        var whole = text.AsSpan(start, end - start);
        var colon = whole.LastIndexOf(':');
        if (colon >= 0 && AttributeName.FirstWrongInUri(whole[..colon]) is >= 0 and var wrong)
        {
            error = Excerpt.Error(text, start + wrong, "a schema URN before the last colon");
            return false;
        }

        var name = whole[(colon + 1)..];
        var nameStart = start + colon + 1;
        var dot = name.IndexOf('.');
        var attribute = dot < 0 ? name : name[..dot];
        var subAttribute = dot < 0 ? default : name[(dot + 1)..];
        if (AttributeName.FirstWrong(attribute) is >= 0 and var inName)
        {
            error = Excerpt.Error(text, nameStart + inName, "an attribute name");
            return false;
        }

        if (dot >= 0 && AttributeName.FirstWrong(subAttribute) is >= 0 and var inSub)
        {
            error = Excerpt.Error(text, nameStart + dot + 1 + inSub, "a sub-attribute name");
            return false;
        }

        path = new AttributePath(colon < 0 ? null : whole[..colon].ToString(), attribute.ToString(), dot < 0 ? null : subAttribute.ToString());
        error = null;
        return true;
    }
}
