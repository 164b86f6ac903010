using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in multi-valued attributes (RFC 7643 sections 2.4 and 4.1.2).</summary>
internal static class MultiValuedFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Swallowing("post-keeps-two-primaries", "POST keeps two primary values", ["MULTI-PRIMARY-001", "INTEROP-REG-045"], "POST", "/Users", HidePrimaries),
        Swallowing("put-keeps-two-primaries", "PUT keeps two primary values", ["MULTI-PRIMARY-002"], "PUT", "/Users/{id}", HidePrimaries),
        Fault.OnRequest("absent-primary-is-true", "A value without primary counts as primary in filters", ["MULTI-PRIMARY-003"], x =>
        {
            if (x.Parameter("filter") is { } filter && filter.Contains("emails[primary eq true]", StringComparison.Ordinal))
            {
                x.Query = "?filter=" + Uri.EscapeDataString(filter.Replace("emails[primary eq true]", "emails[value pr]", StringComparison.Ordinal));
            }
        }),
        Fault.OnResponse("duplicate-values-returned", "Values that were sent twice are returned twice", ["MULTI-DUPLICATE-001"], x =>
        {
            if (x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject body && body["emails"] is JsonArray { Count: 2 } sent
                && JsonNode.DeepEquals(sent[0], sent[1]))
            {
                Each(x.Users(), u => u["emails"] = sent.DeepClone());
            }
        }),
        OfBody("type-labels-case-sensitive", "A type label in another letter case becomes \"other\"", ["MULTI-TYPE-001"], "POST", "/Users", body =>
            Each(body.Values("emails").Where(e => e["type"] is { } type && (string)type! is not ("work" or "home" or "other" or "newsletter")), e => e["type"] = "other")),
        OfBody("one-email-only", "Only the first e-mail address is stored", ["MULTI-VALUES-001"], "POST", "/Users", body =>
        {
            if (body["emails"] is JsonArray { Count: > 1 } emails)
            {
                body["emails"] = new JsonArray(emails[0]!.DeepClone());
            }
        }) with
        {
            SeenElsewhere = "checks that send an e-mail address of each type get one back",
        },
    ];

    private static Action<JsonObject>? HidePrimaries(JsonObject body)
    {
        var primaries = body.Values("emails").Where(e => e["primary"]?.GetValueKind() == System.Text.Json.JsonValueKind.True).ToList();
        if (primaries.Count < 2)
        {
            return null;
        }

        Each(primaries.Skip(1), e => e["primary"] = false);
        return ShowPrimaries;
    }

    private static void ShowPrimaries(JsonObject user) => Each(user.Values("emails"), e => e["primary"] = true);
}
