using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>Faults in creating users the way identity providers do it.</summary>
internal static class CreationFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("created-user-without-id", "The answer to a creation lacks the id", ["ENTRA-CREATE-001", "ENTRA-CREATE-004", "OKTA-CREATE-001", "ONELOGIN-CREATE-001", "ONELOGIN-CREATE-002", "ID-PRESENT-001", "META-ASSIGNED-001", "CREATE-007", "MESSAGE-006"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 201)
            {
                (x.ResponseJson as JsonObject)?.Remove("id");
            }
        }),
        Fault.OnResponse("created-user-not-shown", "A creation is answered with 201 and an empty body", ["ENTRA-CREATE-001", "ENTRA-CREATE-004", "OKTA-CREATE-001", "ONELOGIN-CREATE-001", "ONELOGIN-CREATE-002", "CREATE-007"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 201)
            {
                x.Reply(201);
            }
        }) with { SeenElsewhere = "checks that read the answer to a creation find none" },
        OnUser("new-users-start-inactive", "A new user is switched off until an administrator looks at it", ["ENTRA-CREATE-002", "ENTRA-CREATE-004", "ENTRA-UPDATE-001", "OKTA-CREATE-002", "ONELOGIN-UPDATE-002", "OKTA-REG-036"],
            "POST", "/Users", user => user["active"] = false) with { SeenElsewhere = "checks that create a user who is to be active find one who is not" },
        Fault.OnResponse("taken-user-name-is-400", "A user name that is taken is answered with 400", ["ENTRA-CREATE-003", "CREATE-020", "ERROR-008", "INTEROP-REG-033", "CHARACTERISTIC-UNIQUE-002"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 409)
            {
                x.ReplyError(400, "uniqueness", "userName is taken");
            }
        }) with { SeenElsewhere = "two lookups create a user a second time and take 409 alone for a refusal" },
        Fault.Instead("text-boolean-refused-in-post", "active as text is refused at creation", ["ENTRA-CREATE-004"],
            x => x.Is("POST", "/Users") && x.RequestJson?["active"] is JsonValue active && active.TryGetValue<string>(out _),
            x => x.ReplyError(400, "invalidValue", "active must be a boolean")),
        Fault.Instead("unknown-schemas-refused", "Schema URNs other than those of RFC 7643 are refused", ["ONELOGIN-CREATE-001", "ONELOGIN-CREATE-002"],
            x => x.Is("POST", "/Users") && x.RequestJson?["schemas"] is JsonArray schemas && schemas.Any(s => ((string?)s)?.StartsWith("urn:scim:", StringComparison.OrdinalIgnoreCase) == true),
            x => x.ReplyError(400, "invalidValue", "unknown schema")),
        Fault.OnResponse("created-user-without-name", "The answer to a creation lacks the name", ["ONELOGIN-CREATE-001", "MESSAGE-006", "EVERY-POST-003"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 201)
            {
                (x.ResponseJson as JsonObject)?.Remove("name");
            }
        }),
        Fault.Instead("emails-must-be-a-list", "emails given as an object is refused", ["ONELOGIN-CREATE-002"],
            x => x.Is("POST", "/Users") && x.RequestJson?["emails"] is JsonObject,
            x => x.ReplyError(400, "invalidSyntax", "emails must be an array")),
        Fault.OnResponse("formatted-name-not-shown", "GET leaves name.formatted out although it was given", ["ENTRA-UPDATE-001", "USER-SINGULAR-002"], x =>
        {
            if (x.Is("GET", "/Users/{id}"))
            {
                (x.ResponseJson?["name"] as JsonObject)?.Remove("formatted");
            }
        }),
    ];

    /// <summary>A fault that changes the user in requests of one kind.</summary>
    internal static Fault OnUser(string id, string title, IReadOnlyList<string> breaks, string method, string template, Action<JsonObject> change) =>
        Fault.OnRequest(id, title, breaks, x =>
        {
            if (x.Is(method, template) && x.RequestJson is JsonObject user)
            {
                change(user);
                x.RequestJson = user;
            }
        });
}
