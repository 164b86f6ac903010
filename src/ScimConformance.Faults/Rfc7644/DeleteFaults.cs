using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of DELETE (section 3.6).</summary>
internal static class DeleteFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("delete-answers-200", "DELETE answers 200 with a body", ["DELETE-001"], e =>
        {
            if (e.Method == "DELETE" && e.Status == 204)
            {
                e.Reply(200, "{}");
            }
        }),
        Fault.Instead(
            "delete-ignored",
            "DELETE answers 204 and deletes nothing",
            ["DELETE-002", "DELETE-006", "DELETE-007", "DELETE-003", "DELETE-004", "DELETE-005", "ENTRA-DELETE-001", "ONELOGIN-DELETE-001"],
            e => e.Method == "DELETE",
            e => e.Reply(204)) with
        {
            SeenElsewhere = "whoever is deleted is still there, whatever asks for it; 204 is answered for anything that is to be deleted, offered or not, and before anybody asks for credentials",
        },
        SoftDelete(
            "delete-soft-get", "Deleted users can still be read", ["DELETE-002", "ENTRA-DELETE-001", "ONELOGIN-DELETE-001"],
            when: e => e.Method == "GET",
            answer: (e, stored) => e.Reply(200, stored)),
        SoftDelete(
            "delete-soft-put", "PUT to a deleted user succeeds", ["DELETE-003"],
            when: e => e.Method == "PUT",
            answer: (e, stored) => e.Reply(200, stored)),
        SoftDelete(
            "delete-soft-patch", "PATCH of a deleted user succeeds", ["DELETE-004"],
            when: e => e.Method == "PATCH",
            answer: (e, stored) => e.Reply(204)),
        SoftDelete(
            "delete-gone", "Deleted users answer 410", ["DELETE-002", "DELETE-003", "DELETE-004", "DELETE-005"],
            when: _ => true,
            answer: (e, _) => e.ReplyError(410)),
        Fault.OnResponse("delete-idempotent", "DELETE of what is not there answers 204", ["DELETE-005", "DELETE-008"], e =>
        {
            if (e.Method == "DELETE" && e.Status == 404)
            {
                e.Reply(204);
            }
        }),
        new()
        {
            Id = "delete-stays-in-index", Title = "A deleted user is still found by filters", Breaks = ["DELETE-006", "ONELOGIN-DELETE-001"],
            Wire = async e =>
            {
                await NextRememberingAsync(e);
                if (e.Method == "GET" && e.Parameter("filter") is { } filter && e.ResponseJson?["Resources"] is JsonArray list)
                {
                    foreach (var stored in e.State.Values.Values.Where(v => filter.Contains($"\"{JsonNode.Parse(v)!["userName"]}\"", StringComparison.Ordinal)))
                    {
                        list.Add(JsonNode.Parse(stored));
                    }
                }
            },
        },
        new()
        {
            Id = "delete-keeps-name-taken", Title = "The user name of a deleted user stays taken", Breaks = ["DELETE-007", "ENTRA-DELETE-002"],
            Wire = async e =>
            {
                if (e.Is("POST", "/Users") && e.RequestJson.Text("userName") is { } name && e.State.Values.Values.Any(v => JsonNode.Parse(v).Text("userName") == name))
                {
                    e.ReplyError(409, "uniqueness");
                }
                else
                {
                    await NextRememberingAsync(e);
                }
            },
        },
        new()
        {
            Id = "delete-leaves-membership", Title = "A deleted user stays a member of groups", Breaks = ["DELETE-009", "GROUP-INTEGRITY-001"],
            Wire = async e =>
            {
                if (e.Is("POST", "/Groups"))
                {
                    await e.NextAsync();
                    if (e.ResponseJson is JsonObject { Count: > 0 } group && group.Text("id") is { } id)
                    {
                        e.State.Values["/Groups/" + id] = group["members"]?.ToJsonString() ?? "[]";
                    }

                    return;
                }

                await e.NextAsync();
                if (e.Method is "PUT" or "PATCH")
                {
                    e.State.Values.TryRemove(e.Path, out _);
                }

                if (e.Is("GET", "/Groups/{id}") && e.Parameter("excludedAttributes") is null && e.Status == 200 && e.State.Values.TryGetValue(e.Path, out var members))
                {
                    e.ResponseJson!["members"] = JsonNode.Parse(members);
                }
            },
        },
    ];

    /// <summary>A fault that remembers users when they are deleted, and answers requests for them from its memory.</summary>
    private static Fault SoftDelete(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when, Action<FaultExchange, string> answer) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            if (e.State.Values.TryGetValue(e.Path, out var stored) && when(e))
            {
                answer(e, stored);
            }
            else
            {
                await NextRememberingAsync(e);
            }
        },
    };

    /// <summary>Lets the provider answer, and remembers the user whom it deleted.</summary>
    private static async Task NextRememberingAsync(FaultExchange e)
    {
        var stored = e.Is("DELETE", "/Users/{id}") && await e.AskAsync("GET", e.Path) is (200, { } user) ? user.ToJsonString() : null;
        await e.NextAsync();
        if (stored is not null && e.Status < 300)
        {
            e.State.Values[e.Path] = stored;
        }
    }
}
