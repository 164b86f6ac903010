using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>What the RFC leaves open, decided the other way, and what follows from a schema and is not kept (RFC 7643 sections 2.4 to 7).</summary>
internal static class OptionFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfBody("email-once", "An address that serves for work and home is kept once", ["MULTI-DUPLICATE-002"], "POST", "/Users", b =>
        {
            if (b["emails"] is JsonArray { Count: > 1 } emails)
            {
                b["emails"] = new JsonArray(emails.DistinctBy(e => e.Text("value")).Select(e => e?.DeepClone()).ToArray());
            }
        }),
        OfBody("group-external-id-dropped", "Groups have no externalId", ["EXTERNALID-005"], "POST", "/Groups", b => b.Remove("externalId")),
        Fault.Instead("locale-without-underscore", "A locale with an underscore is refused", ["USER-LOCALE-002"],
            x => x.Is("POST", "/Users") && x.RequestJson.Text("locale")?.Contains('_') == true, x => x.ReplyError(400, "invalidValue", "locale must be a language tag")),
        Fault.Instead("address-needs-country", "An address without a country is refused", ["USER-ADDRESS-001"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body && body.Values("addresses").Any(a => a["country"] is null),
            x => x.ReplyError(400, "invalidValue", "country is required")),
        OfUsers("address-in-one-line", "Line breaks of an address become spaces", ["USER-ADDRESS-002"], u =>
            Each(u.Values("addresses").Where(a => a["streetAddress"] is not null), a => a["streetAddress"] = a.Text("streetAddress")?.Replace('\n', ' '))),
        new()
        {
            Id = "user-groups-cached", Title = "A user shows groups that it was once a member of", Breaks = ["USER-GROUPS-006"],
            Wire = async x =>
            {
                await x.NextAsync();
                foreach (var user in x.Users().Where(u => u["groups"] is JsonArray || x.Is("GET", "/Users/{id}")))
                {
                    if (user["groups"] is JsonArray { Count: > 0 } groups)
                    {
                        x.State.Values[user.Text("id") ?? ""] = groups.ToJsonString();
                    }
                    else if (x.State.Values.TryGetValue(user.Text("id") ?? "", out var once))
                    {
                        user["groups"] = JsonNode.Parse(once);
                    }
                }
            },
        },
        OfDefinition("attribute-with-empty-description", "The description of an attribute is empty", ["SCHEMA-NAME-002"], CoreUser, "nickName", d => d["description"] = ""),
        new()
        {
            Id = "unique-within-server-only", Title = "Uniqueness that is to be global is not enforced", Breaks = ["CHARACTERISTIC-UNIQUE-003"],
            Wire = async x =>
            {
                var passport = x.Is("POST", "/Users") ? x.RequestJson.Text(Characteristics, "passport") : null;
                if (passport is not null && !x.State.Values.TryAdd(passport, "taken"))
                {
                    var body = x.RequestJson!;
                    body[Characteristics]!["passport"] = $"{passport}-{x.State.Next()}";
                    x.RequestJson = body;
                }

                await x.NextAsync();
            },
        },
        Swallowing("required-unchecked", "POST does not ask for what the schema requires", ["CHARACTERISTIC-REQUIRED-001"], "POST", "/Users", WithoutAliases),
        Swallowing("required-cleared", "PUT clears what the schema requires", ["CHARACTERISTIC-REQUIRED-002"], "PUT", "/Users/{id}", WithoutAliases),
    ];

    private static Action<JsonObject>? WithoutAliases(JsonObject body)
    {
        if (body[Characteristics] is not JsonObject container || container["aliases"] is JsonArray { Count: > 0 })
        {
            return null;
        }

        container["aliases"] = new JsonArray("none");
        return user => (user[Characteristics] as JsonObject)?.Remove("aliases");
    }
}
