using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.4: deleting.</summary>
internal static class Api3_4_Delete
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.4", "SCIM 1.1: deleting",
    [
        new()
        {
            Id = "V1-DELETE-001", Title = "DELETE answers 200 or 204",
            Verifies = ["SCIM11-API-3.4-01"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.DeleteAsync((await scim.V1.CreateUserAsync()).Target)).Accept(r => r.Is(200), r => r.Is(204)),
        },

        // "MUST return a 404 error code for all operations associated with the previously deleted Id."
        new()
        {
            Id = "V1-DELETE-002", Title = "a deleted id gives 404 for every operation",
            Verifies = ["SCIM11-API-3.4-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.DeleteAsync(user.Target)).Require(r => r.IsSuccess());
                (await scim.V1.GetAsync(user.Target)).Accept(r => r.Is(404));
                (await scim.V1.ReplaceAsync(user, "{}")).Accept(r => r.Is(404));
                (await scim.V1.DeleteAsync(user.Target)).Accept(r => r.Is(404));
            },
        },

        // "Service Providers MUST also omit the Resource from future query results."
        new()
        {
            Id = "V1-DELETE-003", Title = "a deleted user is in no list",
            Verifies = ["SCIM11-API-3.4-02"], Needs = [Needs.Scim11Capability("filter")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.DeleteAsync(user.Target)).Require(r => r.IsSuccess());
                (await scim.V1.FilterAsync($"userName eq {Scim11Steps.Quote(user.UserName)}")).ExpectExactly();
            },
        },

        // "the Service Provider MUST not consider the deleted resource in conflict calculation."
        new()
        {
            Id = "V1-DELETE-004", Title = "the name of a deleted user is free",
            Verifies = ["SCIM11-API-3.4-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.DeleteAsync(user.Target)).Require(r => r.IsSuccess());
                (await scim.V1.PostAsync("/Users", user.Sent)).Accept(r => r.Is(201));
            },
        },
    ]);
}
