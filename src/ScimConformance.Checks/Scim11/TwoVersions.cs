using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>One store under SCIM 1.1 and 2.0. No specification demands it, so nothing here fails an endpoint; who runs both during a move wants to know.</summary>
internal static class TwoVersions
{
    private const string Enterprise2 = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("SCIM11-FACES", "SCIM 1.1 and 2.0 over the same store",
    [
        new()
        {
            Id = "V1-FACES-001", Title = "a user written by SCIM 1.1 reads right by SCIM 2.0",
            Verifies = ["SCIM11-FACES-01"], Needs = [Needs.BothVersions, Needs.EnterpriseUser, Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var manager = await scim.V1.SharedUserAsync();
                var user = await scim.V1.CreateUserAsync(Core7_Extensions.With($$$"""{"department":"Sales","manager":{"managerId":"{{{manager.Id}}}"}}""")[..^1] + ""","active":false}""");
                var read = (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(user.Id)}")).Accept(r => r.Is(200).WithResource());
                read.Expect("userName").IsIgnoringCase(user.UserName);
                read.Expect("active").Is(false);
                read.Expect("emails[0].value").Is(user.Sent.At("emails[0].value").Text() ?? "");
                read.Expect(Enterprise2, "department").Is("Sales");
                read.Expect(Enterprise2, "manager.value").Is(manager.Id);
            },
        },
        new()
        {
            Id = "V1-FACES-002", Title = "a user written by SCIM 2.0 reads right by SCIM 1.1",
            Verifies = ["SCIM11-FACES-02"], Needs = [Needs.BothVersions, Needs.EnterpriseUser, Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var manager = await scim.SharedUserAsync();
                var user = await scim.CreateUserAsync($$$"""{"active":false,"{{{Enterprise2}}}":{"department":"Sales","manager":{"value":"{{{manager.Id}}}"} } }""");
                var read = (await scim.V1.GetAsync($"/Users/{Uri.EscapeDataString(user.Id)}")).Accept(r => r.Is(200).WithResource());
                read.Expect("userName").IsIgnoringCase(user.UserName);
                read.Expect("active").Is(false);
                read.Expect("schemas").Contains(Scim11Face.Core);
                read.Expect(Scim11Face.Enterprise, "department").Is("Sales");
                read.Expect(Scim11Face.Enterprise, "manager.managerId").Is(manager.Id);
            },
        },
        new()
        {
            Id = "V1-FACES-003", Title = "members of a group are the same in both versions",
            Verifies = ["SCIM11-FACES-03"], Needs = [Needs.BothVersions, Needs.Groups, Needs.Scim11Groups],
            Run = async scim =>
            {
                var (one, two) = (await scim.SharedMemberAsync(), await scim.V1.SharedUserAsync("member-a", ""));
                var written = await scim.V1.CreateGroupAsync(one);
                (await scim.GetAsync($"{scim.Groups}/{Uri.EscapeDataString(written.Id)}?attributes=members")).Accept(r => r.Is(200)).ExpectValues("members", [one.Id]);
                var other = await scim.CreateGroupAsync(two);
                (await scim.V1.GetAsync($"/Groups/{Uri.EscapeDataString(other.Id)}")).Accept(r => r.Is(200)).ExpectValues("members", [two.Id]);
            },
        },
        new()
        {
            Id = "V1-FACES-004", Title = "a name is taken and a deletion seen across both versions",
            Verifies = ["SCIM11-FACES-04"], Needs = [Needs.BothVersions],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var same = scim.NewUser();
                same["userName"] = user.UserName;
                (await scim.PostAsync(scim.Users, same)).Accept(r => r.Is(409));
                (await scim.V1.DeleteAsync(user.Target)).Accept(r => r.IsSuccess());
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(user.Id)}")).Accept(r => r.Is(404));
            },
        },
    ]);
}
