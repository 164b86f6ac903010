using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>Faults in PATCH the way Entra, Okta and OneLogin send it.</summary>
internal static class PatchFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("capital-operations-refused", "PATCH operations with a capital letter are refused", ["ENTRA-UPDATE-002", "ENTRA-UPDATE-004", "ENTRA-UPDATE-005", "ENTRA-DISABLE-001"],
            x => OfUser(x) && x.Operations.Any(o => ((string?)o["op"])?.Any(char.IsUpper) == true),
            x => x.ReplyError(400, "invalidSyntax", "op must be add, remove or replace")) with
        {
            SeenElsewhere = "Entra ID writes its operations with a capital, so what it sends is refused",
        },
        Dropping("display-name-replace-ignored", "PATCH of displayName is answered and ignored", ["ENTRA-UPDATE-002"], o => (string?)o["path"] == "displayName") with
        {
            SeenElsewhere = "displayName is what most checks change when they judge PATCH itself, its body, its message and its order; the answer comes before anybody looks for the user, the tag or credentials",
        },
        AfterPatch("patch-clears-external-id", "PATCH writes back the fields of a form and loses externalId", ["ENTRA-UPDATE-003", "ENTRA-DISABLE-002"],
            operations => operations.All(o => o["path"] is not null && (string?)o["path"] != "externalId"), "externalId"),
        Dropping("filtered-path-ignored", "PATCH operations with a filtered path are answered and ignored", ["ENTRA-UPDATE-004", "ENTRA-UPDATE-005", "PATCH-PATH-002", "PATCH-PATH-003"],
            o => ((string?)o["path"])?.Contains('[', StringComparison.Ordinal) == true) with
        {
            SeenElsewhere = "paths with a filter are how values are changed by their type, above all by Entra ID; malformed ones are ignored too",
        },
        new()
        {
            Id = "filtered-path-needs-a-value", Title = "PATCH by a filtered path that selects nothing is refused with noTarget", Breaks = ["ENTRA-UPDATE-005", "ENTRA-REG-017"],
            Wire = async x =>
            {
                if (OfUser(x) && x.Operations.Any(o => ((string?)o["path"])?.StartsWith("emails[", StringComparison.OrdinalIgnoreCase) == true)
                    && (await x.AskAsync("GET", x.Path)).Json?["emails"] is not JsonArray { Count: > 0 })
                {
                    x.ReplyError(400, "noTarget", "the filter selects nothing");
                    return;
                }

                await x.NextAsync();
            },
        },
        Fault.Instead("text-boolean-refused-in-patch", "active as text is refused in PATCH", ["ENTRA-DISABLE-001", "ENTRA-REG-002"],
            x => OfUser(x) && x.Operations.Any(o => IsText(o["value"]) && (string?)o["path"] == "active"),
            x => x.ReplyError(400, "invalidValue", "active must be a boolean")),
        OnOperations("any-text-is-true", "A text given for active counts as true, \"False\" included", ["ENTRA-DISABLE-001", "ENTRA-REG-002", "TYPE-BOOLEAN-002", "PATCH-TYPE-001"], operations =>
        {
            foreach (var operation in operations.Where(o => (string?)o["path"] == "active" && IsText(o["value"])))
            {
                operation["value"] = true;
            }
        }),
        Dropping("restore-ignored", "A user who is switched off cannot be switched on again; PATCH is answered all the same", ["ENTRA-RESTORE-001", "OKTA-REACTIVATE-001", "USER-ACTIVE-002", "INTEROP-REG-035"],
            o => IsTrue((string?)o["path"] == "active" ? o["value"] : o["path"] is null ? (o["value"] as JsonObject)?["active"] : null)),
        Fault.Instead("pathless-operation-refused", "A PATCH operation without path is refused", ["OKTA-DEACTIVATE-001", "PATCH-ADD-002", "PATCH-REPLACE-001", "PATCH-REPLACE-013"],
            x => OfUser(x) && x.Operations.Any(o => o["path"] is null),
            x => x.ReplyError(400, "noTarget", "path is required")),
        AfterPatch("pathless-replace-replaces-all", "A replace without path replaces the whole user, so addresses that it does not have are lost", ["OKTA-DEACTIVATE-002"],
            operations => operations.Any(o => o["path"] is null), "emails"),
        Fault.Instead("group-patch-not-allowed", "Groups cannot be changed by PATCH", ["ONELOGIN-GROUP-001", "MODIFY-003"],
            x => x.Is("PATCH", "/Groups/{id}"),
            x => x.ReplyError(405, null, "method not allowed")) with { SeenElsewhere = "whatever is said of members and names of groups by PATCH is refused" },
    ];

    private static bool OfUser(FaultExchange x) => x.Is("PATCH", "/Users/{id}");

    private static bool IsText(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out _);

    private static bool IsTrue(JsonNode? value) => string.Equals(value?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    private static Fault OnOperations(string id, string title, IReadOnlyList<string> breaks, Action<List<JsonObject>> change) => Fault.OnRequest(id, title, breaks, x =>
    {
        if (OfUser(x) && x.RequestJson is JsonObject body && body["Operations"] is JsonArray operations)
        {
            change(operations.OfType<JsonObject>().ToList());
            x.RequestJson = body;
        }
    });

    /// <summary>A fault that leaves operations out and answers as if they had been done.</summary>
    private static Fault Dropping(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> drop) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            if (OfUser(x) && x.RequestJson is JsonObject body && body["Operations"] is JsonArray operations)
            {
                operations.OfType<JsonObject>().Where(drop).ToList().ForEach(o => operations.Remove(o));
                if (operations.Count == 0)
                {
                    x.Reply(204);
                    return;
                }

                x.RequestJson = body;
            }

            await x.NextAsync();
        },
    };

    /// <summary>A fault that removes an attribute after each PATCH of a kind.</summary>
    private static Fault AfterPatch(string id, string title, IReadOnlyList<string> breaks, Func<List<JsonObject>, bool> when, string attribute) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            var concerns = OfUser(x) && when(x.Operations.ToList());
            await x.NextAsync();
            if (concerns && x.Status is 200 or 204)
            {
                await x.AskAsync("PATCH", x.Path, JsonNode.Parse(
                    $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"{{attribute}}"}]}"""));
            }
        },
    };
}
