using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Mistakes with Entra's changes of users, by the default client.</summary>
internal static class EntraUpdateFaults
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Dropped("entra-title-ignored", "Changes of the title are answered and ignored", ["ENTRA-UPDATE-006", "ENTRA-UPDATE-015", "ENTRA-DISABLE-004"], o => o.Path() == "title"),
        Dropped("entra-name-parts-ignored", "Dotted paths into the name are answered and ignored", ["ENTRA-UPDATE-007"], o => o.Path()?.StartsWith("name.", StringComparison.Ordinal) == true),
        PatchFault.Refused("entra-phone-without-match-refused", "A filtered path to a telephone number that is not there is refused", ["ENTRA-UPDATE-008", "ENTRA-FLAG-004"],
            o => o.Path()?.StartsWith("phoneNumbers[", StringComparison.Ordinal) == true, "noTarget"),
        PatchFault.Changed("entra-address-parts-apart", "Each part of an address by a filtered path makes an address of its own", ["ENTRA-UPDATE-009"],
            o => o.Op() == "Add" && o.Path()?.StartsWith("addresses[", StringComparison.Ordinal) == true,
            o =>
            {
                o["value"] = new JsonArray(new JsonObject { ["type"] = "work", [o.Path()!.Split("].")[1]] = o["value"]?.DeepClone() });
                o["path"] = "addresses";
            }),
        PatchFault.Refused("entra-extension-path-split-at-dot", "The path of an attribute of an extension is split at its first dot and unknown", ["ENTRA-UPDATE-010", "ENTRA-UPDATE-011", "ENTRA-MANAGER-001", "ENTRA-MANAGER-002"],
            o => o.Path()?.StartsWith(Enterprise + ":", StringComparison.Ordinal) == true) with
        {
            SeenElsewhere = "every check of the enterprise extension's paths is refused",
        },
        Dropped("entra-employee-number-fixed", "Changes of the employee number are answered and ignored", ["ENTRA-UPDATE-011"], o => o.Op() == "Replace" && o.Path() == Enterprise + ":employeeNumber"),
        Dropped("entra-language-add-ignored", "Add of a preferred language is answered and ignored", ["ENTRA-UPDATE-012", "ENTRA-UPDATE-015"], o => o.Is("Add", "preferredLanguage")),
        PatchFault.Refused("entra-user-name-immutable", "userName cannot be changed", ["ENTRA-UPDATE-013", "ENTRA-FLAG-008"],
            o => o.Path() == "userName" || (o.Path() is null && o["value"] is JsonObject value && value.ContainsKey("userName")), "mutability") with
        {
            SeenElsewhere = "other checks rename users",
        },
        Dropped("entra-external-id-fixed", "Changes of externalId are answered and ignored", ["ENTRA-UPDATE-014", "ENTRA-FLAG-007"],
            o => o.Path() == "externalId" || (o.Path() is null && o["value"] is JsonObject value && value.ContainsKey("externalId"))),
        Fault.OnRequest("entra-first-operation-only", "Only the first operation of a PATCH is carried out", ["ENTRA-UPDATE-015", "ENTRA-UPDATE-007", "ENTRA-UPDATE-009", "ENTRA-UPDATE-017", "ENTRA-FLAG-012"], x => KeepOperations(x, o => o.Take(1))) with
        {
            SeenElsewhere = "every check with several operations in one PATCH misses the others",
        },
        PatchFault.Refused("entra-custom-extension-path-unknown", "Paths into an extension other than the enterprise extension are unknown", ["ENTRA-UPDATE-016"],
            o => o.Path() is { } path && path.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && path.Contains(":extension:", StringComparison.OrdinalIgnoreCase) && !path.StartsWith(Enterprise, StringComparison.OrdinalIgnoreCase)) with
        {
            SeenElsewhere = "checks by characteristic change attributes of an extension",
        },
        Fault.OnRequest("entra-unnamed-extension-dropped", "At creation, an extension that schemas does not name is dropped", ["ENTRA-CREATE-006"], x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson is JsonObject user && user["schemas"] is JsonArray schemas)
            {
                user.Select(p => p.Key).Where(k => k.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && schemas.All(s => s.Text() != k)).ToList().ForEach(k => user.Remove(k));
                x.RequestJson = user;
            }
        }) with { SeenElsewhere = "checks that give extensions without naming them read them back" },
        Fault.Instead("entra-empty-roles-refused", "An empty list of roles is refused at creation", ["ENTRA-CREATE-007"],
            x => x.Is("POST", "/Users") && x.RequestJson?["roles"] is JsonArray { Count: 0 }, x => x.ReplyError(400, "invalidValue")),
        Dropped("entra-add-of-active-ignored", "Add of active is answered and ignored, since active has a value", ["ENTRA-DISABLE-003"], o => o.Is("Add", "active")),
        Fault.OnRequest("entra-active-stands-alone", "A PATCH that changes active changes nothing else", ["ENTRA-DISABLE-004"], x => KeepOperations(x, o => o.Any(p => p.Path() == "active") ? o.Where(p => p.Path() == "active") : o)),
        Dropped("entra-manager-add-ignored", "Add of a manager is answered and ignored", ["ENTRA-MANAGER-001"], o => o.Is("Add", Enterprise + ":manager")),
        Dropped("entra-manager-replace-ignored", "Replace of a manager is answered and ignored", ["ENTRA-MANAGER-002"], o => o.Is("Replace", Enterprise + ":manager") && o["value"].Text() is { Length: > 0 }),
        PatchFault.Refused("entra-empty-manager-refused", "An empty text for the manager is refused", ["ENTRA-MANAGER-003"],
            o => o.Path() == Enterprise + ":manager" && o["value"].Text() is { Length: 0 }, "invalidValue"),
        Fault.OnRequest("entra-roles-dropped-at-creation", "Roles are dropped when a user is created", ["ENTRA-ROLE-001"], x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson is JsonObject user && user.Remove("roles"))
            {
                x.RequestJson = user;
            }
        }),
        PatchFault.Refused("entra-role-without-match-refused", "A filtered path to a role that is not there is refused", ["ENTRA-ROLE-002"],
            o => o.Path()?.StartsWith("roles[", StringComparison.Ordinal) == true, "noTarget") with
        {
            SeenElsewhere = "a reported failure is about the same path",
        },
        Fault.Instead("entra-role-text-crashes", "JSON in the text of a role's value makes the server fail", ["ENTRA-ROLE-003"],
            x => x.Method == "PATCH" && x.Operations.Any(o => o.Path() == "roles" && (o["value"] as JsonArray)?.Any(r => r?["value"].Text()?.StartsWith('{') == true) == true),
            x => x.ReplyError(500)),
        PatchFault.Changed("entra-roles-only-added", "replace of roles adds the roles and removes none", ["ENTRA-ROLE-004"], o => o.Is("replace", "roles"), o => o["op"] = "add"),
    ];

    private static Fault Dropped(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when) => PatchFault.Dropped(id, title, breaks, when);

    private static void KeepOperations(FaultExchange x, Func<List<JsonObject>, IEnumerable<JsonObject>> keep)
    {
        if (x.Method == "PATCH" && x.RequestJson is JsonObject message && x.Operations.ToList() is { Count: > 1 } operations)
        {
            message["Operations"] = new JsonArray(keep(operations).Select(o => (JsonNode)o.DeepClone()).ToArray());
            x.RequestJson = message;
        }
    }
}
