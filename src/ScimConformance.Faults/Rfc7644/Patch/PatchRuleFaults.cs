using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of mutability, order, atomicity and results of PATCH (section 3.5.2).</summary>
internal static class PatchRuleFaults
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string Extensions = "urn:example:";

    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped("patch-id-ignored", "replace of the id succeeds without an effect", ["PATCH-MUTABILITY-001"], o => o.Is("replace", "id")),
        PatchFault.Dropped(
            "patch-groups-ignored",
            "add to a user's groups succeeds without an effect",
            ["PATCH-MUTABILITY-002"],
            o => o.Is("add", "groups")),
        PatchFault.Refused(
            "patch-immutable-never-set",
            "add to an attribute of the tenant's own extension is refused",
            ["PATCH-MUTABILITY-003"],
            o => o.Op() == "add" && IsOwnExtension(o),
            "mutability"),
        PatchFault.Dropped(
            "patch-immutable-replace-ignored",
            "replace of an immutable attribute succeeds without an effect",
            ["PATCH-MUTABILITY-004"],
            o => o.Op() == "replace" && IsOwnExtension(o)) with { SeenElsewhere = "the fault takes every attribute of the own extension for immutable" },
        PatchFault.Dropped(
            "patch-immutable-remove-ignored",
            "remove of an immutable attribute succeeds without an effect",
            ["PATCH-MUTABILITY-005"],
            o => o.Op() == "remove" && IsOwnExtension(o)) with { SeenElsewhere = "the fault takes every attribute of the own extension for immutable" },
        PatchFault.Changed(
            "patch-boolean-guessed",
            "A word for a boolean counts as false",
            ["PATCH-TYPE-001", "TYPE-BOOLEAN-002"],
            o => o.Is("replace", "active") && o["value"] is JsonValue v && v.TryGetValue<string>(out _),
            o => o["value"] = false),
        PatchFault.Dropped(
            "patch-text-for-values-ignored",
            "A text for a multi-valued attribute is dropped",
            ["PATCH-TYPE-002", "EVERY-TYPE-001"],
            o => o.Path() == "emails" && o["value"] is JsonValue),
        PatchFault.Changed(
            "patch-object-as-text",
            "An object is stored as its JSON text",
            ["PATCH-TYPE-003"],
            o => o.Path() == "title" && o["value"] is JsonObject,
            o => o["value"] = o["value"]!.ToJsonString()),
        Fault.OnResponse("patch-schemas-not-extended", "schemas does not name an extension that PATCH added", ["PATCH-SCHEMAS-001"], e =>
        {
            if (e.Method == "PATCH")
            {
                e.State.Values[e.Path] = "patched";
            }

            if (e.State.Values.ContainsKey(e.Path) && e.ResponseJson?["schemas"] is JsonArray schemas)
            {
                foreach (var urn in schemas.Where(s => s.Text() == Enterprise).ToList())
                {
                    schemas.Remove(urn);
                }
            }
        }),
        Fault.OnRequest("patch-operations-reversed", "Operations apply last first", ["PATCH-SEQUENCE-001", "PATCH-SEQUENCE-002"], e =>
        {
            if (e.Method == "PATCH" && e.RequestJson is JsonObject message && message["Operations"] is JsonArray operations)
            {
                message["Operations"] = new JsonArray(operations.Reverse().Select(o => o?.DeepClone()).ToArray());
                e.RequestJson = message;
            }
        }),
        new()
        {
            Id = "patch-operations-by-kind", Title = "Removals apply before additions", Breaks = ["PATCH-SEQUENCE-001"],
            Wire = async e =>
            {
                if (e.Method == "PATCH" && e.RequestJson is JsonObject message && message["Operations"] is JsonArray operations)
                {
                    message["Operations"] = new JsonArray(operations.OfType<JsonObject>().OrderBy(o => o.Op() == "remove" ? 0 : 1).Select(o => o.DeepClone()).ToArray());
                    e.RequestJson = message;
                }

                await e.NextAsync();
            },
        },
        KeepsOldPrimary("patch-two-primaries", "The old primary value keeps its mark", ["PATCH-PRIMARY-001", "PATCH-PRIMARY-002", "INTEROP-REG-045"]),
        PatchFault.Dropped(
            "patch-primary-ignored",
            "The primary mark of a value cannot be changed",
            ["PATCH-PRIMARY-002"],
            o => o.Path()?.EndsWith(".primary", StringComparison.Ordinal) == true) with
        {
            SeenElsewhere = "Entra ID gives an address part by part, its primary mark too",
        },
        new()
        {
            Id = "patch-not-atomic", Title = "Operations before a failed one stay applied",
            Breaks = ["PATCH-ATOMIC-001", "PATCH-ATOMIC-002", "PATCH-ATOMIC-003"],
            Wire = async e =>
            {
                var message = e.Method == "PATCH" ? e.RequestJson : null;
                await e.NextAsync();
                if (e.Status >= 400 && message?["Operations"] is JsonArray { Count: > 1 } operations)
                {
                    foreach (var operation in operations)
                    {
                        await e.AskAsync("PATCH", e.Path, new JsonObject { ["schemas"] = message["schemas"]?.DeepClone(), ["Operations"] = new JsonArray(operation?.DeepClone()) });
                    }
                }
            },
        },
        Fault.OnResponse("patch-answers-202", "PATCH answers 202", ["PATCH-RESULT-001"], e =>
        {
            if (e.Method == "PATCH" && e.Status is (200 or 204))
            {
                e.Reply(202);
            }
        }) with { SeenElsewhere = "checks of single operations accept 200 and 204 alone for success, as the text says" },
        Fault.OnResponse("patch-answers-part", "PATCH answers with the changed attributes only", ["PATCH-RESULT-001", "MESSAGE-008", "EVERY-PATCH-RESULT-001"], e =>
        {
            if (e.Method == "PATCH" && e.Status is (200 or 204))
            {
                e.Reply(200, new JsonObject { ["id"] = e.Path[(e.Path.LastIndexOf('/') + 1)..], ["displayName"] = "Babs" }.ToJsonString());
            }
        }) with { SeenElsewhere = "checks that read the answer to a PATCH miss the other attributes" },
        Fault.OnResponse("patch-always-204", "PATCH answers 204 even when attributes are asked for", ["PATCH-RESULT-002"], e =>
        {
            if (e.Method == "PATCH" && e.Status == 200)
            {
                e.Reply(204);
            }
        }),
        Fault.OnResponse("patch-unknown-id-succeeds", "PATCH of an unknown id answers 204", ["PATCH-RESULT-003", "DELETE-004"], e =>
        {
            if (e.Method == "PATCH" && e.Status == 404)
            {
                e.Reply(204);
            }
        }),
        Fault.OnResponse("patch-errors-without-body", "A failed PATCH has no body", ["PATCH-RESULT-004"], e =>
        {
            if (e.Method == "PATCH" && e.Status >= 400)
            {
                e.Reply(e.Status);
            }
        }) with { SeenElsewhere = "checks of refusals by PATCH read scimType and the error message" },
        Fault.OnResponse(
            "patch-always-touches",
            "PATCH moves lastModified whether anything changed or not",
            ["PATCH-RESULT-005", "PATCH-ADD-010"],
            e =>
        {
            if (e.Method == "PATCH" && e.Status is (200 or 204))
            {
                e.State.Values[e.Path] = $"2100-01-01T00:00:{e.State.Next() % 60:00}Z";
            }

            if (e.State.Values.TryGetValue(e.Path, out var touched) && e.ResponseJson?["meta"] is JsonObject meta)
            {
                meta["lastModified"] = touched;
            }
        }),
    ];

    private static bool IsOwnExtension(JsonObject operation) => operation.Path()?.StartsWith(Extensions, StringComparison.Ordinal) == true;

    private static Fault KeepsOldPrimary(string id, string title, IReadOnlyList<string> breaks) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            if (e.Method == "PATCH" && (await e.AskAsync("GET", e.Path)).Json?["emails"] is JsonArray emails
                && emails.FirstOrDefault(v => v?["primary"] is JsonValue p && p.TryGetValue<bool>(out var primary) && primary) is { } old)
            {
                e.State.Values[e.Path] = old.Text("value") ?? "";
            }

            await e.NextAsync();
            if (e.State.Values.TryGetValue(e.Path, out var first) && e.ResponseJson?["emails"] is JsonArray shown)
            {
                foreach (var value in shown.OfType<JsonObject>().Where(v => v.Text("value") == first))
                {
                    value["primary"] = true;
                }
            }
        },
    };
}
