using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 6 and 8.7.2.</summary>
internal static class ResourceTypeSchema
{
    internal static readonly Schema Definition = new(ScimUrn.ResourceType, "ResourceType", "A kind of resource and the endpoint that serves it",
    [
        .. new[]
        {
            // Section 3.1: every id is case exact; 8.7.2 prints caseExact false here.
            Text("id", "Identifier of the resource type, often its name.") with { CaseExact = true },
            Text("name", "Name of the resource type, as in meta.resourceType.") with { Required = true },
            Text("description", "What resources of this type are."),
            Reference("endpoint", "Endpoint relative to the base URL, such as \"/Users\".", "uri") with { Required = true },
            Reference("schema", "URN of the main schema.", "uri") with { Required = true },
            // Erratum 7522 (verified): multi-valued.
            Many("schemaExtensions", "Schemas that extend the main one.",
                Reference("schema", "URN of the extension.", "uri") with { Required = true },
                Boolean("required", "Whether a resource must have the extension's attributes.") with { Required = true }) with { Required = true },
        }.Select(Declare.ReadOnly),
    ]);
}
