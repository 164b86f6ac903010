using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in the singular attributes of users (RFC 7643 section 4.1.1).</summary>
internal static class SingularFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfBody("put-drops-profile-url", "PUT drops profileUrl", ["USER-SINGULAR-001"], "PUT", "/Users/{id}", b => b.Remove("profileUrl")) with
        {
            SeenElsewhere = ByEvery,
        },
        OfBody("put-drops-user-type", "PUT takes userType for another kind of record and drops it", ["USER-SINGULAR-001"], "PUT", "/Users/{id}", b => b.Remove("userType")) with
        {
            SeenElsewhere = ByEvery,
        },
        OfBody("put-drops-middle-name", "PUT drops the parts of a name that have no column", ["USER-SINGULAR-002"], "PUT", "/Users/{id}", b =>
        {
            (b["name"] as JsonObject)?.Remove("middleName");
            (b["name"] as JsonObject)?.Remove("honorificSuffix");
        }) with
        {
            SeenElsewhere = ByEvery,
        },
        OfUsers("formatted-undefined", "name.formatted is put together from parts that are not there", ["USER-FORMATTED-001"], u =>
        {
            if (u["name"] is JsonObject name && !name.ContainsKey("formatted"))
            {
                name["formatted"] = "undefined undefined";
            }
        }),
        Defaulting("display-name-from-id", "displayName is the id where the client sent none", ["USER-DISPLAY-001"], "displayName", "id"),
        Defaulting("nick-name-from-user-name", "nickName is the userName where the client sent none", ["USER-NICKNAME-001", "CREATE-004"], "nickName", "userName") with
        {
            SeenElsewhere = "an attribute that was sent as null or [] is filled like one that was left out",
        },
        OfUsers("one-language-only", "preferredLanguage is cut to the first language", ["USER-LANGUAGE-001"], u => Change(u, "preferredLanguage", v => v.Split(',')[0])),
        OfUsers("locale-with-underscore", "locale is written with an underscore", ["USER-LOCALE-001", "USER-SINGULAR-001"], u => Change(u, "locale", v => v.Replace('-', '_'))),
        OfUsers("timezone-as-offset", "timezone is turned into an offset", ["USER-TIMEZONE-001"], u => Change(u, "timezone", _ => "-03:00")) with
        {
            SeenElsewhere = ByEvery,
        },
        Fault.OnResponse("inactive-is-gone", "A deactivated user is not found", ["USER-ACTIVE-001", "ENTRA-MATCH-004"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.ResponseJson?["active"]?.GetValueKind() == System.Text.Json.JsonValueKind.False)
            {
                x.ReplyError(404);
            }
        }),
        Fault.OnRequest("reactivation-ignored", "PATCH of active to true is answered as done and changes nothing", ["USER-ACTIVE-002", "ENTRA-REG-002"], x =>
        {
            if (x.Is("PATCH", "/Users/{id}") && x.RequestJson is JsonObject body
                && x.Operations.Any(o => (string?)o["path"] == "active" && o["value"]?.GetValueKind() == System.Text.Json.JsonValueKind.True))
            {
                body["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "active", ["value"] = false });
                x.RequestJson = body;
            }
        }) with
        {
            SeenElsewhere = "who is provisioned again is switched on again",
        },
        OfBody("created-active", "A new user is active whatever the client says", ["USER-ACTIVE-003"], "POST", "/Users", b =>
        {
            if (b.ContainsKey("active"))
            {
                b["active"] = true;
            }
        }),
        Fault.OnResponse("post-echoes-password", "The answer to a creation repeats the password", ["USER-PASSWORD-001", "CHARACTERISTIC-WRITEONLY-001", "SECURITY-DISCLOSURE-004"], x => EchoPassword(x, "POST", "/Users")),
        Fault.OnResponse("put-echoes-password", "The answer to a PUT repeats the password", ["USER-PASSWORD-002", "SECURITY-DISCLOSURE-004"], x => EchoPassword(x, "PUT", "/Users/{id}")),
        Fault.OnResponse("filter-shows-password", "A refused filter on password is explained with the stored value", ["USER-PASSWORD-003", "USER-PASSWORD-001"], x =>
        {
            if (x.Is("POST", "/Users") && (string?)x.RequestJson?["password"] is { } password)
            {
                x.State.Values["password"] = password;
            }
            else if (x.Parameter("filter")?.Contains("password", StringComparison.Ordinal) == true && x.State.Values.TryGetValue("password", out var stored))
            {
                x.ReplyError(400, "invalidFilter", $"cannot compare {stored}");
            }
        }),
        Fault.OnRequest("password-filter-ignored", "A condition on password is ignored in filters", ["USER-PASSWORD-006"], x =>
        {
            if (x.Parameter("filter") is { } filter && filter.Contains(" and password eq ", StringComparison.Ordinal))
            {
                x.Query = "?filter=" + Uri.EscapeDataString(filter[..filter.IndexOf(" and password", StringComparison.Ordinal)]);
            }
        }),
        Fault.Instead("password-change-refused", "A new password is refused although changePassword is advertised", ["USER-PASSWORD-004", "CONFIG-HONEST-005"],
            x => x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject body && body.ContainsKey("password"),
            x => x.ReplyError(403, detail: "passwords cannot be changed")),
        Fault.OnResponse("password-masked", "password is returned as a mask when it is asked for", ["USER-PASSWORD-005", "CHARACTERISTIC-WRITEONLY-001", "SECURITY-DISCLOSURE-004"], x =>
        {
            if (x.Parameter("attributes")?.Contains("password", StringComparison.Ordinal) == true)
            {
                Each(x.Users(), u => u["password"] = "********");
            }
        }),
    ];

    private static void Change(JsonObject user, string name, Func<string, string> change)
    {
        if ((string?)user[name] is { } value)
        {
            user[name] = change(value);
        }
    }

    private static void EchoPassword(FaultExchange x, string method, string template)
    {
        if (x.Is(method, template) && x.RequestJson?["password"] is { } password)
        {
            Each(x.Users(), u => u["password"] = password.DeepClone());
        }
    }
}
