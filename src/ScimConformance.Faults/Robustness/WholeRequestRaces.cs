using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Robustness;

/// <summary>Requests that are carried out in pieces, between which others write and read.</summary>
internal static class WholeRequestRaces
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "race-put-mixture", Title = "Of two PUTs at the same time each one's title goes into the other's user", Breaks = ["ROBUST-PUT-001"],
            Wire = async x =>
            {
                if (x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject body && body.Text("title") is { } title
                    && await x.State.Meetings.MeetAsync(x.Path, title) is { } others)
                {
                    body["title"] = others;
                    x.RequestJson = body;
                }

                await x.NextAsync();
            },
        },

        new()
        {
            Id = "race-half-patch", Title = "A PATCH is stored operation by operation, and readers see what is done so far", Breaks = ["ROBUST-READ-001"],
            Wire = async x =>
            {
                var reading = "reading " + x.Path;
                if (x.Is("PATCH", "/Users/{id}") && x.Operations.Count() > 1 && x.Operations.All(IsPlainReplace) && x.RequestJson is JsonObject whole)
                {
                    var first = (JsonObject)whole.DeepClone();
                    first["Operations"] = new JsonArray(x.Operations.First().DeepClone());
                    if ((await x.AskAsync("PATCH", x.Path, first)).Status is 200 or 204)
                    {
                        await x.State.Meetings.HearAsync(reading);
                    }
                }

                // A reader counts that began when half was stored.
                var during = x.Method == "GET" && x.State.Meetings.IsAwaited(reading);
                await x.NextAsync();
                if (during)
                {
                    x.State.Meetings.Tell(reading);
                }
            },
        },
    ];

    private static bool IsPlainReplace(JsonObject operation) =>
        operation.Text("op") == "replace" && operation.Text("path") is not null && operation.Text("value") is not null;
}
