using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in the multi-valued attributes of users (RFC 7643 section 4.1.2).</summary>
internal static class PluralFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfBody("put-drops-entitlements", "PUT drops entitlements", ["USER-PLURAL-001"], "PUT", "/Users/{id}", b => b.Remove("entitlements")) with
        {
            SeenElsewhere = ByEvery,
        },
        OfBody("put-drops-address-lines", "PUT keeps of an address what fits its columns", ["USER-PLURAL-001"], "PUT", "/Users/{id}", b =>
            Each(b.Values("addresses"), a => a.Remove("postalCode"))) with
        {
            SeenElsewhere = ByEvery,
        },
        OfUsers("email-lower-case", "E-mail addresses are returned in lower case, local part and all", ["USER-EMAIL-001"], u =>
            Each(u.Values("emails"), e => Change(e, "value", v => v.ToLowerInvariant()))),
        OfUsers("phone-without-country", "Telephone numbers lose their country code", ["USER-PHONE-001"], u =>
            Each(u.Values("phoneNumbers"), p => Change(p, "value", v => v.Replace("+1-", "", StringComparison.Ordinal)))) with
        {
            SeenElsewhere = "every check that writes a telephone number and compares what comes back sees it",
        },
        OfUsers("im-type-other", "The type of an instant messaging address is always \"other\"", ["USER-IM-001"], u => Each(u.Values("ims"), i => i["type"] = "other")) with
        {
            SeenElsewhere = ByEvery,
        },
        OfUsers("im-cut-at-space", "An instant messaging address is cut at the first space", ["USER-IM-002"], u =>
            Each(u.Values("ims"), i => Change(i, "value", v => v.Split(' ')[0]))),
        OfUsers("country-by-name", "Countries are returned by name", ["USER-COUNTRY-001"], u =>
            Each(u.Values("addresses"), a => Change(a, "country", v => v == "SE" ? "Sweden" : v))) with
        {
            SeenElsewhere = ByEvery,
        },
        Joining("post-groups-joins", "groups sent with a new user make it a member", ["USER-GROUPS-001"], "POST", "/Users",
            x => (x.RequestJson as JsonObject)?.Values("groups").ToList()),
        Joining("put-groups-joins", "groups sent in a PUT make the user a member", ["USER-GROUPS-002"], "PUT", "/Users/{id}",
            x => (x.RequestJson as JsonObject)?.Values("groups").ToList()),
        Joining("patch-groups-joins", "PATCH of groups makes the user a member", ["USER-GROUPS-003", "PATCH-MUTABILITY-002"], "PATCH", "/Users/{id}",
            x => x.Operations.Where(o => (string?)o["path"] == "groups").SelectMany(o => (o["value"] as JsonArray)?.OfType<JsonObject>() ?? []).ToList()),
        OfUsers("groups-by-name", "A user's groups are named by displayName", ["USER-GROUPS-004"], u =>
            Each(u.Values("groups"), g => g["value"] = (string?)g["display"] ?? "Tour Guides")),
        OfUsers("all-memberships-direct", "Every membership is called direct", ["USER-GROUPS-005"], u => Each(u.Values("groups"), g => g["type"] = "direct")),
    ];

    /// <summary>Makes the user a member of groups that a request about the user names.</summary>
    private static Fault Joining(
        string id, string title, IReadOnlyList<string> breaks, string method, string template, Func<FaultExchange, List<JsonObject>?> groupsOf) => new()
        {
            Id = id,
            Title = title,
            Breaks = breaks,
            Wire = async x =>
            {
                var groups = x.Is(method, template) ? groupsOf(x) ?? [] : [];
                await x.NextAsync();
                var user = method == "POST" ? (string?)x.ResponseJson?["id"] : x.Path.Split('/')[^1];
                foreach (var group in groups)
                {
                    await x.AskAsync("PATCH", $"/Groups/{(string?)group["value"]}", JsonNode.Parse(
                        $$$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"{{{user}}}"}]}]}"""));
                }
            },
        };

    private static void Change(JsonObject value, string name, Func<string, string> change)
    {
        if ((string?)value[name] is { } text)
        {
            value[name] = change(text);
        }
    }
}
