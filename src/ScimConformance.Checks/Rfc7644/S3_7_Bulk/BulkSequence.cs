using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7: a provider may reorder a job, but "MUST ensure that the client's intent is preserved and the same stateful result is achieved".</summary>
internal static class BulkSequence
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new()
        {
            Id = "BULK-ORDER-001", Title = "of two changes of one attribute the later one holds",
            Verifies = ["RFC7644-3.7-09"], Needs = [.. BulkJobs.OfUsers, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(
                    BulkJobs.Patch(user.Target, """{"op":"replace","path":"title","value":"First"}"""),
                    BulkJobs.Patch(user.Target, """{"op":"replace","path":"title","value":"Second"}"""));
                CheckContext.Require(reply.Results().All(r => r.IsSuccess), $"both changes should have been made, got {reply.Describe()}");
                (await scim.ReadAsync(user)).Expect("title").Is("Second");
            },
        },
        new()
        {
            Id = "BULK-ORDER-002", Title = "a user is changed before the same job deletes it",
            Verifies = ["RFC7644-3.7-09"], Needs = [.. BulkJobs.OfUsers, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(BulkJobs.Put(user.Target, user.Replacement("""{"title":"Going"}""")), BulkJobs.Delete(user.Target));
                reply.Judge(reply.Results() is [{ IsSuccess: true }, { IsSuccess: true }], "two successes", reply.Describe());
            },
        },
        new()
        {
            Id = "BULK-ORDER-003", Title = "a name that one operation frees can be taken by the next",
            Verifies = ["RFC7644-3.7-09"], Needs = [.. BulkJobs.OfUsers, Needs.UserAttribute("userName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RunJobAsync(
                    BulkJobs.Put(user.Target, user.Replacement($$"""{"userName":"{{scim.Email(scim.NewName())}}"}""")),
                    BulkJobs.Post(scim.Users, "a", scim.NewUser($$"""{"userName":"{{user.UserName}}"}""")));
                CheckContext.Require(reply.Results().FirstOrDefault(r => r.Method == "PUT") is { IsSuccess: true }, $"the user should have been renamed, got {reply.Describe()}");
                reply.ExpectStatus("a", 201);
            },
        },
    ];
}
