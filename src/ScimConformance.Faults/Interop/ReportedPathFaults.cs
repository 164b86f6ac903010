using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Reported mistakes with the paths and values of Entra's PATCH; the number in an id is the report's in <c>fixtures/interop/failures.json</c>.</summary>
internal static class ReportedPathFaults
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Refused("reg-002-lower-case-text-refused", "active is understood as \"True\" and \"False\" and refused as \"true\" and \"false\"", ["ENTRA-REG-002"],
            o => o.Path() == "active" && o["value"].Text() is "true" or "false", "invalidValue"),
        BooleanEchoedAsText(),
        PatchFault.Changed("text-boolean-taken", "The text \"False\" is taken for a boolean, as Entra needs it and no RFC provides", ["TYPE-BOOLEAN-002"],
            o => o.Is("replace", "active") && o["value"].Text() == "False", o => o["value"] = false),
        PatchFault.Changed("reg-016-dotted-keys-ignored", "Keys with a dot in a value without path are taken for unknown attributes and ignored", ["ENTRA-REG-016", "PATCH-ADD-003"],
            o => o.Path() is null && o["value"] is JsonObject, o => RemoveDottedKeys(o["value"]!.AsObject())),
        PatchFault.ChangedKnowing("reg-016-name-replaced-by-its-parts", "A key name.givenName writes the whole name anew", ["ENTRA-REG-016"],
            o => o.Path() is null && o["value"] is JsonObject value && value.ContainsKey("name.givenName"),
            (o, stored) => stored["name"]!.AsObject().Where(p => p.Key is not ("givenName" or "familyName")).ToList().ForEach(p => o["value"]![$"name.{p.Key}"] = null)),
        RefusedWithoutMatch(),
        PatchFault.ChangedKnowing("reg-018-home-overwritten", "Add by a filter that matches nothing writes into the first value", ["ENTRA-REG-018"],
            o => o.Op() == "Add" && o.Path()?.StartsWith("addresses[", StringComparison.OrdinalIgnoreCase) == true,
            (o, stored) => o["path"] = o.Path()!.Replace("work", stored["addresses"]?[0]?["type"].Text() ?? "work", StringComparison.Ordinal)),
        Fault.OnRequest("reg-019-email-stored-without-type", "E-mail addresses are stored without their type", ["ENTRA-REG-019", "ENTRA-CREATE-002"], x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson is JsonObject user && user["emails"] is JsonArray emails)
            {
                emails.OfType<JsonObject>().ToList().ForEach(e => e.Remove("type"));
                x.RequestJson = user;
            }
        }) with { SeenElsewhere = "checks that send typed e-mail addresses read them back without the type, and find nothing by it" },
        Fault.OnRequest("reg-020-parts-of-one-value-lost", "Of several operations by the same filter only the last is carried out", ["ENTRA-REG-020"], x =>
        {
            if (x.Method == "PATCH" && x.RequestJson is JsonObject message && message["Operations"] is JsonArray operations
                && operations.Count(o => o?["path"].Text()?.StartsWith("emails[", StringComparison.Ordinal) == true) > 1)
            {
                message["Operations"] = new JsonArray(operations[^1]!.DeepClone());
                x.RequestJson = message;
            }
        }),
        PatchFault.Changed("reg-021-quoted-boolean-never-matches", "A filter on primary compares with the text \"True\", matches nothing and appends", ["ENTRA-REG-021"],
            o => o.Path()?.Contains("primary eq \"True\"", StringComparison.Ordinal) == true,
            o =>
            {
                o["op"] = "add";
                o["value"] = new JsonArray(new JsonObject { ["value"] = o["value"]?.DeepClone() });
                o["path"] = "roles";
            }),
        PatchFault.Refused("reg-022-manager-must-be-an-object", "The manager's id alone is refused", ["ENTRA-REG-022"],
            o => o.Path() == Enterprise + ":manager" && o["value"].Text() is not null, "invalidValue"),
        Fault.OnResponse("reg-023-manager-shown-as-text", "The manager is shown as a text", ["ENTRA-REG-023", "ENTRA-REG-022", "ENTRA-REG-024", "ENTERPRISE-MANAGER-001"], x => OnManager(x, (extension, value) => extension["manager"] = value)),
        Fault.OnResponse("reg-023-manager-outside-extension", "The manager is shown at the top of the user", ["ENTRA-REG-023", "ENTRA-REG-022", "ENTRA-REG-024", "ENTERPRISE-MANAGER-001"], x =>
        {
            foreach (var user in x.ResponseResources)
            {
                if (user[Enterprise] is JsonObject extension && extension["manager"] is { } manager)
                {
                    extension.Remove("manager");
                    user["manager"] = manager.DeepClone();
                }
            }
        }),
        PatchFault.Refused("reg-024-extension-sub-path-unknown", "A path that goes on to a sub-attribute of an extension is unknown", ["ENTRA-REG-024"],
            o => o.Path()?.EndsWith(":manager.value", StringComparison.Ordinal) == true, "noTarget"),
        PatchFault.Changed("reg-024-extension-add-replaces", "Add to a list in an extension replaces the list", ["ENTRA-REG-024-2"],
            o => o.Op() == "Add" && o.Path()?.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) == true && o["value"] is JsonArray, o => o["op"] = "replace"),
        PatchFault.Refused("reg-050-empty-text-refused", "An empty text does not clear an attribute", ["ENTRA-REG-050"], o => o["value"].Text() == "", "invalidValue"),
        Fault.Instead("reg-050-null-crashes", "null for a value makes the server fail", ["ENTRA-REG-050", "ENTRA-REG-050-2", "PATCH-REPLACE-014"],
            x => x.Method == "PATCH" && x.Operations.Any(o => o.ContainsKey("value") && o["value"] is null),
            x => x.ReplyError(500, null, "NoneType object has no attribute get")),
        NullStays(),
        PatchFault.Refused("reg-051-unknown-attribute-refuses-all", "One attribute that the application does not have refuses the whole PATCH", ["ENTRA-REG-051"],
            o => o.Path()?.EndsWith(".locality", StringComparison.Ordinal) == true, "invalidPath") with
        {
            SeenElsewhere = "the attribute that the application does not have is one that another check changes",
        },
        RenamedUserIsAnother(),
    ];

    private static void RemoveDottedKeys(JsonObject value) => value.Select(p => p.Key).Where(k => k.Contains('.') && !k.StartsWith("urn:", StringComparison.Ordinal)).ToList().ForEach(k => value.Remove(k));

    private static void OnManager(FaultExchange x, Action<JsonObject, string> change)
    {
        foreach (var extension in x.ResponseResources.Select(r => r[Enterprise]).OfType<JsonObject>())
        {
            if (extension["manager"]?["value"].Text() is { } value)
            {
                change(extension, value);
            }
        }
    }

    private static Fault BooleanEchoedAsText() => Fault.OnResponse("reg-003-boolean-echoed-as-text", "active is shown as the text that was sent", ["ENTRA-REG-003", "ENTRA-REG-002"], x =>
    {
        if (x.Method == "PATCH" && x.Operations.FirstOrDefault(o => o.Path() == "active")?["value"].Text() is { } text)
        {
            x.State.Values[x.Path] = text;
        }

        foreach (var user in x.ResponseResources)
        {
            if (x.State.Values.TryGetValue($"/Users/{user["id"].Text()}", out var shown))
            {
                user["active"] = shown;
            }
        }
    }) with { SeenElsewhere = "checks that read active find a text for a boolean" };

    private static Fault RefusedWithoutMatch() => new()
    {
        Id = "reg-017-replace-needs-a-match",
        Title = "Replace by a filter that matches nothing is refused with noTarget, as the RFC says",
        Breaks = ["ENTRA-REG-017"],
        Wire = async x =>
        {
            if (x.Is("PATCH", "/Users/{id}") && x.Operations.Any(o => o.Op() == "Replace" && o.Path()?.StartsWith("emails[", StringComparison.OrdinalIgnoreCase) == true)
                && (await x.AskAsync("GET", x.Path)).Json?["emails"] is not JsonArray { Count: > 0 })
            {
                x.ReplyError(400, "noTarget", "no e-mail address matches");
                return;
            }

            await x.NextAsync();
        },
    };

    private static Fault NullStays() => new()
    {
        Id = "reg-050-null-stays",
        Title = "null for a part of a value is stored and shown as null",
        Breaks = ["ENTRA-REG-050-2"],
        Wire = async x =>
        {
            if (x.Is("PATCH", "/Users/{id}") && x.Operations.Any(o => o.Path()?.Contains("].value", StringComparison.Ordinal) == true && o["value"] is null))
            {
                x.State.Values[x.Path] = "null";
                x.Reply(204);
                return;
            }

            await x.NextAsync();
            if (x.State.Values.ContainsKey(x.Path) && x.ResponseJson?["phoneNumbers"]?[0] is JsonObject phone)
            {
                phone["value"] = null;
            }
        },
    };

    /// <summary>The user name is the key of the application's own table, so a changed one is a new user and the old one is switched off.</summary>
    private static Fault RenamedUserIsAnother() => new()
    {
        Id = "reg-052-renamed-user-switched-off",
        Title = "A changed userName switches the user off, as if another had come",
        Breaks = ["ENTRA-REG-052"],
        Wire = async x =>
        {
            var renames = x.Is("PATCH", "/Users/{id}") && x.Operations.Any(o => o.Path() == "userName");
            await x.NextAsync();
            if (renames && x.Status is 200 or 204)
            {
                await x.AskAsync("PATCH", x.Path, JsonNode.Parse(
                    """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}"""));
            }
        },
    };
}
