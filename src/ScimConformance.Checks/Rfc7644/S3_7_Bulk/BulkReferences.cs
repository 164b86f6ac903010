using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7.2: "The service provider MUST replace the string "bulkId:qwerty" with the permanent resource id once created."</summary>
internal static class BulkReferences
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static readonly Needs[] OfManagers = [.. BulkJobs.OfUsers, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "manager.value")];

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new()
        {
            Id = "BULK-REFERENCE-001", Title = "a group of a job has the user whom the job creates as a member",
            Verifies = ["RFC7644-3.7.2-01"], Needs = BulkJobs.OfGroups,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("qwerty", out _), scim.NewGroup("ytrewq", "qwerty"));
                var (user, group) = (scim.RequireCreated(reply, "qwerty"), await scim.ReadAsync(scim.RequireCreated(reply, "ytrewq")));
                group.ExpectValues("members", user.Id);
                group.Expect("members[0].$ref").Satisfies(r => r?.ToJsonString().Contains(BulkJobs.Prefix, StringComparison.OrdinalIgnoreCase) != true, "absent, or a URI without bulkId");
            },
        },
        new()
        {
            Id = "BULK-REFERENCE-002", Title = "a reference to a later operation is resolved, or refused with 409 or 400",
            Verifies = ["RFC7644-3.7.2-01"], Needs = BulkJobs.OfGroups, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(scim.NewGroup("ytrewq", "qwerty"), scim.NewUser("qwerty", out _));
                if (reply.IsRefused("ytrewq", 409, 400))
                {
                    reply.Judge(true, "refused, or resolved", reply.Describe());
                    return;
                }

                reply.ExpectStatus("ytrewq", 201);
                (await scim.ReadAsync(scim.RequireCreated(reply, "ytrewq"))).ExpectValues("members", scim.RequireCreated(reply, "qwerty").Id);
            },
        },
        new()
        {
            Id = "BULK-REFERENCE-003", Title = "a change adds the user whom the job creates to a group",
            Verifies = ["RFC7644-3.7.2-01"], Needs = [.. BulkJobs.OfGroups, Needs.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var reply = await scim.RunJobAsync(
                    scim.NewUser("qwerty", out _), BulkJobs.Patch(group.Target, """{"op":"add","path":"members","value":[{"value":"bulkId:qwerty"}]}"""));
                (await scim.ReadAsync(group)).ExpectValues("members", scim.RequireCreated(reply, "qwerty").Id);
            },
        },

        // "Extensions that include references to other resources MUST be handled in the same way by the service provider."
        new()
        {
            Id = "BULK-EXTENSION-001", Title = "the manager whom a job creates is the manager of the user whom it creates",
            Verifies = ["RFC7644-3.7.2-02"], Needs = OfManagers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("qwerty", out _), BulkCircles.Managed(scim, "ytrewq", "qwerty"));
                var manager = scim.RequireCreated(reply, "qwerty");
                (await scim.ReadAsync(scim.RequireCreated(reply, "ytrewq"))).Expect(Enterprise, "manager.value").Is(manager.Id);
            },
        },
        new()
        {
            Id = "BULK-EXTENSION-002", Title = "a manager whom a later operation creates is resolved, or refused with 409 or 400",
            Verifies = ["RFC7644-3.7.2-02"], Needs = OfManagers, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(BulkCircles.Managed(scim, "ytrewq", "qwerty"), scim.NewUser("qwerty", out _));
                if (reply.IsRefused("ytrewq", 409, 400))
                {
                    reply.Judge(true, "refused, or resolved", reply.Describe());
                    return;
                }

                reply.ExpectStatus("ytrewq", 201);
                (await scim.ReadAsync(scim.RequireCreated(reply, "ytrewq"))).Expect(Enterprise, "manager.value").Is(scim.RequireCreated(reply, "qwerty").Id);
            },
        },

        new()
        {
            Id = "BULK-PATH-001", Title = "a job can change what it has just created",
            Verifies = ["RFC7644-3.7.2-03"], Needs = [.. BulkJobs.OfUsers, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(
                    scim.NewUser("qwerty", out _), BulkJobs.Patch($"{scim.Users}/bulkId:qwerty", """{"op":"add","path":"title","value":"Changed"}"""));
                (await scim.ReadAsync(scim.RequireCreated(reply, "qwerty"))).Expect("title").Is("Changed");
            },
        },
        new()
        {
            Id = "BULK-PATH-002", Title = "a job can delete what it has just created",
            Verifies = ["RFC7644-3.7.2-03"], Needs = BulkJobs.OfUsers,
            Run = async scim =>
            {
                var reply = await scim.RunJobAsync(scim.NewUser("qwerty", out _), BulkJobs.Delete($"{scim.Users}/bulkId:qwerty"));
                (await scim.GetAsync(scim.RequireCreated(reply, "qwerty").Target)).Accept(r => r.Is(404));
            },
        },

        new()
        {
            Id = "BULK-UNRESOLVED-001", Title = "a reference to a bulkId that the job does not have is refused",
            Verifies = ["RFC7644-3.7.2-04"], Needs = BulkJobs.OfGroups, Given = [TrialStep.Create],
            Run = async scim => ExpectRefused(await scim.SendJobAsync(scim.NewGroup("ytrewq", "nobody")), "ytrewq"),
        },
        new()
        {
            Id = "BULK-UNRESOLVED-002", Title = "a reference to a creation that failed is refused",
            Verifies = ["RFC7644-3.7.2-04"], Needs = BulkJobs.OfGroups, Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.SendJobAsync(BulkJobs.Post(scim.Users, "qwerty", (await scim.SharedUserAsync()).Sent), scim.NewGroup("ytrewq", "qwerty"));
                CheckContext.Require(reply.Status != 200 || reply.Result("qwerty") is { IsSuccess: false }, $"the user should have been refused as a duplicate, got {reply.Describe()}");
                ExpectRefused(reply, "ytrewq");
            },
        },
    ];

    private static void ExpectRefused(ScimResponse reply, string bulkId) => reply.Judge(
        reply.Status is >= 400 and < 500 || (reply.Status == 200 && reply.Result(bulkId)?.Status is >= 400 and < 500),
        $"4xx for the job or for bulkId {bulkId}", reply.Describe());
}
