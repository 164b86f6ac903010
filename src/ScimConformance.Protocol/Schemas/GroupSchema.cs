using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 4.2 and 8.7.1.</summary>
internal static class GroupSchema
{
    internal static readonly Schema Definition = new(ScimUrn.Group, "Group", "Group of users and groups",
    [
        // Erratum 5368 (verified): required, as section 4.2 says.
        Text("displayName", "Name of the group.") with { Required = true },
        Many("members", "Members of the group; a member can be added or removed, not altered.",
            Text("value", "Identifier of the member.") with { Mutability = Mutability.Immutable },
            Reference("$ref", "URI of the member.", "User", "Group") with { Mutability = Mutability.Immutable },
            Text("type", "Resource type of the member.") with { Mutability = Mutability.Immutable, CanonicalValues = ["User", "Group"] },
            // Erratum 6011 (reported): the example of 8.4 has it. Set by the service provider.
            Text("display", "Name of the member.") with { Mutability = Mutability.ReadOnly }),
    ]);
}
