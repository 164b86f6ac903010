using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7.3: what a result says besides its status.</summary>
internal static class BulkResults
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "The service provider response MUST include the result of all processed operations."
        new()
        {
            Id = "BULK-RESULT-001", Title = "every operation has a result",
            Verifies = ["RFC7644-3.7.3-01"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("a", out _), scim.Failing(), scim.NewUser("b", out _), BulkJobs.Put(scim.Nobody(), scim.NewUser()));
                reply.Expect("Operations").HasCount(4);
                reply.Judge(reply.Result("a") is not null && reply.Result("b") is not null, "results with the bulkIds a and b", reply.Describe());
            },
        },

        // "A "location" attribute that includes the resource's endpoint MUST be returned for all operations except for failed POST operations"
        new()
        {
            Id = "BULK-LOCATION-001", Title = "the location of a creation leads to what was created",
            Verifies = ["RFC7644-3.7.3-02"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("a", out var user));
                CheckContext.Require(reply.RequireOnly().IsSuccess, $"the user should have been created, got {reply.Describe()}");
                reply.Expect("Operations[0].location").IsNonEmptyString();
                if (reply.RequireOnly().Location is not null)
                {
                    (await scim.GetAsync(scim.RequireCreated(reply, "a").Target)).Accept(r => r.Is(200)).Expect("userName").IsIgnoringCase(user["userName"].Text()!);
                }
            },
        },
        new()
        {
            Id = "BULK-LOCATION-002", Title = "the results of changes and of a deletion have a location",
            Verifies = ["RFC7644-3.7.3-02"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                ExpectLocations(scim, await scim.RunJobAsync(BulkJobs.Put(user.Target, user.Replacement()), BulkJobs.Delete(user.Target)), user.Target);
            },
        },
        new()
        {
            Id = "BULK-LOCATION-003", Title = "the results of changes and of a deletion that failed have a location",
            Verifies = ["RFC7644-3.7.3-02"], Needs = BulkJobs.OfUsers,
            Run = async scim => ExpectLocations(scim, await scim.RunJobAsync(BulkJobs.Put(scim.Nobody(), scim.NewUser()), scim.Failing()), scim.Nobody()),
        },
        new()
        {
            Id = "BULK-LOCATION-004", Title = "the result of a creation that failed has no location",
            Verifies = ["RFC7644-3.7.3-02"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(BulkJobs.Post(scim.Users, "a", (await scim.SharedUserAsync()).Sent));
                reply.RequireOnlyFailure();
                reply.Expect("Operations[0].location").IsUnassigned();
            },
        },

        // "data: The resource data as it would appear for a single SCIM POST, PUT, or PATCH operation."
        new()
        {
            Id = "BULK-PATCH-001", Title = "a PATCH message works as data",
            Verifies = ["RFC7644-3.7.3-04"], Needs = [.. BulkJobs.OfUsers, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Before"}""");
                (await scim.SendJobAsync(BulkJobs.Patch(user.Target, """{"op":"replace","path":"title","value":"After"}"""))).Accept(r => r.Is(200));
                (await scim.ReadAsync(user)).Expect("title").Is("After");
            },
        },

        // "If an error occurred, the status MUST also include the description attribute containing a human-readable explanation of the error."
        new()
        {
            Id = "BULK-EXPLAINED-001", Title = "a failed operation is explained to people",
            Verifies = ["RFC7644-3.7.3-05"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.Failing());
                var result = reply.RequireOnlyFailure();
                var text = result.Response.Member("detail").Text() ?? result.Json.At("status.description").Text();
                reply.Judge(!string.IsNullOrWhiteSpace(text), "response.detail, or status.description, with a text", result.ToString());
            },
        },
    ];

    private static void ExpectLocations(CheckContext scim, ScimResponse reply, string target) => reply.Judge(
        reply.Results().Count == 2 && reply.Results().All(r => scim.ResolveLocation(r.Location)?.AbsolutePath.EndsWith(target, StringComparison.OrdinalIgnoreCase) == true),
        $"two results with a location that ends in {target}", reply.Describe());
}
