using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7: whether bulk is offered honestly, and its messages.</summary>
internal static class BulkMessages
{
    private const string ResponseUrn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "The SCIM bulk operation is an optional server feature"; Table 8, 501: "Service provider does not support the request operation"
        new()
        {
            Id = "BULK-001", Title = "bulk works where it is advertised, and is refused with 501 where it is not",
            Verifies = ["RFC7644-3.7-01"], Needs = [Needs.Users, Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var advertised = scim.Profile.Supports("bulk") == true;
                var reply = await scim.BulkAsync(BulkJobs.Delete(user.Target));
                var afterwards = await scim.GetAsync(user.Target);
                reply.Accept(r => r.Is(advertised ? 200 : 501));
                afterwards.Accept(r => r.Is(advertised ? 404 : 200));
            },
        },

        // "Bulk responses are identified using the following URI: "urn:ietf:params:scim:api:messages:2.0:BulkResponse"."
        new()
        {
            Id = "BULK-MESSAGE-001", Title = "the answer to a job is a BulkResponse",
            Verifies = ["RFC7644-3.7-02"], Needs = BulkJobs.OfUsers,
            Run = async scim => (await scim.RunJobAsync(scim.Failing())).Expect("schemas").Contains(ResponseUrn),
        },

        // "Bulk requests are identified using the following schema URI: "urn:ietf:params:scim:api:messages:2.0:BulkRequest"."
        new()
        {
            Id = "BULK-MESSAGE-002", Title = "a job under the URN of another message is refused with 400 or read leniently",
            Verifies = ["RFC7644-3.7-02"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(
                "/Bulk", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{scim.Failing()}}]}""")).Accept(r => r.Is(400), r => r.Is(200)),
        },

        // failOnErrors: "OPTIONAL in a request. Not valid in a response."
        new()
        {
            Id = "BULK-MESSAGE-003", Title = "failOnErrors is not in the answer",
            Verifies = ["RFC7644-3.7-15"], Needs = BulkJobs.OfUsers,
            Run = async scim => (await scim.RunJobAsync(1, scim.Failing())).Expect("failOnErrors").IsUnassigned(),
        },

        // "If a bulk job is processed successfully, HTTP response code 200 OK MUST be returned; otherwise, an appropriate HTTP error code MUST be returned."
        new()
        {
            Id = "BULK-MALFORMED-001", Title = "a job that is no JSON is refused as a whole",
            Verifies = ["RFC7644-3.7-16"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(
                "/Bulk", $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{scim.Failing()}},""")).Accept(r => r.IsClientError()),
        },
        new()
        {
            Id = "BULK-MALFORMED-002", Title = "a job without Operations is refused as a whole",
            Verifies = ["RFC7644-3.7-16"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync("/Bulk", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]}""")).Accept(r => r.IsClientError()),
        },
        new()
        {
            Id = "BULK-MALFORMED-003", Title = "a job whose Operations is no array is refused as a whole",
            Verifies = ["RFC7644-3.7-16"], Needs = BulkJobs.OfUsers, Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(
                "/Bulk", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":"none"}""")).Accept(r => r.IsClientError()),
        },
    ];
}
