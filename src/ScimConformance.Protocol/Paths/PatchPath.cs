using System.Diagnostics.CodeAnalysis;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Paths;

/// <summary>
/// The target of a PATCH operation (RFC 7644 section 3.5.2): <c>members</c>, <c>name.familyName</c>, <c>addresses[type eq "work"]</c>,
/// <c>members[value eq "2819c223"].displayName</c>, each with an optional URN in front; or the URN of an extension alone.
/// </summary>
public sealed record PatchPath
{
    private PatchPath(string? urn, string? attribute, Filter? valueFilter, string? subAttribute)
    {
        Urn = urn;
        Attribute = attribute;
        ValueFilter = valueFilter;
        SubAttribute = subAttribute;
    }

    /// <summary>The schema's URN, or null where the path has none.</summary>
    public string? Urn { get; }

    /// <summary>The attribute's name; null when the path names a whole schema.</summary>
    public string? Attribute { get; }

    /// <summary>The filter in brackets that selects values, or null.</summary>
    public Filter? ValueFilter { get; }

    /// <summary>The sub-attribute's name, after the attribute or after the brackets, or null.</summary>
    public string? SubAttribute { get; }

    /// <summary>Whether the path is the URN of a schema and so means all of the schema's attributes.</summary>
    [MemberNotNullWhen(true, nameof(Urn))]
    [MemberNotNullWhen(false, nameof(Attribute))]
    public bool IsSchema => Attribute is null;

    /// <summary>A path that means all attributes of a schema.</summary>
    public static PatchPath ForSchema(string urn) => new(urn, null, null, null);

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as sent.</param>
    /// <param name="schemaUrns">URNs of the schemas that the resource may have: a path equal to one of them names the whole schema.</param>
    /// <param name="limits">Bounds; the default ones where null.</param>
    /// <exception cref="ScimSyntaxException">invalidPath, or invalidFilter where the filter in brackets is wrong.</exception>
    public static PatchPath Parse(string text, IEnumerable<string>? schemaUrns = null, ScimLimits? limits = null)
    {
        foreach (var urn in schemaUrns ?? [])
            if (ScimUrn.Same(urn, text))
                return ForSchema(urn);

        limits ??= ScimLimits.Default;
        if (text.Length > limits.FilterLength)
            throw Wrong(text, new SyntaxError(limits.FilterLength, $"at most {limits.FilterLength} characters", $"{text.Length} characters"));
        var bracket = text.IndexOf('[');
        if (!AttributePath.TryParse(text, 0, bracket < 0 ? text.Length : bracket, out var path, out var error))
            throw Wrong(text, error);
        if (bracket < 0)
            return new PatchPath(path.Urn, path.Attribute, null, path.SubAttribute);
        if (path.SubAttribute is not null)
            throw Wrong(text, Excerpt.Error(text, bracket, "no brackets after a sub-attribute"));

        var reader = new FilterReader(text, bracket + 1, FilterSyntax.Strict, limits.FilterDepth);
        if (!reader.TryReadBracketed(out var filter))
            throw new ScimSyntaxException(ScimError.InvalidFilter($"The filter in the path \"{Excerpt.Of(text)}\" is not valid. {reader.Error}"), reader.Error!);
        if (reader.Position == text.Length)
            return new PatchPath(path.Urn, path.Attribute, filter, null);
        if (text[reader.Position] != '.')
            throw Wrong(text, Excerpt.Error(text, reader.Position, "end of text or \".\" and a sub-attribute name"));
        var subAttribute = text[(reader.Position + 1)..];
        return AttributeName.FirstWrong(subAttribute) is >= 0 and var wrong
            ? throw Wrong(text, Excerpt.Error(text, reader.Position + 1 + wrong, "a sub-attribute name"))
            : new PatchPath(path.Urn, path.Attribute, filter, subAttribute);
    }

    /// <summary>Whether two paths are the same, letter case of names aside.</summary>
    public bool Equals(PatchPath? other) =>
        other is not null && ScimUrn.Same(ToString(), other.ToString())
        && Equals(ValueFilter, other.ValueFilter);

    /// <inheritdoc/>
    public override int GetHashCode() => ScimUrn.Comparer.GetHashCode(ToString());

    /// <summary>The path as written on the wire, its filter in canonical form.</summary>
    public override string ToString()
    {
        if (IsSchema)
            return Urn;
        var attribute = new AttributePath(Urn, Attribute, ValueFilter is null ? SubAttribute : null).ToString();
        if (ValueFilter is null)
            return attribute;
        return SubAttribute is null ? $"{attribute}[{ValueFilter}]" : $"{attribute}[{ValueFilter}].{SubAttribute}";
    }

    private static ScimSyntaxException Wrong(string text, SyntaxError error) =>
        new(ScimError.InvalidPath($"The path \"{Excerpt.Of(text)}\" is not valid. {error}"), error);
}
