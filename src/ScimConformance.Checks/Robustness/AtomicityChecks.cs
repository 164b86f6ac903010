using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>A request is carried out as a whole, whoever else writes or reads.</summary>
internal static class AtomicityChecks
{
    private static readonly string[] Attributes = ["displayName", "title", "nickName"];

    /// <summary>A reader in a hurry would have read often before the write begins.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(5);

    public static CheckGroup Group { get; } = new("ROBUSTNESS-atomicity", "requests as a whole",
    [
        // RFC 7644 section 3.5.1: PUT replaces the resource.
        new()
        {
            Id = "ROBUST-PUT-001", Title = "after PUTs at the same time the user is what one of them sent",
            Verifies = ["ROBUSTNESS-08"],
            Needs = [Needs.Users, Needs.UserAttribute("displayName"), Needs.UserAttribute("title"), Needs.UserAttribute("nickName")], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                for (var round = 1; round <= 2; round++)
                {
                    var done = await Together.SendWithRetryAsync(Together.Few, i => scim.ReplaceAsync(user, All($"Round {round} of {i}")));
                    ExpectWhole(await scim.ReadAsync(user), Enumerable.Range(0, done.Length).Where(i => done[i]).Select(i => $"Round {round} of {i}").ToList());
                }
            },
        },

        // RFC 7644 section 3.5.2: "each PATCH operation ... the request SHALL be treated as atomic".
        new()
        {
            Id = "ROBUST-READ-001", Title = "a reader never sees a PATCH half applied",
            Verifies = ["ROBUSTNESS-09"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName"), Needs.UserAttribute("title"), Needs.UserAttribute("nickName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync(All("Before"));
                var values = new List<string> { "Before" };
                for (var round = 1; round <= 3; round++)
                {
                    values.Add($"Round {round}");
                    var write = Task.Run(() => scim.PatchAsync(user, [.. Attributes.Select(a => $$"""{"op":"replace","path":"{{a}}","value":"{{values[^1]}}"}""")]));
                    var reads = new List<ScimResponse>();
                    do
                    {
                        reads.Add(await scim.ReadAsync(user));
                        await Task.WhenAny(write, Task.Delay(BetweenReads, scim.Target.Clock));
                    }
                    while (!write.IsCompleted && reads.Count < 20);
                    (await write).Require(r => r.IsSuccess(), r => r.Is(409, 412, 423, 429, 503));
                    reads.ForEach(read => ExpectWhole(read, values));
                }
            },
        },
    ]);

    private static string All(string value) => "{" + string.Join(',', Attributes.Select(a => $"\"{a}\":\"{value}\"")) + "}";

    private static void ExpectWhole(ScimResponse read, IReadOnlyList<string> values)
    {
        var seen = Attributes.Select(a => read.At(a).Text() ?? "absent").Distinct().ToList();
        read.Judge(
            seen.Count == 1 && values.Contains(seen[0]),
            $"{string.Join(", ", Attributes)} all alike, one of {string.Join(", ", values)}",
            string.Join(", ", Attributes.Select(a => $"{a} {read.At(a).Show()}")));
    }
}
