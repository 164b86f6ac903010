using System.Collections.Frozen;

namespace ScimConformance.Protocol.Schemas;

/// <summary>
/// One attribute definition with its characteristics (RFC 7643 section 7). What is not said takes the default of section 2.2:
/// an optional, single-valued, case-insensitive, readable and writable string that is returned by default.
/// </summary>
public sealed record SchemaAttribute
{
    private FrozenDictionary<string, SchemaAttribute> subAttributesByName = FrozenDictionary<string, SchemaAttribute>.Empty;

    /// <summary>The name as written on the wire; compared without regard to letter case.</summary>
    public required string Name { get; init; }

    /// <summary>The data type.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Whether the value is a JSON array.</summary>
    public bool MultiValued { get; init; }

    /// <summary>What the attribute means, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether a resource must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>Suggested values; empty where there are none.</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>Whether letter case matters in comparison, as declared. See <see cref="Comparer"/>.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Who may change the value.</summary>
    public Mutability Mutability { get; init; }

    /// <summary>When the value is part of a response.</summary>
    public Returned Returned { get; init; }

    /// <summary>Among which resources the value is unique.</summary>
    public Uniqueness Uniqueness { get; init; }

    /// <summary>What a reference may point to: resource type names, "external" or "uri"; empty for other types.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>The parts of a complex attribute; empty for other types.</summary>
    public IReadOnlyList<SchemaAttribute> SubAttributes
    {
        get;
        init
        {
            field = value;
            subAttributesByName = AttributeIndex.Build(value, $"sub-attributes of \"{Name}\"");
        }
    } = [];

    /// <summary>Whether this is a complex attribute.</summary>
    public bool IsComplex => Type == AttributeType.Complex;

    /// <summary>Compares values: with letter case where the attribute is case exact, and always for references and binaries (RFC 7643 sections 2.3.6 and 2.3.7).</summary>
    public StringComparer Comparer => ComparesCase ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>The same rule as <see cref="Comparer"/>, for searching inside a value.</summary>
    public StringComparison Comparison => ComparesCase ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private bool ComparesCase => CaseExact || Type is AttributeType.Reference or AttributeType.Binary;

    /// <summary>The sub-attribute of this name, in any letter case, or null.</summary>
    public SchemaAttribute? FindSubAttribute(string name) => subAttributesByName.GetValueOrDefault(name);
}
