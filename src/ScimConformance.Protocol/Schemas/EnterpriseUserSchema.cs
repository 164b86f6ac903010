using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 4.3 and 8.7.1.</summary>
internal static class EnterpriseUserSchema
{
    internal static readonly Schema Definition = new(ScimUrn.EnterpriseUser, "EnterpriseUser", "Attributes of users who work in an organization",
    [
        Text("employeeNumber", "Number or code by which the organization knows the user."),
        Text("costCenter", "Cost center."),
        Text("organization", "Organization."),
        Text("division", "Division."),
        Text("department", "Department."),
        // Erratum 8359 (held): the printed descriptions say REQUIRED, the text of 4.3 says RECOMMENDED; nothing is required here.
        Complex("manager", "The user's manager.",
            Text("value", "Identifier of the manager's User resource.") with { CaseExact = true }, // erratum 8472 (verified)
            Reference("$ref", "URI of the manager's User resource.", "User"),
            Text("displayName", "Display name of the manager.") with { Mutability = Mutability.ReadOnly }),
    ]);
}
