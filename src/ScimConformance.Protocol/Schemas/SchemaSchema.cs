using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 7 and 8.7.2: the schema of schemas.</summary>
internal static class SchemaSchema
{
    // Erratum 5606 (verified): "binary" is a type. Erratum 8415 (verified): a sub-attribute is never complex.
    private static readonly string[] SimpleTypes = ["string", "boolean", "decimal", "integer", "dateTime", "reference", "binary"];

    internal static readonly Schema Definition = new(ScimUrn.Schema, "Schema", "The attributes for which a URN stands",
    [
        .. new[]
        {
            // Section 3.1: every id is case exact; 8.7.2 prints caseExact false here.
            Text("id", "URN of the schema.") with { Required = true, CaseExact = true },
            Text("name", "Name of the schema for people.") with { Required = true },
            Text("description", "What the schema describes."),
            Many("attributes", "The attributes of the schema.",
                [.. Characteristics([.. SimpleTypes, "complex"]), Many("subAttributes", "Parts of a complex attribute.", Characteristics(SimpleTypes))]) with
            {
                Required = true,
            },
        }.Select(Declare.ReadOnly),
    ]);

    private static SchemaAttribute[] Characteristics(string[] types) =>
    [
        Exact("name", "Name of the attribute.") with { Required = true },
        Text("type", "Data type.") with { Required = true, CanonicalValues = types },
        Boolean("multiValued", "Whether the attribute has several values.") with { Required = true },
        Exact("description", "What the attribute means."),
        Boolean("required", "Whether a resource must have a value."),
        Exact("canonicalValues", "Suggested values.") with { MultiValued = true },
        Boolean("caseExact", "Whether letter case matters when values are compared."),
        Exact("mutability", "Who may change the value, and when.") with { CanonicalValues = ["readOnly", "readWrite", "immutable", "writeOnly"] },
        Exact("returned", "When the value is part of a response.") with { CanonicalValues = ["always", "never", "default", "request"] },
        Exact("uniqueness", "Among which resources the value is unique.") with { CanonicalValues = ["none", "server", "global"] },
        // Erratum 5607 (verified): multi-valued.
        Exact("referenceTypes", "What a reference may point to.") with { MultiValued = true },
    ];

    private static SchemaAttribute Exact(string name, string description) => Text(name, description) with { CaseExact = true };
}
