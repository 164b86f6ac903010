using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>Reported mistakes around the messages; the number in an id is the report's in <c>fixtures/interop/failures.json</c>.</summary>
internal static class ReportedTransportFaults
{
    private const string Page = "<html><body>Please sign in</body></html>";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("reg-034-status-as-number", "The status of an error is a number", ["INTEROP-REG-034", "ERROR-005", "INTEROP-REG-033"], x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error)
            {
                error["status"] = x.Status;
            }
        }),
        Fault.OnResponse("reg-034-error-wrapped", "An error stands inside another object", ["INTEROP-REG-034", "MESSAGE-002", "ERROR-001", "ERROR-002", "ERROR-003", "ERROR-004"], x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error)
            {
                x.ResponseJson = new JsonObject { ["response"] = error.DeepClone() };
            }
        }) with { SeenElsewhere = "checks of refusals read scimType, status and the error message itself" },
        Fault.OnResponse("reg-034-invented-keyword", "scimType is a word of the application's own", ["INTEROP-REG-034", "ERROR-006"], x =>
        {
            if (x.Status == 400 && x.ResponseJson is JsonObject error)
            {
                error["scimType"] = "schemaViolated";
            }
        }) with { SeenElsewhere = "checks of refusals with 400 read scimType" },
        Fault.Instead("reg-039-firewall-wants-user-agent", "A firewall refuses requests without User-Agent", ["ENTRA-REG-039", "ONELOGIN-REG-038", "ONELOGIN-REG-038-2"],
            x => string.IsNullOrEmpty(x.RequestHeaders.UserAgent), x => x.Reply(403, "<html><body>Forbidden</body></html>", "text/html")) with
        {
            SeenElsewhere = "the lookups of Entra ID and OneLogin carry no User-Agent",
        },
        Fault.OnResponse("reg-039-sign-in-page", "Missing credentials are answered with a redirection to a page to sign in", ["ENTRA-REG-039-2", "SECURITY-ACCESS-008"], x =>
        {
            if (x.Status == 401)
            {
                x.Reply(302, Page, "text/html");
                x.ResponseHeaders.Location = "/login";
            }
        }) with { SeenElsewhere = "each check that sends missing or wrong credentials meets the page where 401 is due" },
        Fault.OnResponse("reg-040-media-type-reversed", "Answers have the media type application/json+scim", ["INTEROP-REG-040", "MEDIA-002", "MEDIA-004", "MEDIA-TYPE-001"], x =>
        {
            if (x.Status is 200 or 201)
            {
                x.ResponseHeaders.ContentType = "application/json+scim";
            }
        }),
        Fault.Instead("reg-040-charset-refused", "A body of application/scim+json with a charset is refused", ["INTEROP-REG-040", "MEDIA-REQUEST-002"],
            x => x.Method == "POST" && x.RequestHeaders.ContentType.ToString().Contains("charset", StringComparison.OrdinalIgnoreCase), x => x.ReplyError(415)) with
        {
            SeenElsewhere = "Entra ID and Okta send a charset with their bodies",
        },
        OnDocument("reg-041-limits-missing", "The ServiceProviderConfig has no limits", ["INTEROP-REG-041", "CONFIG-BULK-001", "CONFIG-FILTER-001"], "/ServiceProviderConfig", config =>
        {
            config["bulk"]!.AsObject().Remove("maxOperations");
            config["filter"]!.AsObject().Remove("maxResults");
        }),
        OnDocument("reg-041-patch-denied", "The ServiceProviderConfig denies PATCH, which works", ["INTEROP-REG-041-2", "CONFIG-DENIED-001", "MODIFY-002"], "/ServiceProviderConfig", config => config["patch"]!["supported"] = false),
        Fault.OnResponse("reg-041-bare-array", "/ResourceTypes is a bare array", ["INTEROP-REG-041-3", "DISCOVERY-TYPES-001"], x =>
        {
            if (x.Is("GET", "/ResourceTypes") && x.ResponseJson?["Resources"] is JsonArray types)
            {
                x.ResponseJson = types.DeepClone();
            }
        }),
        OnDocument("reg-041-active-declared-as-text", "/Schemas declares active as a string", ["INTEROP-REG-041-3", "TYPE-JSON-001", "PUBLISHED-USER-001"], "/Schemas", schemas =>
        {
            foreach (var attribute in schemas["Resources"]!.AsArray().SelectMany(s => s!["attributes"]!.AsArray()).OfType<JsonObject>().Where(a => a["name"].Text() == "active"))
            {
                attribute["type"] = "string";
            }
        }),
        Fault.OnResponse("reg-048-forwarded-host-believed", "Locations repeat whatever host X-Forwarded-Host names", ["INTEROP-REG-048", "SECURITY-HOST-001"], x =>
        {
            if (x.RequestHeaders["X-Forwarded-Host"].ToString() is { Length: > 0 } host && x.ResponseHeaders.Location.ToString() is { Length: > 0 } location)
            {
                x.ResponseHeaders.Location = new UriBuilder(location) { Host = host }.Uri.AbsoluteUri;
                x.ResponseJson!["meta"]!["location"] = x.ResponseHeaders.Location.ToString();
            }
        }),
        Fault.OnResponse("reg-048-internal-host", "meta.location names the host inside the proxy", ["INTEROP-REG-048", "META-LOCATION-001"], x =>
        {
            foreach (var meta in x.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>().Where(m => m["location"].Text() is not null))
            {
                meta["location"] = new UriBuilder(meta["location"].Text()!) { Host = "scim.internal", Port = 8080 }.Uri.AbsoluteUri;
            }
        }) with { SeenElsewhere = "each check of a location finds the other host" },
    ];

    private static Fault OnDocument(string id, string title, IReadOnlyList<string> breaks, string path, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", path) && x.ResponseJson is JsonObject document)
        {
            change(document);
        }
    });
}
