using System.Text.Json.Nodes;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of PUT, and of PATCH as a whole.</summary>
internal static class ChangeFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Asking("v1-put-nothing", "PUT is answered and nothing changed", ["V1-PUT-001", "V1-PUT-002"], "PUT", (e, _) => ("GET", null)),
        Asking("v1-put-merges", "PUT merges as PATCH does", ["V1-PUT-002"], "PUT", (e, body) => ("PATCH", body)),
        Fault.Instead(
            "v1-put-refuses-readonly",
            "PUT refuses read-only attributes",
            ["V1-PUT-003"],
            e => e.Is("PUT", "/Users/{id}") && e.RequestJson?["meta"] is not null,
            e => e.ReplyErrors(400)),
        Fault.OnResponse("v1-put-204", "PUT answers 204", ["V1-PUT-003", "V1-PUT-004"], e =>
        {
            if (e.Method == "PUT" && e.Status == 200)
            {
                e.Reply(204);
            }
        }),
        new()
        {
            Id = "v1-patch-replaces",
            Title = "PATCH replaces the whole resource",
            Breaks = ["V1-PATCH-001", "V1-PATCH-009"],
            SeenElsewhere = "what PATCH should leave alone is gone",
            Wire = async e =>
            {
                if (e.Is("PATCH", "/Users/{id}") && e.RequestJson is JsonObject body && (await e.AskAsync("GET", e.Path)).Json is JsonObject present)
                {
                    body["userName"] ??= (string?)present["userName"];
                    var (status, json) = await e.AskAsync("PUT", e.Path, body);
                    e.Reply(status, json?.ToJsonString() ?? "", Json);
                    return;
                }

                await e.NextAsync();
            },
        },
        Fault.OnResponse("v1-patch-empty-200", "PATCH answers 200 without a body", ["V1-PATCH-002"], e =>
        {
            if (e.Method == "PATCH" && e.Status == 200 && e.Parameter("attributes") is null)
            {
                e.Reply(200);
            }
        }),
        Fault.OnResponse("v1-patch-always-204", "PATCH answers 204 whatever is asked for", ["V1-PATCH-003"], e =>
        {
            if (e.Method == "PATCH" && e.Status == 200)
            {
                e.Reply(204);
            }
        }),
    ];

    /// <summary>A fault that does something else than the method says.</summary>
    private static Fault Asking(string id, string title, IReadOnlyList<string> breaks, string method, Func<FaultExchange, JsonNode?, (string Method, JsonNode? Body)> instead) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            if (!e.Is(method, "/Users/{id}"))
            {
                await e.NextAsync();
                return;
            }

            var (other, body) = instead(e, e.RequestJson);
            var (status, json) = await e.AskAsync(other, e.Path, body);
            e.Reply(status, json?.ToJsonString() ?? "", Json);
        },
    };
}
