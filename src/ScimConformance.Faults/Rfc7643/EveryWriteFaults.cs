using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>One attribute among many that POST, PUT or a list forgets: the mistake that a test of a chosen attribute does not see.</summary>
internal static class EveryWriteFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfBody("post-drops-decimal", "POST drops a decimal of an extension", ["EVERY-POST-001", "TYPE-DECIMAL-001"], "POST", "/Users", b => (b[Characteristics] as JsonObject)?.Remove("ratio")) with
        {
            SeenElsewhere = ByEvery,
        },
        Fault.Instead("entitlements-refused", "Entitlements are published and refused", ["EVERY-POST-002"],
            x => x.Is("POST", "/Users") && (x.RequestJson as JsonObject)?.ContainsKey("entitlements") == true,
            x => x.ReplyError(400, "invalidValue", "no such thing can be assigned")),
        Omitting("post-answers-without-roles", "The answer to POST leaves roles out", ["EVERY-POST-003"], "POST", "/Users", "roles"),
        OfUsers("key-cards-upper-case", "Codes come back in upper case, although letter case matters in them", ["EVERY-CASE-001"], u =>
        {
            if (u[Characteristics]?["keyCards"] is JsonArray cards)
            {
                u[Characteristics]!["keyCards"] = new JsonArray(cards.Select(c => (JsonNode?)((string?)c)?.ToUpperInvariant()).ToArray());
            }
        }) with
        {
            SeenElsewhere = ByEvery,
        },
        Fault.Instead("canonical-label-refused", "A label that /Schemas suggests is refused", ["EVERY-CANONICAL-001"],
            x => x.Is("POST", "/Users") && (x.RequestJson?[Characteristics] as JsonObject)?.Values("assignments").Any(a => a.Text("type") == "temporary") == true,
            x => x.ReplyError(400, "invalidValue", "temporary posts are not kept")),
        OfBody("put-drops-assignments", "PUT drops a multi-valued attribute of an extension", ["EVERY-PUT-001"], "PUT", "/Users/{id}", b =>
            (b[Characteristics] as JsonObject)?.Remove("assignments")) with
        {
            SeenElsewhere = ByEvery,
        },
        Omitting("put-answers-without-roles", "The answer to PUT leaves roles out", ["EVERY-PUT-002"], "PUT", "/Users/{id}", "roles"),
        OfBody("put-of-what-was-read-loses-ims", "PUT of a whole resource as read loses instant messaging addresses", ["EVERY-PUT-003"], "PUT", "/Users/{id}", b =>
        {
            if (b.ContainsKey("meta"))
            {
                b.Remove("ims");
            }
        }),
        Omitting("list-without-ims", "Lists leave instant messaging addresses out", ["EVERY-LIST-001"], "GET", "/Users", "ims"),
        Omitting("search-without-ims", "/.search leaves instant messaging addresses out", ["EVERY-LIST-002"], "POST", "/Users/.search", "ims"),
        Cut("group-name-cut-by-post", "POST keeps eight characters of a group's name", ["EVERY-GROUP-POST-001", "GROUP-EMPTY-001"], "POST", "/Groups") with
        {
            SeenElsewhere = "groups are looked for by the name that was sent",
        },
        Cut("group-name-cut-by-put", "PUT keeps eight characters of a group's name", ["EVERY-GROUP-PUT-001"], "PUT", "/Groups/{id}") with
        {
            SeenElsewhere = "a group that is put back as it was read has a long name too",
        },
        OfBody("put-of-what-was-read-loses-a-member", "PUT of a whole group as read loses its last member", ["EVERY-GROUP-PUT-002"], "PUT", "/Groups/{id}", b =>
        {
            if (b.ContainsKey("meta") && b["members"] is JsonArray { Count: > 1 } members)
            {
                members.RemoveAt(members.Count - 1);
            }
        }),
        Fault.OnRequest("group-name-not-patched", "PATCH of a group changes members only", ["EVERY-GROUP-PATCH-001"], x =>
        {
            if (x.Is("PATCH", "/Groups/{id}") && x.Operations.Any(o => o.Text("path") == "displayName"))
            {
                var message = x.RequestJson!;
                message["Operations"] = new JsonArray(x.Operations.Where(o => o.Text("path") != "displayName")
                    .DefaultIfEmpty(new JsonObject { ["op"] = "remove", ["path"] = "externalId" }).Select(o => o.DeepClone()).ToArray());
                x.RequestJson = message;
            }
        }),
    ];

    private static Fault Omitting(string id, string title, IReadOnlyList<string> breaks, string method, string template, string attribute) =>
        Fault.OnResponse(id, title, breaks, x =>
        {
            if (x.Is(method, template))
            {
                Each(x.ResponseResources, r => r.Remove(attribute));
            }
        });

    private static Fault Cut(string id, string title, IReadOnlyList<string> breaks, string method, string template) => OfBody(id, title, breaks, method, template, b =>
    {
        if (b.Text("displayName") is { Length: > 8 } name)
        {
            b["displayName"] = name[^8..];
        }
    });
}
