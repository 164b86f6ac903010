using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Removal beside other requests.</summary>
internal static class RemovalChecks
{
    /// <summary>How often a request is repeated at most while another is under way.</summary>
    private const int Most = 20;

    public static CheckGroup Group { get; } = new("ROBUSTNESS-removal", "removal beside other requests",
    [
        new()
        {
            Id = "ROBUST-DELETE-001", Title = "DELETEs of one user at the same time succeed or find nobody, and the user is gone",
            Verifies = ["ROBUSTNESS-10"], Needs = [Needs.Users], Given = [TrialStep.Delete],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                foreach (var reply in await Together.SendAsync(Together.Few, _ => scim.DeleteAsync(user.Target)))
                {
                    reply.Accept(r => r.IsSuccess(), r => r.Is(404, 410), r => r.Is(409, 412, 423, 429, 503));
                }

                (await scim.GetAsync(user.Target)).Accept(r => r.Is(404, 410));
            },
        },

        new()
        {
            Id = "ROBUST-DELETE-002", Title = "a user who was deleted does not come back through changes at the same time",
            Verifies = ["ROBUSTNESS-11"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch, TrialStep.Delete],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var deletion = new TaskCompletionSource();
                var changes = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
                {
                    for (var i = 0; i < Most && !deletion.Task.IsCompleted; i++)
                    {
                        await scim.PatchAsync(user, $$"""{"op":"replace","path":"displayName","value":"Change {{i}}"}""");
                    }
                })));
                var deleted = await scim.DeleteAsync(user.Target);
                deletion.SetResult();
                await changes;
                CheckContext.Require(deleted.IsSuccess, $"the deletion was answered {deleted.Describe()}");
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(404, 410));
            },
        },

        new()
        {
            Id = "ROBUST-RECREATE-001", Title = "a user created while another of that userName is deleted stays",
            Verifies = ["ROBUSTNESS-12"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Delete],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var deletion = Task.Run(() => scim.DeleteAsync(user.Target));
                ScimResponse created;
                var tries = 0;
                do
                {
                    created = await scim.PostAsync(scim.Users, user.Sent.DeepClone());
                }
                while (!created.IsSuccess && !deletion.IsCompleted && ++tries < Most);
                var deleted = await deletion;
                created = created.IsSuccess ? created : await scim.PostAsync(scim.Users, user.Sent.DeepClone());
                CheckContext.Require(deleted.IsSuccess && created.IsSuccess, $"the deletion was answered {deleted.Describe()}, the creation {created.Describe()}");
                CheckContext.Require(created.At("id").Text() is { Length: > 0 }, $"the creation told no id: {created.Describe()}");
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(created.At("id").Text()!)}")).Accept(r => r.Is(200));
            },
        },
    ]);
}
