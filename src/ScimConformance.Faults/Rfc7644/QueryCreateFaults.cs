using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of creation (sections 3.3 and 3.3.1).</summary>
internal static partial class QueryCreateFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "create-forgets", Title = "POST answers 201 and stores nothing", Breaks = ["CREATE-001"],
            SeenElsewhere = "nearly every check begins with a user of its own, who is gone when the check turns to it",
            Wire = async e =>
            {
                await e.NextAsync();
                if (e.Is("POST", "/Users") && e.Status == 201)
                {
                    await e.AskAsync("DELETE", $"/Users/{(string?)e.ResponseJson?["id"]}");
                }
            },
        },
        Fault.OnResponse("create-takes-id", "A new user gets the id that the client sent", ["CREATE-002", "ID-IGNORED-001"], e =>
        {
            if (IsCreated(e) && (string?)e.RequestJson?["id"] is { } id)
            {
                e.ResponseJson!["id"] = id;
            }
        }),
        Fault.OnResponse("create-takes-meta", "A new user gets the time of creation that the client sent", ["CREATE-002"], e =>
        {
            if (IsCreated(e) && e.RequestJson?["meta"]?["created"] is { } created)
            {
                e.ResponseJson!["meta"]!["created"] = created.DeepClone();
            }
        }),
        Fault.Instead(
            "create-refuses-read-only", "A new user with a read-only attribute is refused", ["CREATE-002", "CREATE-003", "ID-IGNORED-001"],
            e => e.Is("POST", "/Users") && e.RequestJson is JsonObject body && (body.ContainsKey("id") || body.ContainsKey("groups")), e => e.ReplyError(400, "mutability")),
        OnBody("create-defaults-locale", "Users without a locale get one", ["CREATE-004"], body => body["locale"] ??= "en-US"),
        Fault.Instead(
            "create-refuses-null", "null and [] in a new user are refused", ["CREATE-005", "NULL-001"],
            e => e.Is("POST", "/Users") && e.RequestJson is JsonObject body && body.Any(m => m.Value is null or JsonArray { Count: 0 }), e => e.ReplyError(400, "invalidValue")),
        Fault.OnResponse("create-200", "Creation is answered with 200", ["CREATE-006", "ENTRA-CREATE-001", "OKTA-CREATE-001", "ONELOGIN-CREATE-001"], e =>
        {
            if (IsCreated(e))
            {
                e.Status = 200;
            }
        }) with { SeenElsewhere = "checks of creation, and of the media types it takes, expect 201" },
        Fault.OnResponse("create-no-body", "Creation is answered without a body", ["CREATE-007", "ENTRA-CREATE-001", "OKTA-CREATE-001", "ONELOGIN-CREATE-001"], e =>
        {
            if (IsCreated(e))
            {
                e.ResponseJson = null;
            }
        }) with { SeenElsewhere = "identity providers, and checks of what they do, read the answer to a creation" },
        Fault.OnResponse("create-no-location", "Creation is answered without a Location header", ["CREATE-008"], e =>
        {
            if (IsCreated(e))
            {
                e.ResponseHeaders.Remove("Location");
            }
        }),
        Fault.OnResponse("create-location-of-list", "The Location header of a creation leads to the list", ["CREATE-008", "CREATE-009", "META-LOCATION-002", "INTEROP-REG-048"], e =>
        {
            if (IsCreated(e))
            {
                e.ResponseHeaders.Location = e.ResponseHeaders.Location.ToString().Split("/Users/")[0] + "/Users";
            }
        }),
        Fault.OnResponse("conflict-without-keyword", "A conflict is answered without scimType", ["CREATE-020", "INTEROP-REG-033"], e =>
        {
            if (e.Status == 409)
            {
                (e.ResponseJson as JsonObject)?.Remove("scimType");
            }
        }),
        Fault.OnResponse("conflict-400", "A conflict is answered with 400", ["CREATE-020", "ERROR-008", "CHARACTERISTIC-UNIQUE-002", "INTEROP-REG-033", "ENTRA-CREATE-003"], e =>
        {
            if (e.Status == 409)
            {
                e.Status = 400;
            }
        }) with { SeenElsewhere = "two lookups create a user a second time and take 409 alone for a refusal" },
        new()
        {
            Id = "conflict-updates", Title = "A conflicting creation is refused, and yet updates the existing user", Breaks = ["CREATE-021"],
            Wire = async e =>
            {
                await e.NextAsync();
                if (e.Is("POST", "/Users") && e.Status == 409 && e.RequestJson is JsonObject body)
                {
                    var (_, found) = await e.AskAsync("GET", "/Users?filter=" + Uri.EscapeDataString($"userName eq \"{(string?)body["userName"]}\""));
                    await e.AskAsync("PUT", $"/Users/{(string?)found?["Resources"]?[0]?["id"]}", body);
                }
            },
        },
        Fault.Instead(
            "malformed-500", "Malformed JSON ends in a server error", ["CREATE-022", "ERROR-008"],
            e => e.Method == "POST" && e.RequestBody.Length > 0 && e.RequestJson is null, e => e.ReplyError(500)) with
        {
            SeenElsewhere = "the fault cannot read repeated keys and deep bodies either",
        },
        Fault.Instead(
            "empty-body-500", "A creation without a body ends in a server error", ["CREATE-025"],
            e => e.Is("POST", "/Users") && e.RequestBody.Length == 0, e => e.ReplyError(500)),
        OnBody("number-becomes-text", "A number where a string belongs is turned into text", ["CREATE-023"], body =>
        {
            if (body["userName"] is JsonValue name && name.TryGetValue<long>(out var number))
            {
                body["userName"] = $"{number}";
            }
        }),
        OnBody("text-becomes-name", "A string where the name belongs is taken for the formatted name", ["CREATE-024"], body =>
        {
            if (body["name"] is JsonValue text)
            {
                body["name"] = new JsonObject { ["formatted"] = text.DeepClone() };
            }
        }),
        OnBody("ascii-only", "Characters outside ASCII are stored as question marks", ["CREATE-026"], body =>
        {
            if ((string?)body["displayName"] is { } name)
            {
                body["displayName"] = NonAscii().Replace(name, "?");
            }
        }) with { SeenElsewhere = "displayName is where checks put letters beyond ASCII" },
        OnBody("long-values-cut", "Values are cut at 100 characters", ["CREATE-027", "SECURITY-LIMITS-006", "SECURITY-LIMITS-007"], body =>
        {
            if ((string?)body["displayName"] is { Length: > 100 } name)
            {
                body["displayName"] = name[..100];
            }
        }),
        Fault.OnResponse("user-type-from-path", "meta.resourceType of a user is the endpoint's name", ["CREATE-TYPE-001", "META-TYPE-001"], e => SetType(e, "/Users", "Users")),
        Fault.OnResponse("group-type-user", "meta.resourceType is User for everything", ["CREATE-TYPE-002", "META-TYPE-002"], e => SetType(e, "/Groups", "User")),
    ];

    private static bool IsCreated(FaultExchange exchange) => exchange.Is("POST", "/Users") && exchange.Status == 201;

    private static Fault OnBody(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is("POST", "/Users") && e.RequestJson is JsonObject body)
        {
            change(body);
            e.RequestJson = body;
        }
    });

    private static void SetType(FaultExchange exchange, string endpoint, string type)
    {
        foreach (var meta in exchange.Path.StartsWith(endpoint, StringComparison.Ordinal) ? exchange.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>() : [])
        {
            meta["resourceType"] = type;
        }
    }

    [GeneratedRegex(@"[^\x00-\x7F]")]
    private static partial Regex NonAscii();
}
