using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Attribute definitions that break the rules of RFC 7643 section 2.</summary>
internal static class DefinitionFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfDefinition("schema-name-with-space", "An attribute is published under its label instead of its name", ["ATTR-NAME-003"],
            Enterprise, "costCenter", d => d["name"] = "Cost center") with
        {
            SeenElsewhere = "the checks of every declared attribute send it under the name that is published, which the provider does not know",
        },
        OfDefinition("schema-simple-with-sub-attributes", "A string attribute is published with sub-attributes", ["ATTR-SIMPLE-001"],
            CoreUser, "locale", d => d["subAttributes"] = new JsonArray(
                new JsonObject { ["name"] = "language", ["type"] = "string", ["multiValued"] = false })),
        OfDefinition("schema-nested-complex", "A sub-attribute is published as complex", ["ATTR-COMPLEX-001", "PUBLISHED-USER-001"],
            CoreUser, "name.honorificPrefix", d => d["type"] = "complex") with
        {
            SeenElsewhere = "the values have no longer the type that is published",
        },
        OfDefinition("schema-invented-type", "An attribute is published with a data type that SCIM does not have", ["ATTR-TYPE-001", "PUBLISHED-USER-001"],
            CoreUser, "timezone", d => d["type"] = "timezone"),
        OfDefinition("schema-primary-as-string", "primary is published as a string", ["MULTI-SUB-001", "PUBLISHED-USER-001"],
            CoreUser, "phoneNumbers.primary", d => d["type"] = "string") with
        {
            SeenElsewhere = "the checks of every declared attribute send primary as it is published, as text",
        },
    ];
}
