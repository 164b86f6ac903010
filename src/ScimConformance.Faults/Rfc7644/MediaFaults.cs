using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of bulk, data formats and /Me (sections 3.7, 3.8, 3.11 and 8.1).</summary>
internal static class MediaFaults
{
    private const string Scim = "application/scim+json";
    private const string Json = "application/json";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("bulk-crashes", "Bulk ends in a server error", ["BULK-001"], e => e.Is("POST", "/Bulk"), e => e.ReplyError(500)) with
        {
            SeenElsewhere = "the answer comes before anybody asks for credentials",
        },
        Fault.Instead(
            "bulk-pretends",
            "Bulk answers 200 and does nothing",
            ["BULK-001"],
            e => e.Is("POST", "/Bulk"),
            e => e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[{"method":"DELETE","status":"204"}]}""")) with
        {
            SeenElsewhere = "the answer comes before anybody asks for credentials",
        },
        Fault.Instead(
            "me-forbidden",
            "/Me is refused with 403",
            ["ME-001"],
            e => e.Path.Equals("/Me", StringComparison.OrdinalIgnoreCase),
            e => e.ReplyError(403)) with { SeenElsewhere = "the answer comes before anybody asks for credentials" },
        Fault.OnResponse("media-latin-1", "Responses are encoded in Latin-1", ["MEDIA-001"], e =>
        {
            if (e.ResponseJson is { } json)
            {
                var text = json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                e.ResponseJson = null;
                e.ResponseBody = Encoding.Latin1.GetBytes(text);
                e.ResponseHeaders.ContentType = Scim + "; charset=iso-8859-1";
            }
        }) with { SeenElsewhere = "letters beyond ASCII come back damaged wherever they are read" },
        Fault.OnResponse("media-charset-wrong", "Responses claim to be in Latin-1", ["MEDIA-001"], e =>
        {
            if (e.ResponseHeaders.ContentType.ToString().StartsWith(Scim, StringComparison.Ordinal))
            {
                e.ResponseHeaders.ContentType = Scim + "; charset=iso-8859-1";
            }
        }),
        Fault.OnResponse("media-always-json", "Every response is application/json", ["MEDIA-002", "MEDIA-004", "MEDIA-008", "MEDIA-TYPE-001", "INTEROP-REG-040"], e =>
        {
            if (e.ResponseHeaders.ContentType.Count > 0)
            {
                e.ResponseHeaders.ContentType = Json;
            }
        }),
        Fault.OnResponse("media-default-json", "Without a wish the format is application/json", ["MEDIA-004"], e =>
        {
            if (e.RequestHeaders.Accept.ToString() is "" or "*/*" && e.ResponseHeaders.ContentType.Count > 0)
            {
                e.ResponseHeaders.ContentType = Json;
            }
        }),
        Fault.Instead(
            "media-refuses-json",
            "Accept: application/json is answered with 406",
            ["MEDIA-003"],
            e => e.RequestHeaders.Accept == Json,
            e => e.ReplyError(406)),
        Fault.OnRequest("media-reads-latin-1", "Bodies without charset are read as Latin-1", ["MEDIA-005", "MEDIA-001", "CREATE-026"], e =>
        {
            if (e.RequestBody.Length > 0 && !e.RequestHeaders.ContentType.ToString().Contains("charset", StringComparison.OrdinalIgnoreCase))
            {
                e.RequestBody = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(e.RequestBody));
            }
        }) with { SeenElsewhere = "letters beyond ASCII are stored damaged, whichever check sends them" },
        Fault.Instead(
            "media-body-json-refused",
            "Bodies of type application/json are refused",
            ["MEDIA-REQUEST-001", "MEDIA-REQUEST-003", "INTEROP-REG-040"],
            e => e.RequestHeaders.ContentType == Json,
            e => e.ReplyError(415)),
        Fault.Instead(
            "media-body-charset-refused",
            "A Content-Type with charset is refused",
            ["MEDIA-REQUEST-002", "INTEROP-REG-040"],
            e => e.RequestHeaders.ContentType.ToString().Contains("charset", StringComparison.OrdinalIgnoreCase),
            e => e.ReplyError(415)) with { SeenElsewhere = "Entra ID and Okta send a charset with their bodies" },
        Fault.Instead(
            "media-patch-json-ignored",
            "PATCH of type application/json does nothing",
            ["MEDIA-REQUEST-003"],
            e => e.Method == "PATCH" && e.RequestHeaders.ContentType == Json,
            e => e.Reply(204)),
        Fault.OnRequest("media-any-body-type", "The Content-Type of a body is not looked at", ["MEDIA-REQUEST-004"], e =>
        {
            if (e.RequestBody.Length > 0)
            {
                e.RequestHeaders.ContentType = Scim;
            }
        }),
        Fault.Instead(
            "media-html",
            "Browsers get a page",
            ["MEDIA-006"],
            e => e.Method == "GET" && e.RequestHeaders.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
            e => e.Reply(200, "<html><body>SCIM</body></html>", "text/html")),
        Fault.Instead(
            "media-suffix-crashes",
            "The suffix .scim ends in a server error",
            ["MEDIA-007"],
            e => e.Path.EndsWith(".scim", StringComparison.Ordinal),
            e => e.ReplyError(500)),
        Fault.OnResponse("media-problem-json", "Errors are of type application/problem+json", ["MEDIA-008"], e =>
        {
            if (e.Status >= 400 && e.ResponseHeaders.ContentType.Count > 0)
            {
                e.ResponseHeaders.ContentType = "application/problem+json";
            }
        }),
        Fault.OnResponse("media-lists-json", "Lists are of type application/json", ["MEDIA-TYPE-001", "INTEROP-REG-040"], e =>
        {
            if (e.ResponseJson is JsonObject list && list.ContainsKey("totalResults"))
            {
                e.ResponseHeaders.ContentType = Json;
            }
        }),
    ];
}
