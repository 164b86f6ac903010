using System.Text.Json;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7.3: the status "that would have been returned if a single HTTP request would have been used"; as a string, a number or an object with a code.</summary>
internal static class BulkStatuses
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new()
        {
            Id = "BULK-STATUS-001", Title = "a creation has the status 201",
            Verifies = ["RFC7644-3.7.3-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("a", out _));
                reply.Judge(reply.RequireOnly().Status == 201, "status 201", reply.Describe());
            },
        },
        new()
        {
            Id = "BULK-STATUS-002", Title = "the deletion of what does not exist has the status 404",
            Verifies = ["RFC7644-3.7.3-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.Failing());
                reply.Judge(reply.RequireOnly().Status == 404, "status 404", reply.Describe());
            },
        },
        new()
        {
            Id = "BULK-STATUS-003", Title = "the creation of a duplicate has the status 409",
            Verifies = ["RFC7644-3.7.3-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(BulkJobs.Post(scim.Users, "a", (await scim.SharedUserAsync()).Sent));
                reply.Judge(reply.RequireOnly().Status == 409, "status 409", reply.Describe());
            },
        },
        new()
        {
            Id = "BULK-STATUS-004", Title = "a deletion has the status 204, and the user is gone",
            Verifies = ["RFC7644-3.7.3-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(BulkJobs.Delete(user.Target));
                reply.Judge(reply.RequireOnly().Status == 204, "status 204", reply.Describe());
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(404));
            },
        },
        new()
        {
            Id = "BULK-STATUS-005", Title = "a replacement has the status 200, and the user is replaced",
            Verifies = ["RFC7644-3.7.3-03"], Needs = [.. BulkJobs.OfUsers, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(BulkJobs.Put(user.Target, user.Replacement("""{"title":"Replaced"}""")));
                reply.Judge(reply.RequireOnly().Status == 200, "status 200", reply.Describe());
                (await scim.ReadAsync(user)).Expect("title").Is("Replaced");
            },
        },
        new()
        {
            Id = "BULK-STATUS-006", Title = "a change has the status 200 or 204",
            Verifies = ["RFC7644-3.7.3-03"], Needs = [.. BulkJobs.OfUsers, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(BulkJobs.Patch(user.Target, """{"op":"add","path":"title","value":"Changed"}"""));
                reply.Judge(reply.RequireOnly().Status is 200 or 204, "status 200 or 204", reply.Describe());
            },
        },

        // Erratum 7916 (verified): "status": "400" is a plain string.
        new()
        {
            Id = "BULK-STATUS-007", Title = "the status of a result is a plain string",
            Verifies = ["RFC7644-3.7.3-06"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.Failing());
                reply.Expect("Operations[0].status").Satisfies(s => s?.GetValueKind() == JsonValueKind.String && reply.RequireOnly().Status is not null, "a string of three digits");
            },
        },
    ];
}
