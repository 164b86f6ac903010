using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>An attribute as the endpoint's own /Schemas declares it, defaults of RFC 7643 section 2.2 applied.</summary>
public sealed record AttributeInfo
{
    private AttributeInfo(JsonObject source)
    {
        Source = source;
        Name = source.Member("name").Text() ?? "";
        Type = source.Member("type").Text() ?? "string";
        MultiValued = source.Member("multiValued").Boolean() ?? false;
        Required = source.Member("required").Boolean() ?? false;
        CaseExact = source.Member("caseExact").Boolean() ?? false;
        Mutability = source.Member("mutability").Text() ?? "readWrite";
        Returned = source.Member("returned").Text() ?? "default";
        Uniqueness = source.Member("uniqueness").Text() ?? "none";
        CanonicalValues = (source.Member("canonicalValues") as JsonArray)?.Select(v => v.Text()).OfType<string>().ToList() ?? [];
        SubAttributes = ReadAll(source.Member("subAttributes"));
    }

    /// <summary>The declaration as the endpoint gave it.</summary>
    public JsonObject Source { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type, for example <c>string</c> or <c>complex</c>.</summary>
    public string Type { get; }

    /// <summary>Whether it holds several values.</summary>
    public bool MultiValued { get; }

    /// <summary>Whether a resource must have it.</summary>
    public bool Required { get; }

    /// <summary>Whether letter case matters in comparison.</summary>
    public bool CaseExact { get; }

    /// <summary><c>readOnly</c>, <c>readWrite</c>, <c>immutable</c> or <c>writeOnly</c>.</summary>
    public string Mutability { get; }

    /// <summary><c>always</c>, <c>never</c>, <c>default</c> or <c>request</c>.</summary>
    public string Returned { get; }

    /// <summary><c>none</c>, <c>server</c> or <c>global</c>.</summary>
    public string Uniqueness { get; }

    /// <summary>Suggested values; empty when there are none.</summary>
    public IReadOnlyList<string> CanonicalValues { get; }

    /// <summary>The sub-attributes of a complex attribute.</summary>
    public IReadOnlyList<AttributeInfo> SubAttributes { get; }

    /// <summary>Whether its type is complex.</summary>
    public bool IsComplex => Type.Equals("complex", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a client may set it at creation: mutability other than readOnly.</summary>
    public bool IsWritable => !Mutability.Equals("readOnly", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a client may set it and read it back: mutability readWrite, and not returned never.</summary>
    public bool IsReadWrite =>
        Mutability.Equals("readWrite", StringComparison.OrdinalIgnoreCase) && !Returned.Equals("never", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is in answers that name no attributes: returned always or default.</summary>
    public bool IsReturnedUnasked => !Returned.Equals("request", StringComparison.OrdinalIgnoreCase) && !Returned.Equals("never", StringComparison.OrdinalIgnoreCase);

    /// <summary>The sub-attribute of that name in any letter case, or null.</summary>
    public AttributeInfo? Sub(string name) => SubAttributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static List<AttributeInfo> ReadAll(JsonNode? attributes) =>
        (attributes as JsonArray)?.OfType<JsonObject>().Select(o => new AttributeInfo(o)).Where(a => a.Name.Length > 0).ToList() ?? [];
}

/// <summary>A schema as the endpoint publishes it.</summary>
/// <param name="Urn">Its id.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Source">The resource as the endpoint gave it.</param>
public sealed record SchemaInfo(string Urn, IReadOnlyList<AttributeInfo> Attributes, JsonObject Source)
{
    /// <summary>The attribute of that name in any letter case, or null.</summary>
    public AttributeInfo? Find(string name) => Attributes.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A resource type as the endpoint publishes it.</summary>
/// <param name="Name">Its name, for example <c>User</c>.</param>
/// <param name="Endpoint">Its endpoint relative to the base URL, with leading slash, for example <c>/Users</c>.</param>
/// <param name="Schema">URN of its base schema.</param>
/// <param name="Extensions">Its schema extensions and whether each is required.</param>
public sealed record ResourceTypeInfo(string Name, string Endpoint, string Schema, IReadOnlyList<(string Urn, bool Required)> Extensions);
