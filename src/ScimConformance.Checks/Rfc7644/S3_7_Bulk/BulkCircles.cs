using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>
/// Section 3.7.1: "The service provider MUST try to resolve circular cross-references between resources in a single bulk job but MAY stop after a
/// failed attempt and instead return HTTP status code 409 (Conflict)."
/// </summary>
internal static class BulkCircles
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new()
        {
            Id = "BULK-CIRCLE-001", Title = "two groups that contain each other are created, or refused with 409",
            Verifies = ["RFC7644-3.7.1-01"], Needs = BulkJobs.OfGroups, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(scim.NewGroup("qwerty", "ytrewq"), scim.NewGroup("ytrewq", "qwerty"));
                if (!IsCreatedOrConflict(reply))
                {
                    // Whether groups may hold groups at all is for the provider to say.
                    CheckContext.ApplicableIf((await scim.PostAsync(scim.Groups, scim.NewGroup(await scim.CreateGroupAsync()))).IsSuccess, "the endpoint does not take groups as members of groups");
                }

                JudgeOutcome(reply);
                if (IsCreated(reply))
                {
                    var (one, other) = (scim.RequireCreated(reply, "qwerty"), scim.RequireCreated(reply, "ytrewq"));
                    (await scim.ReadAsync(one)).ExpectValues("members", other.Id);
                    (await scim.ReadAsync(other)).ExpectValues("members", one.Id);
                }
            },
        },
        new()
        {
            Id = "BULK-CIRCLE-002", Title = "two users who manage each other are created, or refused with 409",
            Verifies = ["RFC7644-3.7.1-01"], Needs = [.. BulkJobs.OfUsers, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "manager.value")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(Managed(scim, "qwerty", "ytrewq"), Managed(scim, "ytrewq", "qwerty"));
                JudgeOutcome(reply);
                if (IsCreated(reply))
                {
                    var (one, other) = (scim.RequireCreated(reply, "qwerty"), scim.RequireCreated(reply, "ytrewq"));
                    (await scim.ReadAsync(one)).Expect(Enterprise, "manager.value").Is(other.Id);
                    (await scim.ReadAsync(other)).Expect(Enterprise, "manager.value").Is(one.Id);
                }
            },
        },
    ];

    /// <summary>The creation of a user whose manager is given by bulkId.</summary>
    internal static string Managed(CheckContext scim, string bulkId, string manager) => BulkJobs.Post(scim.Users, bulkId, scim.NewUser(
        $$"""{"schemas":["{{scim.Profile.Users!.Schema}}","{{Enterprise}}"],"{{Enterprise}}":{"manager":{"value":"{{BulkJobs.Prefix}}{{manager}}"} } }"""));

    private static bool IsCreated(ScimResponse reply) => reply.Status == 200 && reply.Results() is [{ IsSuccess: true }, { IsSuccess: true }];

    private static bool IsCreatedOrConflict(ScimResponse reply) =>
        IsCreated(reply) || reply.Status == 409 || (reply.Status == 200 && reply.Results().Any(r => r.Status == 409));

    private static void JudgeOutcome(ScimResponse reply) => reply.Judge(IsCreatedOrConflict(reply), "both created, or status 409", reply.Describe());
}
