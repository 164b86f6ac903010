using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7: what a failing operation means for the job and for the other operations.</summary>
internal static class BulkFailures
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "If a bulk job is processed successfully, HTTP response code 200 OK MUST be returned"
        new()
        {
            Id = "BULK-SUCCESS-001", Title = "a job of which a part fails is answered with 200",
            Verifies = ["RFC7644-3.7-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(scim.NewUser("a", out _), scim.Failing());
                reply.Accept(r => r.Is(200).With(reply.Results().Count > 0, "with results"));
            },
        },

        // "The following is an example in which all operations failed": HTTP/1.1 200 OK
        new()
        {
            Id = "BULK-SUCCESS-002", Title = "a job all of whose operations fail is answered with 200",
            Verifies = ["RFC7644-3.7-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(scim.Failing(), BulkJobs.Put(scim.Nobody(), scim.NewUser()));
                reply.Accept(r => r.Is(200).With(reply.Results().Count > 0, "with results"));
            },
        },

        // "The service provider MUST continue performing as many changes as possible and disregard partial failures."
        new()
        {
            Id = "BULK-CONTINUE-001", Title = "operations after one that failed are carried out",
            Verifies = ["RFC7644-3.7-06"], Needs = BulkJobs.OfUsers,
            Run = async scim => await ExpectCreatedAsync(scim, await scim.SendJobAsync(scim.Failing(), scim.NewUser("a", out _))),
        },

        // "If ... the service provider has not reached the error limit defined by the client, the service provider will continue to process all operations."
        new()
        {
            Id = "BULK-CONTINUE-002", Title = "operations go on while failOnErrors is not reached",
            Verifies = ["RFC7644-3.7-06"], Needs = BulkJobs.OfUsers,
            Run = async scim => await ExpectCreatedAsync(scim, await scim.SendJobAsync(2, scim.Failing(), scim.NewUser("a", out _))),
        },

        // failOnErrors 1: "the service provider will stop processing and return results after one error."
        new()
        {
            Id = "BULK-STOP-001", Title = "after failOnErrors errors nothing more is carried out",
            Verifies = ["RFC7644-3.7-07"], Needs = [.. BulkJobs.OfUsers, Needs.Filter],
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(1, scim.Failing(), scim.NewUser("a", out var user));
                reply.Judge(reply.Results().All(r => !r.IsSuccess), "no result of a success", reply.Describe());
                (await scim.FindUsersAsync($"userName eq {Queries.Quote(user["userName"].Text()!)}")).Accept(r => r.Is(200).WithList()).Expect("totalResults").Is(0);
            },
        },

        // "The response contains the error and any successful results prior to the error."
        new()
        {
            Id = "BULK-STOP-002", Title = "after failOnErrors errors the results so far are returned",
            Verifies = ["RFC7644-3.7-07"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(1, scim.NewUser("a", out _), scim.Failing(), scim.Failing());
                reply.ExpectStatus("a", 201);
                reply.Expect("Operations").HasCount(2);
            },
        },

        // "disregard partial failures": what was done stays done.
        new()
        {
            Id = "BULK-KEEP-001", Title = "what was done before a failure stays done",
            Verifies = ["RFC7644-3.7-08"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("a", out _), scim.Failing());
                (await scim.GetAsync(scim.RequireCreated(reply, "a").Target)).Accept(r => r.Is(200).WithResource());
            },
        },
        new()
        {
            Id = "BULK-KEEP-002", Title = "what was done before failOnErrors ends the job stays done",
            Verifies = ["RFC7644-3.7-08"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(1, scim.NewUser("a", out _), scim.Failing());
                (await scim.GetAsync(scim.RequireCreated(reply, "a").Target)).Accept(r => r.Is(200).WithResource());
            },
        },

        // "When indicating a response with an HTTP status other than a 200-series response, the response body MUST be included."
        new()
        {
            Id = "BULK-ERROR-001", Title = "the result of a failed operation has a SCIM Error as response",
            Verifies = ["RFC7644-3.7-12"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.Failing());
                reply.RequireOnlyFailure();
                reply.Expect("Operations[0].response.schemas").Contains("urn:ietf:params:scim:api:messages:2.0:Error");
            },
        },

        // "the "response" attribute MUST contain the detail error response as per Section 3.12", where "status" is "REQUIRED" and a string.
        new()
        {
            Id = "BULK-ERROR-002", Title = "the Error of a failed operation has the status of the operation",
            Verifies = ["RFC7644-3.7-12"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(BulkJobs.Post(scim.Users, "a", (await scim.SharedUserAsync()).Sent));
                reply.Expect("Operations[0].response.status").Is($"{reply.RequireOnlyFailure().Status}");
            },
        },
    ];

    private static async Task ExpectCreatedAsync(CheckContext scim, ScimResponse reply)
    {
        reply.Accept(r => r.Is(200));
        reply.ExpectStatus("a", 201);
        if (reply.Result("a") is { IsSuccess: true })
        {
            (await scim.GetAsync(scim.RequireCreated(reply, "a").Target)).Accept(r => r.Is(200).WithResource());
        }
    }
}
