using System.Globalization;

namespace ScimConformance.Faults.Robustness;

/// <summary>Look whether it is free, then take it: two requests that looked at the same time both take it.</summary>
internal static class NameRaces
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "race-create", Title = "Of two creations of one userName at the same time both are answered with 201", Breaks = ["ROBUST-CREATE-001"],
            Wire = async x =>
            {
                var name = x.Is("POST", "/Users") ? x.RequestJson.Text("userName") : null;
                var met = name is not null && await x.State.Meetings.MeetAsync(name) is not null;
                await x.NextAsync();
                if (met && x.Status == 409 && (await FindAsync(x, name!)) is { } other)
                {
                    x.Reply(201, other);
                }
            },
        },

        new()
        {
            Id = "race-ids", Title = "Users created at the same time get one id, because it is made from the clock", Breaks = ["ROBUST-CREATE-002"],
            Wire = async x =>
            {
                if (!x.Is("POST", "/Users"))
                {
                    await x.NextAsync();
                    return;
                }

                var number = x.State.Next();
                var other = await x.State.Meetings.MeetAsync("clock", number.ToString(CultureInfo.InvariantCulture));
                await x.NextAsync();
                if (other is not null && x.Status == 201 && x.ResponseJson.Text("id") is { } id)
                {
                    var instant = Math.Min(number, int.Parse(other, CultureInfo.InvariantCulture));
                    x.ResponseJson!["id"] = x.State.Values.GetOrAdd($"clock {instant}", id);
                }
            },
        },

        new()
        {
            Id = "race-rename", Title = "Of two users given one userName at the same time both are told that they have it", Breaks = ["ROBUST-RENAME-001"],
            Wire = async x =>
            {
                var name = x.Is("PATCH", "/Users/{id}") ? x.Operations.FirstOrDefault(o => o.Text("path") == "userName").Text("value") : null;
                var met = name is not null && await x.State.Meetings.MeetAsync(name) is not null;
                await x.NextAsync();
                if (met && x.Status == 409 && (await x.AskAsync("GET", x.Path)).Json is { } user)
                {
                    user["userName"] = name;
                    x.Reply(200, user.ToJsonString());
                }
            },
        },

        Fault.OnRequest("newest-first", "A page without sortBy begins with the newest user", ["ROBUST-PAGE-001"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("startIndex") is not null && x.Parameter("sortBy") is null)
            {
                x.Query += "&sortBy=meta.created&sortOrder=descending";
            }
        }),
    ];

    private static async Task<string?> FindAsync(FaultExchange x, string userName)
    {
        var (_, found) = await x.AskAsync("GET", $"/Users?filter={Uri.EscapeDataString($"userName eq \"{userName}\"")}");
        return found?["Resources"]?.AsArray().FirstOrDefault()?.ToJsonString();
    }
}
