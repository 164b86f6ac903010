using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in how attributes are named, ordered and left unassigned (RFC 7643 sections 2.1, 2.3.8, 2.5).</summary>
internal static class AttributeFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("post-names-case-sensitive", "POST knows userName in that spelling only", ["ATTR-NAME-001"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body && !body.ContainsKey("userName")
                && body.Any(m => m.Key.Equals("userName", StringComparison.OrdinalIgnoreCase)),
            x => x.ReplyError(400, "invalidValue", "userName is required")),
        OfBody("put-names-case-sensitive", "PUT drops attributes whose name is spelled in another letter case", ["ATTR-NAME-002"], "PUT", "/Users/{id}", body =>
        {
            foreach (var name in body.Select(m => m.Key).Where(k => char.IsAsciiLetterUpper(k[0])).ToList())
            {
                body.Remove(name);
            }
        }),
        OfUsers("user-without-schemas", "Users come without schemas", ["ATTR-SCHEMAS-001", "SCHEMAS-BASE-001", "LIST-009"], u => u.Remove("schemas")) with
        {
            SeenElsewhere = "checks that look for schemas in a user, or send the user back as it was read, miss it",
        },
        OfGroups("group-without-schemas", "Groups come without schemas", ["ATTR-SCHEMAS-002"], g => g.Remove("schemas")),
        Fault.Instead("post-wants-schemas-first", "POST wants schemas as the first member", ["ORDER-001"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject { Count: > 0 } body && body.ContainsKey("schemas") && body.First().Key != "schemas",
            x => x.ReplyError(400, "invalidSyntax", "the body must start with schemas")),
        Fault.OnRequest("patch-wants-op-first", "PATCH skips operations whose op comes after its value", ["ORDER-002"], x =>
        {
            if (x.Is("PATCH", "/Users/{id}") && x.RequestJson is JsonObject { } body && body["Operations"] is JsonArray operations)
            {
                foreach (var operation in operations.OfType<JsonObject>().Where(o => o.First().Key == "value").ToList())
                {
                    operation["path"] = "title";
                    operation["op"] = "remove";
                    operation.Remove("value");
                }

                x.RequestJson = body;
            }
        }),
        Fault.Instead("post-refuses-null", "POST refuses null", ["NULL-001", "CREATE-005"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body && body.Any(m => m.Value is null),
            x => x.ReplyError(400, "invalidValue", "null is no value")),
        Fault.OnRequest("pr-matches-null", "pr holds for attributes that were set to null", ["NULL-002"], x =>
        {
            if (x.Parameter("filter") is { } filter && filter.EndsWith(" pr", StringComparison.Ordinal) && filter.Contains(" and ", StringComparison.Ordinal))
            {
                x.Query = "?filter=" + Uri.EscapeDataString(filter[..filter.LastIndexOf(" and ", StringComparison.Ordinal)]);
            }
        }) with
        {
            SeenElsewhere = "to this provider an attribute that was never set is like one that was set to null",
        },
        KeepingOnPut("put-ignores-null", "PUT keeps the value of an attribute that is sent as null", ["NULL-003", "PUT-006"], v => v is null),
        KeepingOnPut("put-ignores-empty-array", "PUT keeps the values of an attribute that is sent as []", ["NULL-004", "PUT-007"], v => v is JsonArray { Count: 0 }),
        OfUsers("unassigned-shown-as-null", "Unassigned attributes are shown as null", ["NULL-005"], u =>
        {
            foreach (var name in new[] { "nickName", "title", "profileUrl" }.Where(n => !u.ContainsKey(n)))
            {
                u[name] = null;
            }
        }),
    ];

    private static Fault KeepingOnPut(string id, string title, IReadOnlyList<string> breaks, Func<JsonNode?, bool> keeps) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async exchange =>
        {
            if (exchange.Is("PUT", "/Users/{id}") && exchange.RequestJson is JsonObject body && body.Any(m => keeps(m.Value)))
            {
                var stored = (await exchange.AskAsync("GET", exchange.Path)).Json;
                foreach (var name in body.Where(m => keeps(m.Value)).Select(m => m.Key).ToList())
                {
                    body[name] = stored?[name]?.DeepClone();
                }

                exchange.RequestJson = body;
            }

            await exchange.NextAsync();
        },
    };
}
