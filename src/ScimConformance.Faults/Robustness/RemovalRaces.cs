namespace ScimConformance.Faults.Robustness;

/// <summary>Removals that other requests run into.</summary>
internal static class RemovalRaces
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "race-delete-twice", Title = "Of two DELETEs of one user at the same time the second ends in a server error", Breaks = ["ROBUST-DELETE-001"],
            Wire = async x =>
            {
                var there = x.Is("DELETE", "/Users/{id}") && (await x.AskAsync("GET", x.Path)).Status == 200
                    && await x.State.Meetings.MeetAsync(x.Path) is not null;
                await x.NextAsync();
                if (there && x.Status == 404)
                {
                    x.ReplyError(500, detail: "the row was changed by another transaction");
                }
            },
        },

        new()
        {
            Id = "race-patch-resurrects", Title = "A PATCH that is under way while its user is deleted writes the user back", Breaks = ["ROBUST-DELETE-002"],
            Wire = async x =>
            {
                var (deleted, changing) = ("deleted " + x.Path, "changing " + x.Path);
                if (x.Is("PATCH", "/Users/{id}") && (await x.AskAsync("GET", x.Path)) is { Status: 200, Json: { } read })
                {
                    var hearing = x.State.Meetings.HearAsync(deleted);
                    x.State.Meetings.Tell(changing);
                    if (await hearing is not null && (await x.AskAsync("POST", "/Users", read)).Json.Text("id") is { } id)
                    {
                        x.State.Values[x.Path] = "/Users/" + id;
                        x.Reply(200, read.ToJsonString());
                        return;
                    }
                }

                if (x.Is("DELETE", "/Users/{id}") && !x.State.Meetings.IsAwaited(deleted))
                {
                    await x.State.Meetings.HearAsync(changing);
                }

                var asked = x.Path;
                x.Path = x.State.Values.GetValueOrDefault(asked, asked);
                await x.NextAsync();
                if (x.Method == "DELETE" && x.Status == 204)
                {
                    x.State.Meetings.Tell(deleted);
                }
            },
        },

        new()
        {
            Id = "race-delete-by-name", Title = "A DELETE that is under way takes along the user who is created anew under that name", Breaks = ["ROBUST-RECREATE-001"],
            Wire = async x =>
            {
                if (x.Is("DELETE", "/Users/{id}") && (await x.AskAsync("GET", x.Path)).Json.Text("userName") is { } name)
                {
                    var created = x.State.Meetings.HearAsync("created " + name);
                    await x.NextAsync();
                    if (await created is { } id)
                    {
                        await x.AskAsync("DELETE", "/Users/" + id);
                    }

                    return;
                }

                await x.NextAsync();
                if (x.Is("POST", "/Users") && x.Status == 201)
                {
                    x.State.Meetings.Tell("created " + x.ResponseJson.Text("userName"), x.ResponseJson.Text("id") ?? "");
                }
            },
        },
    ];
}
