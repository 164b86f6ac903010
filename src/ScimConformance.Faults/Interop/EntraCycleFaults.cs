using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>Mistakes that show when Entra comes back: to accounts that were there before, to what was changed meanwhile, and with many people at once.</summary>
internal static class EntraCycleFaults
{
    private const int UsersThatAreFast = 20;

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("entra-own-accounts-alone", "Queries find only accounts that have an externalId, which those that the application made itself have not", ["ENTRA-MATCH-009"], x =>
        {
            if (x.Is("GET", "/Users") && Filter(x).StartsWith("userName eq ", StringComparison.Ordinal) && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray found)
            {
                list["Resources"] = new JsonArray(found.OfType<JsonObject>().Where(u => u.ContainsKey("externalId")).Select(u => (JsonNode)u.DeepClone()).ToArray());
                list["totalResults"] = list["Resources"]!.AsArray().Count;
                list["itemsPerPage"] = list["Resources"]!.AsArray().Count;
            }
        }) with { SeenElsewhere = "every check that looks a user up by userName finds nobody" },
        Fault.Instead("entra-quotation-mark-crashes", "A filter with an odd number of quotation marks makes the server fail", ["ENTRA-MATCH-010"],
            x => x.Method == "GET" && Filter(x).Count(c => c == '"') % 2 == 1, x => x.ReplyError(500, null, "unterminated string literal")) with
        {
            SeenElsewhere = "checks of broken filters leave quotation marks open, and checks of escapes have an odd number of them",
        },
        StaleReads(),
        Fault.OnResponse("entra-active-not-shown", "active is shown of users alone who are switched off", ["ENTRA-DISABLE-005", "ENTRA-CYCLE-003"], x =>
        {
            foreach (var user in x.ResponseResources.Where(u => u["active"]?.GetValueKind() == System.Text.Json.JsonValueKind.True))
            {
                user.Remove("active");
            }
        }) with { SeenElsewhere = "every check that reads active of a user who is switched on misses it" },
        ReadsEverybody(),
    ];

    /// <summary>A cache in front of the store that PATCH does not clear.</summary>
    private static Fault StaleReads() => new()
    {
        Id = "entra-stale-title",
        Title = "The title is read from a cache that changes do not reach for a while",
        Breaks = ["ENTRA-UPDATE-018"],
        SeenElsewhere = "every check that changes a title and reads it back sees the old one",
        Wire = async x =>
        {
            await x.NextAsync();
            if (x.ResponseJson is not JsonObject user || user["userName"] is null || user["id"].Text() is not { } id)
            {
                return;
            }

            if (x.Is("POST", "/Users") && user["title"].Text() is { } first)
            {
                x.State.Values[id] = first;
            }
            else if (x.Is("GET", "/Users/{id}") && user.ContainsKey("title") && x.State.Values.TryGetValue(id, out var stale))
            {
                user["title"] = stale;
            }
        },
    };

    /// <summary>Work that grows with the number of users, behind a lock; nobody notices it while there are few.</summary>
    private static Fault ReadsEverybody() => new()
    {
        Id = "entra-creation-reads-everybody",
        Title = "Creations wait for each other, and each takes the longer the more users there are",
        Breaks = ["ENTRA-LOAD-001"],
        Wire = async x =>
        {
            if (!x.Is("POST", "/Users"))
            {
                await x.NextAsync();
                return;
            }

            await x.State.Gate.WaitAsync();
            try
            {
                var users = (int?)(await x.AskAsync("GET", "/Users?count=0")).Json?["totalResults"] ?? 0;
                await Task.Delay(TimeSpan.FromMilliseconds(40) * Math.Max(0, users - UsersThatAreFast));
                await x.NextAsync();
            }
            finally
            {
                x.State.Gate.Release();
            }
        },
    };

    private static string Filter(FaultExchange x) => x.Parameter("filter") ?? "";
}
