using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Robustness;

/// <summary>Read, change, write back: two requests that read the same state lose one of the changes.</summary>
internal static class UpdateRaces
{
    private const string Version = "If-Match";

    public static IReadOnlyList<Fault> All { get; } =
    [
        LostUpdate("race-member-add", "Of members added at the same time the last one stays", "ROBUST-MEMBER-001", x => x.Is("PATCH", "/Groups/{id}") && HasOnly(x, "add")) with
        {
            SeenElsewhere = "many additions at once are additions at the same time",
        },
        LostUpdate("race-member-remove", "Of members removed at the same time only the last one goes", "ROBUST-MEMBER-002", x => x.Is("PATCH", "/Groups/{id}") && HasOnly(x, "remove")),
        LostUpdate("race-replace", "Of attributes changed at the same time the last one stays", "ROBUST-PATCH-001", x => x.Is("PATCH", "/Users/{id}") && HasOnly(x, "replace")),
        LostUpdate("race-value-add", "Of values added at the same time the last one stays", "ROBUST-PATCH-002", x => x.Is("PATCH", "/Users/{id}") && HasOnly(x, "add")),

        new()
        {
            Id = "race-member-twice", Title = "A member that two requests add at the same time is listed twice", Breaks = ["ROBUST-MEMBER-003"],
            Wire = async x =>
            {
                var member = x.Is("PATCH", "/Groups/{id}") && HasOnly(x, "add") ? Member(x) : null;
                if (member is not null && await x.State.Meetings.MeetAsync($"{x.Path} {member}") is not null)
                {
                    x.State.Values[x.Path] = member;
                }

                await x.NextAsync();
                if (x.Is("GET", "/Groups/{id}") && x.State.Values.TryGetValue(x.Path, out var twice) && x.ResponseJson?["members"] is JsonArray members)
                {
                    members.Add(members.FirstOrDefault(m => m.Text("value") == twice)?.DeepClone());
                }
            },
        },

        new()
        {
            Id = "race-deadlock", Title = "Of two changes of one user at the same time one ends in a server error", Breaks = ["ROBUST-CONTENTION-001"],
            Wire = async x =>
            {
                if (x.Is("PATCH", "/Users/{id}") && await x.State.Meetings.MeetAsync(x.Path, "deadlock") is not null && x.State.Next() % 2 == 0)
                {
                    x.ReplyError(500, detail: "deadlock victim");
                    return;
                }

                await x.NextAsync();
            },
        },

        VersionCheckedEarly("race-if-match-put", "PUT compares the version before it waits for its turn", "ROBUST-ETAG-001", "PUT"),
        VersionCheckedEarly("race-if-match-patch", "PATCH compares the version before it waits for its turn", "ROBUST-ETAG-002", "PATCH"),
    ];

    /// <summary>Requests that overlap write back what they read, with their own change alone.</summary>
    private static Fault LostUpdate(string id, string title, string breaks, Func<FaultExchange, bool> concerns) => new()
    {
        Id = id,
        Title = title,
        Breaks = [breaks],
        Wire = async x =>
        {
            if (!concerns(x) || x.RequestHeaders.ContainsKey(Version))
            {
                await x.NextAsync();
                return;
            }

            var (status, read) = await x.AskAsync("GET", x.Path);
            if (await x.State.Meetings.MeetAsync(x.Path) is null || status != 200)
            {
                await x.NextAsync();
                return;
            }

            await x.State.Gate.WaitAsync();
            try
            {
                await x.AskAsync("PUT", x.Path, read);
                await x.NextAsync();
            }
            finally
            {
                x.State.Gate.Release();
            }
        },
    };

    private static Fault VersionCheckedEarly(string id, string title, string breaks, string method) => new()
    {
        Id = id,
        Title = title,
        Breaks = [breaks],
        Wire = async x =>
        {
            if (x.Is(method, "/Users/{id}") && x.RequestHeaders.IfMatch is [{ } version])
            {
                var (_, read) = await x.AskAsync("GET", x.Path);
                if (await x.State.Meetings.MeetAsync(x.Path) is not null && read?["meta"]?.Text("version") == version)
                {
                    x.RequestHeaders.Remove(Version);
                }
            }

            await x.NextAsync();
        },
    };

    private static bool HasOnly(FaultExchange x, string op) =>
        x.Operations.Any() && x.Operations.All(o => string.Equals(o.Text("op"), op, StringComparison.OrdinalIgnoreCase));

    private static string? Member(FaultExchange x) => (x.Operations.First()["value"] as JsonArray)?.FirstOrDefault()?.Text("value");
}
