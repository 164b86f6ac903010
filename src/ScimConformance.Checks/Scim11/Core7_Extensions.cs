using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Core schema sections 7 and 8: the enterprise extension, and groups.</summary>
internal static class Core7_Extensions
{
    public static CheckGroup Group { get; } = new("SCIM11-CORE-7", "SCIM 1.1: enterprise extension and groups",
    [
        new()
        {
            Id = "V1-ENTERPRISE-001", Title = "attributes of the enterprise extension are kept under its URN",
            Verifies = ["SCIM11-CORE-7-01"], Needs = [Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync(With("""{"employeeNumber":"701984","department":"Tour Operations"}"""));
                var read = await scim.V1.ReadAsync(user);
                read.Expect(Scim11Face.Enterprise, "employeeNumber").Is("701984");
                read.Expect(Scim11Face.Enterprise, "department").Is("Tour Operations");
                read.Expect("schemas").Contains(Scim11Face.Enterprise);
            },
        },

        // "managerId: The id of the SCIM resource representing the User's manager. REQUIRED."
        new()
        {
            Id = "V1-ENTERPRISE-002", Title = "a manager is kept by managerId",
            Verifies = ["SCIM11-CORE-7-01"], Needs = [Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var manager = await scim.V1.SharedUserAsync();
                var user = await scim.V1.CreateUserAsync(With($$$"""{"manager":{"managerId":"{{{manager.Id}}}"}}"""));
                (await scim.V1.ReadAsync(user)).Expect(Scim11Face.Enterprise, "manager.managerId").Is(manager.Id);
            },
        },

        // "displayName: A human readable name for the Group. REQUIRED." "The value must be the "id" of a SCIM resource".
        new()
        {
            Id = "V1-GROUP-001", Title = "a group is created with its name and members",
            Verifies = ["SCIM11-CORE-8-01"], Needs = [Needs.Scim11Groups],
            Run = async scim =>
            {
                var member = await scim.V1.SharedUserAsync("member-a", "");
                var group = await scim.V1.CreateGroupAsync(member);
                var read = await scim.V1.ReadAsync(group);
                read.Expect("displayName").Is(group.DisplayName);
                read.ExpectValues("members", [member.Id]);
                read.Expect("schemas").Contains(Scim11Face.Core);
            },
        },
        new()
        {
            Id = "V1-GROUP-002", Title = "a group without displayName is refused",
            Verifies = ["SCIM11-CORE-8-01"], Needs = [Needs.Scim11Groups],
            Run = async scim =>
            {
                var body = scim.V1.NewGroup();
                body.Remove("displayName");
                (await scim.V1.PostAsync("/Groups", body)).Accept(r => r.IsClientError());
            },
        },
    ]);

    /// <summary>Members of a user that has the enterprise extension.</summary>
    public static string With(string extension) => $$"""{"schemas":["{{Scim11Face.Core}}","{{Scim11Face.Enterprise}}"],"{{Scim11Face.Enterprise}}":{{extension}}}""";
}
