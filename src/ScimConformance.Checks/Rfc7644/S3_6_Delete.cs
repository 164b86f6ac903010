using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.6: deleting resources.</summary>
internal static class S3_6_Delete
{
    public static CheckGroup Group { get; } = new("RFC7644-3.6", "deleting resources",
    [
        // "In response to a successful DELETE, the server SHALL return a successful HTTP status code 204 (No Content)."
        new()
        {
            Id = "DELETE-001", Title = "DELETE answers 204 without a body",
            Verifies = ["RFC7644-3.6-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.DeleteAsync(user.Target)).Accept(r => r.Is(204).WithEmptyBody());
            },
        },

        // "MUST return a 404 (Not Found) error code for all operations associated with the previously deleted resource"
        new()
        {
            Id = "DELETE-002", Title = "a deleted resource is not found by GET",
            Verifies = ["RFC7644-3.6-02"], Needs = [Needs.Users],
            Run = async scim => (await scim.GetAsync((await DeletedUserAsync(scim)).Target)).Accept(r => r.Is(404)),
        },

        new()
        {
            Id = "DELETE-003", Title = "a deleted resource is not found by PUT, which does not bring it back",
            Verifies = ["RFC7644-3.6-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await DeletedUserAsync(scim);
                (await scim.PutAsync(user.Target, user.Replacement())).Accept(r => r.Is(404));
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(404));
            },
        },

        new()
        {
            Id = "DELETE-004", Title = "a deleted resource is not found by PATCH",
            Verifies = ["RFC7644-3.6-02"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await DeletedUserAsync(scim);
                (await scim.PatchAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""")).Accept(r => r.Is(404));
            },
        },

        new()
        {
            Id = "DELETE-005", Title = "a deleted resource is not found by a second DELETE",
            Verifies = ["RFC7644-3.6-02"], Needs = [Needs.Users],
            Run = async scim => (await scim.DeleteAsync((await DeletedUserAsync(scim)).Target)).Accept(r => r.Is(404)),
        },

        // "MUST omit the resource from future query results"
        new()
        {
            Id = "DELETE-006", Title = "a deleted resource is not found by a filter",
            Verifies = ["RFC7644-3.6-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var filter = $"userName eq \"{user.UserName}\"";
                var before = await scim.FilterAsync(scim.Users, filter);
                CheckContext.Require(before.Ids.Contains(user.Id), "the filter does not find the user before it is deleted");
                (await scim.DeleteAsync(user.Target)).Require(r => r.IsSuccess());
                var found = await scim.FilterAsync(scim.Users, filter);
                found.Require(r => r.Is(200));
                found.Judge(!found.Ids.Contains(user.Id), "no result", $"{found.Ids.Count} result(s)");
            },
        },

        // "the service provider SHOULD NOT consider the deleted resource in conflict calculation"
        new()
        {
            Id = "DELETE-007", Title = "the user name of a deleted user is free again",
            Verifies = ["RFC7644-3.6-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await DeletedUserAsync(scim);
                var again = await scim.PostAsync(scim.Users, user.Sent.DeepClone());
                again.Accept(r => r.Is(201));
                again.Expect("id").IsNot(user.Id);
            },
        },

        new()
        {
            Id = "DELETE-008", Title = "DELETE of an id that never was answers 404",
            Verifies = ["RFC7644-3.6-05"], Needs = [Needs.Users], Given = [TrialStep.Delete],
            Run = async scim => (await scim.DeleteAsync($"{scim.Users}/{CheckContext.UnknownId}")).Accept(r => r.Is(404)),
        },

        new()
        {
            Id = "DELETE-009", Title = "a deleted user is no longer a member of groups",
            Verifies = ["RFC7644-3.6-06"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var (gone, stays) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var group = await scim.CreateGroupAsync(gone, stays);
                (await scim.DeleteAsync(gone.Target)).Require(r => r.IsSuccess());
                (await scim.ReadAsync(group)).ExpectValues("members", stays.Id);
            },
        },
    ]);

    private static async Task<ScimResource> DeletedUserAsync(CheckContext scim)
    {
        var user = await scim.CreateUserAsync();
        (await scim.DeleteAsync(user.Target)).Require(r => r.IsSuccess());
        return user;
    }
}
