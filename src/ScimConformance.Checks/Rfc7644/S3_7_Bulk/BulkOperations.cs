using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7: the members of an operation.</summary>
internal static class BulkOperations
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // method: "REQUIRED."
        new()
        {
            Id = "BULK-REQUIRED-001", Title = "an operation without method is refused",
            Verifies = ["RFC7644-3.7-04"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => ExpectRefused(await scim.SendJobAsync($$"""{"path":"{{scim.Nobody()}}"}""")),
        },

        // path: "REQUIRED in a request."
        new()
        {
            Id = "BULK-REQUIRED-002", Title = "an operation without path is refused",
            Verifies = ["RFC7644-3.7-04"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => ExpectRefused(await scim.SendJobAsync("""{"method":"DELETE"}""")),
        },

        // data: "REQUIRED in a request when "method" is "POST", "PUT", or "PATCH"."
        new()
        {
            Id = "BULK-REQUIRED-003", Title = "a creation without data is refused",
            Verifies = ["RFC7644-3.7-04"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => ExpectRefused(await scim.SendJobAsync($$"""{"method":"POST","path":"{{scim.Users}}","bulkId":"a"}""")),
        },

        // bulkId: "REQUIRED when "method" is "POST"."
        new()
        {
            Id = "BULK-REQUIRED-004", Title = "a creation without bulkId is refused or carried out, and is no server error",
            Verifies = ["RFC7644-3.7-04"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(BulkJobs.Post(scim.Users, "", scim.NewUser()).Replace(",\"bulkId\":\"\"", "", StringComparison.Ordinal));
                reply.Judge(
                    reply.Status is >= 400 and < 500 || (reply.Status == 200 && reply.Results() is [{ Status: < 500 }]),
                    "4xx for the job, or one result that is no server error", reply.Describe());
            },
        },

        // "The service provider MUST return the same "bulkId" together with the newly created resource."
        new()
        {
            Id = "BULK-ID-001", Title = "the bulkId of a creation comes back with it",
            Verifies = ["RFC7644-3.7-05"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(BulkJobs.Post(scim.Users, "Qwerty-1", scim.NewUser()));
                reply.Expect("Operations[0].bulkId").Is("Qwerty-1");
            },
        },

        // "each attribute below is present in both bulk requests and bulk responses."
        new()
        {
            Id = "BULK-ID-002", Title = "the bulkId of a creation that failed comes back too",
            Verifies = ["RFC7644-3.7-14"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(BulkJobs.Post(scim.Users, "qwerty", (await scim.SharedUserAsync()).Sent));
                reply.RequireOnlyFailure();
                reply.Expect("Operations[0].bulkId").Is("qwerty");
            },
        },
        new()
        {
            Id = "BULK-METHOD-001", Title = "each result has the method of its operation",
            Verifies = ["RFC7644-3.7-14"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(
                    BulkJobs.Put(scim.Nobody(), scim.NewUser()), scim.Failing(), BulkJobs.Post(scim.Users, "a", (await scim.SharedUserAsync()).Sent));
                reply.Judge(
                    reply.Results().Select(r => r.Method).Order().SequenceEqual(["DELETE", "POST", "PUT"]),
                    "results with the methods PUT, DELETE and POST", reply.Describe());
            },
        },

        // "Possible values are "POST", "PUT", "PATCH", or "DELETE"."
        new()
        {
            Id = "BULK-GET-001", Title = "GET inside a job is refused",
            Verifies = ["RFC7644-3.7-13"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync($$"""{"method":"GET","path":"{{(await scim.SharedUserAsync()).Target}}"}""");
                reply.Judge(
                    reply.Status is (>= 400 and < 500) or 501 || (reply.Status == 200 && reply.Results() is [{ Status: (>= 400 and < 500) or 501 }]),
                    "4xx or 501 for the job or the operation", reply.Describe());
            },
        },

        // version: "Version MAY be used if the service provider supports entity-tags (ETags) and "method" is "PUT", "PATCH", or "DELETE"."
        new()
        {
            Id = "BULK-VERSION-001", Title = "an operation that names another version is refused with 412",
            Verifies = ["RFC7644-3.7-10"], Needs = [.. BulkJobs.OfUsers, Needs.ETag],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(BulkJobs.Delete(user.Target, ",\"version\":\"W/\\\"no-such-version\\\"\""));
                reply.Judge(reply.RequireOnly().Status is 412 or 409, "status 412, or 409", reply.Describe());
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
            },
        },
        new()
        {
            Id = "BULK-VERSION-002", Title = "an operation that names the current version is carried out",
            Verifies = ["RFC7644-3.7-10"], Needs = [.. BulkJobs.OfUsers, Needs.ETag],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var version = user.Reply.At("meta.version").Text() ?? user.Reply.Header("ETag");
                CheckContext.ApplicableIf(version is not null, "a created user comes without version");
                var reply = await scim.RunJobAsync(BulkJobs.Delete(user.Target, $",\"version\":{JsonValue.Create(version)!.ToJsonString()}"));
                reply.Judge(reply.RequireOnly().IsSuccess, "status 2xx", reply.Describe());
            },
        },
        new()
        {
            Id = "BULK-VERSION-003", Title = "the result of a creation has the version that the user has",
            Verifies = ["RFC7644-3.7-10"], Needs = [.. BulkJobs.OfUsers, Needs.ETag],
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("a", out _));
                var read = await scim.ReadAsync(scim.RequireCreated(reply, "a"));
                reply.Expect("Operations[0].version").Is(read.At("meta.version").Text() ?? read.Header("ETag") ?? "the version of the user");
            },
        },
    ];

    private static void ExpectRefused(ScimResponse reply) => reply.Judge(
        reply.Status is >= 400 and < 500 || (reply.Status == 200 && reply.Results() is [{ Status: >= 400 and < 500 }]),
        "4xx for the job or for the operation", reply.Describe());
}
