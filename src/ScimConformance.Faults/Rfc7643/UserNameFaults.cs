using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in <c>userName</c> (RFC 7643 section 4.1.1).</summary>
internal static class UserNameFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Nameless("user-without-name", "A user without userName is stored", ["USER-NAME-001"],
            body => !body.Any(m => m.Key.Equals("userName", StringComparison.OrdinalIgnoreCase)), u => u.Remove("userName")),
        Nameless("user-with-empty-name", "A user with an empty userName is stored", ["USER-NAME-002"],
            body => body["userName"] is JsonValue name && name.TryGetValue<string>(out var text) && text.Length == 0, u => u["userName"] = ""),
        Nameless("user-with-null-name", "A user whose userName is null is stored", ["USER-NAME-003"],
            body => body.TryGetPropertyValue("userName", out var name) && name is null, u => u["userName"] = null),
        new()
        {
            Id = "user-name-unique-by-case",
            Title = "User names that differ in letter case only are different names",
            Breaks = ["USER-NAME-004", "UNICODE-002", "INTEROP-REG-028"],
            Wire = async x =>
            {
                var name = x.Is("POST", "/Users") ? (string?)x.RequestJson?["userName"] : null;
                if (name is not null && name != x.State.Values.GetOrAdd(name.ToLowerInvariant(), name) && x.RequestJson is JsonObject body)
                {
                    body["userName"] = "2-" + name;
                    x.RequestJson = body;
                    await x.NextAsync();
                    Each(x.Users(), u => u["userName"] = name);
                    return;
                }

                await x.NextAsync();
            },
        },
        Fault.OnResponse("put-takes-taken-name", "PUT of a taken userName is answered as done", ["USER-NAME-005", "PUT-UNIQUE-001", "EVERY-UNIQUE-001"], x =>
        {
            if (x.Is("PUT", "/Users/{id}") && x.Status == 409)
            {
                x.Reply(200, System.Text.Encoding.UTF8.GetString(x.RequestBody));
            }
        }),
        new()
        {
            Id = "filter-user-name-by-case",
            Title = "A filter by userName compares letter case",
            Breaks = ["USER-NAME-006", "FILTER-CASE-004", "ENTRA-MATCH-002"],
            Wire = async x =>
            {
                await x.NextAsync();
                if (x.Parameter("filter") is { } filter && filter.StartsWith("userName eq \"", StringComparison.Ordinal)
                    && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray { Count: > 0 } found
                    && (string?)found[0]?["userName"] is { } stored && filter.Split('"')[1] is var asked && asked != stored && asked.Equals(stored, StringComparison.OrdinalIgnoreCase))
                {
                    list["Resources"] = new JsonArray();
                    list["totalResults"] = 0;
                }
            },
        },
        new()
        {
            Id = "put-keeps-user-name",
            Title = "PUT ignores a changed userName",
            Breaks = ["USER-NAME-007"],
            SeenElsewhere = "a taken userName that is ignored is not refused",
            Wire = async x =>
            {
                if (x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject body && body.Text("userName") is not null
                    && (await x.AskAsync("GET", x.Path)).Json?["userName"] is { } stored)
                {
                    body["userName"] = stored.DeepClone();
                    x.RequestJson = body;
                }

                await x.NextAsync();
            },
        },
        OfUsers("user-name-lower-case", "userName is returned in lower case", ["USER-NAME-008", "OKTA-REG-029"], u =>
        {
            if ((string?)u["userName"] is { } name)
            {
                u["userName"] = name.ToLowerInvariant();
            }
        }),
    ];

    private static Fault Nameless(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> isNameless, Action<JsonObject> reveal) =>
        Swallowing(id, title, breaks, "POST", "/Users", body =>
        {
            if (!isNameless(body))
            {
                return null;
            }

            // The e-mail address is as unique as a name.
            body["userName"] = "nameless-" + (string?)body.Values("emails").FirstOrDefault()?["value"];
            return reveal;
        });
}
