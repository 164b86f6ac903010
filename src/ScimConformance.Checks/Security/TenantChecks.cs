using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc9865;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>Nothing of one tenant is seen or changed through another. The run's first tenant tries; what it tries at belongs to the second.</summary>
internal static class TenantChecks
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("SECURITY-tenants", "tenants kept apart",
    [
        new()
        {
            Id = "SECURITY-TENANT-001", Title = "another tenant's user is answered like one that does not exist",
            Verifies = ["SECURITY-24"], Needs = [Needs.Users, Needs.SecondTenant], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var theirs = await TheirsAsync(scim);
                var reply = await scim.GetAsync(theirs.Target);
                var nobody = await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}");
                reply.Accept(r => r.Is(404), r => IsAnother(r, reply, theirs));
                reply.Judge(reply.Status == nobody.Status || reply.Status == 200, $"{nobody.Status} as for an id that nobody has", $"{reply.Status}");
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-002", Title = "another tenant's user is not found by its version or in part either",
            Verifies = ["SECURITY-24"], Needs = [Needs.Users, Needs.SecondTenant], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var theirs = await TheirsAsync(scim);
                var known = theirs.Reply.Header("ETag") ?? "*";
                var reply = await scim.SendAsync(new ScimRequest("GET", $"{theirs.Target}?attributes=userName").WithHeader("If-None-Match", known));
                reply.Accept(r => r.Is(404), r => IsAnother(r, reply, theirs));
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-003", Title = "another tenant's group is answered like one that does not exist",
            Verifies = ["SECURITY-24"], Needs = [Needs.Groups, Needs.SecondTenant], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.CreateGroupAsync();
                var reply = await scim.GetAsync(theirs.Target);
                reply.Accept(r => r.Is(404), r => r.Is(200).With(reply.At("displayName").Text() != theirs.Sent["displayName"].Text(), "with a group of its own"));
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-004", Title = "another tenant's user cannot be replaced or modified",
            Verifies = ["SECURITY-25"], Needs = [Needs.Users, Needs.SecondTenant, Needs.UserAttribute("displayName")], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var theirs = await AbsentHereAsync(scim, """{"displayName":"Barbara Jensen"}""");
                (await scim.ReplaceAsync(theirs, """{"displayName":"Stranger"}""")).Accept(r => r.Is(404), r => r.Is(405, 501));
                if (scim.Profile.Supports("patch") != false)
                {
                    (await scim.PatchAsync(theirs, """{"op":"replace","path":"displayName","value":"Stranger"}""")).Accept(r => r.Is(404), r => r.Is(405, 501));
                }

                (await scim.SecondTenant.ReadAsync(theirs)).Expect("displayName").Is("Barbara Jensen");
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-005", Title = "another tenant's user cannot be deleted",
            Verifies = ["SECURITY-25"], Needs = [Needs.Users, Needs.SecondTenant], Given = [TrialStep.Read, TrialStep.Delete],
            Run = async scim =>
            {
                var theirs = await AbsentHereAsync(scim);
                (await scim.DeleteAsync(theirs.Target)).Accept(r => r.Is(404));
                (await scim.SecondTenant.GetAsync(theirs.Target)).Accept(r => r.Is(200));
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-006", Title = "a bulk request does not reach another tenant's user",
            Verifies = ["SECURITY-25"], Needs = [Needs.Users, Needs.SecondTenant, Needs.UserAttribute("displayName")], Given = [TrialStep.Read],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(scim.Profile.Supports("bulk") == true, "ServiceProviderConfig.bulk.supported is not true");
                var theirs = await AbsentHereAsync(scim, """{"displayName":"Barbara Jensen"}""");
                var reply = await scim.PostAsync("/Bulk", $$$"""
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                    {"method":"PATCH","path":"{{{theirs.Target}}}","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Stranger"}]}},
                    {"method":"DELETE","path":"{{{theirs.Target}}}"}]}
                    """);
                var succeeded = (reply.Json.Member("Operations") as JsonArray ?? []).Select(o => o.Member("status").Text()).Where(s => s?.StartsWith('2') == true).ToList();
                reply.Judge(succeeded.Count == 0, "no operation that succeeds", $"{succeeded.Count} with status {string.Join(", ", succeeded)}");
                (await scim.SecondTenant.GetAsync(theirs.Target)).Accept(r => r.Is(200)).Expect("displayName").Is("Barbara Jensen");
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-007", Title = "no filter finds another tenant's user",
            Verifies = ["SECURITY-26"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Filter],
            Run = async scim =>
            {
                var theirs = await UnsharedNameAsync(scim);
                JudgeFoundNothing(await scim.FilterAsync(scim.Users, $"userName eq \"{theirs.Sent["userName"].Text()}\""), theirs);
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-008", Title = "no search finds another tenant's user, at the endpoint or over all types",
            Verifies = ["SECURITY-26"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Filter],
            Run = async scim =>
            {
                var theirs = await UnsharedNameAsync(scim);
                var members = $"\"filter\":{JsonValue.Create($"userName eq \"{theirs.Sent["userName"].Text()}\"").ToJsonString()}";
                foreach (var endpoint in new[] { scim.Users, "" })
                {
                    JudgeFoundNothing(await scim.SearchAsync(endpoint, members), theirs);
                }
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-009", Title = "a user name that another tenant uses can be used",
            Verifies = ["SECURITY-27"], Needs = [Needs.Users, Needs.SecondTenant], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var theirs = await TheirsAsync(scim);
                (await scim.PostAsync(scim.Users, theirs.Sent.DeepClone())).Accept(r => r.Is(201));
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-010", Title = "another tenant's user becomes no member of a group",
            Verifies = ["SECURITY-28"], Needs = [Needs.Users, Needs.Groups, Needs.SecondTenant], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.SharedMemberAsync();
                var group = scim.NewGroup();
                group["members"] = new JsonArray(new JsonObject { ["value"] = theirs.Id });
                var reply = await scim.PostAsync(scim.Groups, group);
                reply.Accept(r => r.IsClientError(), r => r.Is(201).With(!reply.Text.Contains(theirs.Sent["userName"].Text()!, StringComparison.Ordinal), "without anything of the user"));
                var read = await scim.SecondTenant.ReadAsync(theirs);
                read.Judge(read.At("groups").IsUnassigned(), "no groups", read.At("groups").Show());
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-011", Title = "a manager of another tenant is not looked up",
            Verifies = ["SECURITY-28"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.SecondTenant],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.SharedUserAsync("manager", """{"displayName":"Managing Director"}""");
                var user = scim.NewUser();
                user[Enterprise] = new JsonObject { ["manager"] = new JsonObject { ["value"] = theirs.Id } };
                var reply = await scim.PostAsync(scim.Users, user);
                reply.Accept(r => r.IsClientError(), r => r.Is(201).With(!reply.Text.Contains("Managing Director", StringComparison.Ordinal), "without the manager's name"));
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-012", Title = "a cursor of another tenant shows nothing of it",
            Verifies = ["SECURITY-29"], Needs = [Needs.Users, Needs.SecondTenant, Needs.CursorPagination, Needs.FilterByPrefix],
            Run = async scim =>
            {
                var theirs = await TheirsAsync(scim);
                var (query, cursor) = await scim.BeginElsewhereAsync();
                var reply = await scim.QueryAsync(scim.Users, [.. query, ("cursor", cursor)]);
                reply.Accept(r => r.IsClientError(), r => r.Is(200).With(reply.Resources.Count == 0, "without resources"));
                reply.Judge(!reply.Ids.Contains(theirs.Id), "not the other tenant's user", $"{theirs.Id}");
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-013", Title = "credentials of one tenant are refused at the base URL of another",
            Verifies = ["SECURITY-30"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Credentials],
            Run = async scim =>
            {
                var reply = await CrossAsync(scim);
                reply.Accept(r => r.Is(401), r => r.Is(403, 404));
                reply.Judge(reply.Resources.Count == 0, "no resource shown", $"{reply.Resources.Count} resource(s)");
            },
        },

        new()
        {
            Id = "SECURITY-TENANT-014", Title = "the refusal does not tell that the other tenant exists",
            Verifies = ["SECURITY-31"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Credentials],
            Run = async scim =>
            {
                var reply = (await CrossAsync(scim)).Require(r => r.IsClientError());
                var wrong = await scim.SecondTenant.SendAsync(new ScimRequest("GET", $"{scim.Users}?count=1").WithHeader("Authorization", $"Bearer {scim.NewName()}"));
                reply.Judge(reply.Status == wrong.Status, $"{wrong.Status} as for credentials that nobody issued", $"{reply.Status}");
            },
        },
    ]);

    private static Task<ScimResource> TheirsAsync(CheckContext scim) => scim.SecondTenant.SharedUserAsync("tenant-1");

    /// <summary>A user of the second tenant whose name no check uses in the first.</summary>
    private static Task<ScimResource> UnsharedNameAsync(CheckContext scim) => scim.SecondTenant.SharedUserAsync("tenant-unshared");

    /// <summary>A user of the second tenant whose path leads nowhere in the first.</summary>
    private static async Task<ScimResource> AbsentHereAsync(CheckContext scim, string members = "")
    {
        var theirs = await scim.SecondTenant.CreateUserAsync(members);
        (await scim.GetAsync(theirs.Target)).Require(r => r.Is(404));
        return theirs;
    }

    /// <summary>A request to the second tenant's base URL with the credentials of the first.</summary>
    private static Task<ScimResponse> CrossAsync(CheckContext scim)
    {
        CheckContext.ApplicableIf(scim.SecondTenant.Target.BaseUrl != scim.Target.BaseUrl, "both tenants have the same base URL");
        CheckContext.ApplicableIf(scim.Target.Credentials.Authorization is not null, "the run has no Authorization header");
        return scim.SecondTenant.SendAsync(new ScimRequest("GET", $"{scim.Users}?count=1").WithHeader("Authorization", scim.Target.Credentials.Authorization!));
    }

    private static void JudgeFoundNothing(ScimResponse reply, ScimResource theirs)
    {
        reply.Accept(r => r.Is(200).With(reply.At("totalResults").Integer() == 0, "with totalResults 0"), r => r.IsClientError(), r => r.Is(501));
        reply.Judge(!reply.Ids.Contains(theirs.Id), "not the other tenant's user", theirs.Id);
    }

    /// <summary>Ids may count in each tenant anew; then the same one leads to a resource of this tenant.</summary>
    private static ResponsePattern IsAnother(ResponsePattern pattern, ScimResponse reply, ScimResource theirs) =>
        pattern.Is(200).With(reply.At("userName").Text() is { } name && name != theirs.Sent["userName"].Text(), "with a user of its own");
}
