using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>A ServiceProviderConfig that does not tell the truth (RFC 7643 section 5).</summary>
internal static class HonestyFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("patch-advertised-only", "PATCH is advertised and not implemented", ["CONFIG-HONEST-003", "MODIFY-002", "MODIFY-003", "INTEROP-REG-041-2"], x => x.Method == "PATCH", x => x.ReplyError(501)) with
        {
            SeenElsewhere = "every check that a PATCH takes effect, or is refused for the right reason, meets 501",
        },
        Fault.OnRequest("sort-advertised-only", "Sorting is advertised and sortBy ignored", ["CONFIG-HONEST-004"], x =>
            x.Query = x.Query.Replace("sortBy=", "ignored=", StringComparison.Ordinal)) with
        {
            SeenElsewhere = "every check of an order sees that nothing is sorted",
        },
        Fault.Instead("password-advertised-only", "Changing passwords is advertised and refused", ["CONFIG-HONEST-005", "USER-PASSWORD-004"],
            x => x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject body && body.ContainsKey("password"),
            x => x.ReplyError(400, "mutability", "passwords cannot be changed")),
        Denying("patch-denied", "patch", ["CONFIG-DENIED-001", "MODIFY-002", "INTEROP-REG-041-2"]),
        Denying("filter-denied", "filter", ["CONFIG-DENIED-002"]),
        Denying("sort-denied", "sort", ["CONFIG-DENIED-003"]),
        Denying("etag-denied", "etag", ["CONFIG-DENIED-004"]),
        Denying("password-change-denied", "changePassword", ["CONFIG-DENIED-005"]),
        OfConfig("config-limit-too-small", "filter.maxResults is smaller than what lists hold", ["CONFIG-HONEST-006", "PAGE-012"], c => c["filter"]!["maxResults"] = 1),
        OfConfig("config-other-scheme", "Only basic authentication is announced, while tokens let in", ["CONFIG-SCHEMES-003"], c =>
            c["authenticationSchemes"] = new JsonArray(new JsonObject { ["type"] = "httpbasic", ["name"] = "HTTP Basic", ["description"] = "User name and password" })),
    ];

    private static Fault Denying(string id, string capability, IReadOnlyList<string> breaks) =>
        OfConfig(id, $"{capability} works and is said not to be supported", breaks, c => c[capability]!["supported"] = false);

    private static Fault OfConfig(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", "/ServiceProviderConfig") && x.ResponseJson is JsonObject config)
        {
            change(config);
        }
    });
}
