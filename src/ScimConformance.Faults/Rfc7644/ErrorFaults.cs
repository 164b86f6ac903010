using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of errors and protocol versions (sections 3.12 and 3.13).</summary>
internal static class ErrorFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OnError("error-without-body", "Errors have no body", ["ERROR-001", "ERROR-002", "ERROR-003", "ERROR-004", "PATCH-RESULT-004", "INTEROP-REG-034"], _ => true, e => e.Reply(e.Status)) with
        {
            SeenElsewhere = "checks of refusals read scimType, status and the error message",
        },
        OnError(
            "error-not-found-problem",
            "404 is an RFC 7807 problem",
            ["ERROR-001", "MESSAGE-002", "INTEROP-REG-034", "MEDIA-008"],
            e => e.Status == 404,
            e => e.Reply(404, """{"title":"Not Found","status":404}""", "application/problem+json")),
        OnError("error-unparsable-text", "400 is plain text", ["ERROR-002", "INTEROP-REG-034", "PATCH-RESULT-004", "MEDIA-008"], e => e.Status == 400, e => e.Reply(400, "Bad Request", "text/plain")) with
        {
            SeenElsewhere = "checks of refusals with 400 read scimType and the error message",
        },
        OnError("error-unauthorized-empty", "401 has no body", ["ERROR-003", "SECURITY-ACCESS-008", "ENTRA-REG-039-2"], e => e.Status == 401, e => e.Reply(401)),
        OnError(
            "error-without-urn",
            "A conflict names no schema",
            ["ERROR-004", "INTEROP-REG-033"],
            e => e.Status == 409,
            e => (e.ResponseJson as JsonObject)?.Remove("schemas")),
        OnError("error-status-number", "The status in errors is a number", ["ERROR-005", "INTEROP-REG-033", "INTEROP-REG-034"], _ => true, e => e.ResponseJson!["status"] = e.Status),
        OnError(
            "error-status-phrase",
            "The status in errors has the reason phrase",
            ["ERROR-005", "ENDPOINT-003", "INTEROP-REG-034", "INTEROP-REG-033"],
            _ => true,
            e => e.ResponseJson!["status"] = $"{e.Status} Error"),
        OnError("error-own-keyword", "scimType is a keyword of our own", ["ERROR-006", "INTEROP-REG-034"], _ => true, e => e.ResponseJson!["scimType"] = "badRequest") with
        {
            SeenElsewhere = "checks of refusals read scimType",
        },
        OnError(
            "error-detail-code",
            "detail is a code",
            ["ERROR-007"],
            _ => true,
            e => e.ResponseJson!["detail"] = "E" + e.Status.ToString(CultureInfo.InvariantCulture)),
        OnError(
            "error-detail-trace",
            "detail is a stack trace",
            ["ERROR-007", "SECURITY-DISCLOSURE-001", "SECURITY-DISCLOSURE-002", "SECURITY-DISCLOSURE-003"],
            _ => true,
            e => e.ResponseJson!["detail"] = "System.InvalidOperationException: no\n   at Provider.Users.Find(String id) in /src/Users.cs:line 7"),
        Status("error-unparsable-422", "Unparsable bodies answer 422", ["ERROR-008", "CREATE-022"], 400, 422) with
        {
            SeenElsewhere = "the fault gives 422 wherever 400 is due, in each check of a refusal",
        },
        Status("error-unknown-400", "Unknown resources answer 400", ["ERROR-008", "DELETE-002", "DELETE-008", "PATCH-RESULT-003", "READ-012", "DELETE-003", "DELETE-004", "DELETE-005"], 404, 400) with
        {
            SeenElsewhere = "the fault gives 400 wherever 404 is due, in each check of what is not there",
        },
        Fault.OnResponse("error-unknown-endpoint-200", "An unknown endpoint answers an empty list", ["ERROR-009", "ENDPOINT-005"], e =>
        {
            if (e.Method == "GET" && e.Status == 404 && e.Path.Count(c => c == '/') == 1)
            {
                e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}""");
            }
        }),
        Fault.Instead(
            "error-unoffered-crashes",
            "Deleting the configuration ends in a server error",
            ["ERROR-010"],
            e => e.Is("DELETE", "/ServiceProviderConfig"),
            e => e.ReplyError(500)),
        Fault.Instead(
            "error-odd-id-400",
            "Ids must be GUIDs",
            ["ERROR-011", "READ-013"],
            e => e.Is("GET", "/Users/{id}") && !Guid.TryParse(e.Path["/Users/".Length..], out _),
            e => e.ReplyError(400, "invalidValue")) with { SeenElsewhere = "an id with the suffix .scim is no GUID" },
        Fault.Instead("error-head-crashes", "HEAD ends in a server error", ["ERROR-012"], e => e.Method == "HEAD", e => e.Reply(500)),
        Fault.Instead("error-options-404", "OPTIONS is not found", ["ERROR-012"], e => e.Method == "OPTIONS", e => e.ReplyError(404)),
        Fault.OnRequest("version-any", "Any version in the URL is served", ["VERSION-001"], e =>
        {
            var segments = e.Path.Split('/');
            var version = Array.FindIndex(segments, s => s == "v9");
            if (version >= 0)
            {
                e.Path = "/" + string.Join('/', segments[(version + 1)..]);
            }
        }),
        Fault.Instead(
            "version-omitted-means-1-1",
            "Without a version the protocol is SCIM 1.1",
            ["VERSION-003"],
            e => e.Path != "/Users" && e.Path.EndsWith("/Users", StringComparison.Ordinal),
            e => e.Reply(200, """{"schemas":["urn:scim:schemas:core:1.0"],"totalResults":0}""", "application/json")) with
        {
            SeenElsewhere = "a version that does not exist counts as none",
        },
        Fault.OnResponse("version-missing-in-location", "Locations leave the version out", ["VERSION-002"], e =>
        {
            foreach (var meta in e.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>())
            {
                meta["location"] = meta.Text("location")?.Replace("/v2/", "/", StringComparison.Ordinal);
            }
        }) with { SeenElsewhere = "a location without the version leads nowhere and differs from the header" },
    ];

    private static Fault OnError(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when, Action<FaultExchange> change) =>
        Fault.OnResponse(id, title, breaks, e =>
        {
            if (e.Status >= 400 && e.ResponseJson is JsonObject && when(e))
            {
                change(e);
            }
        });

    private static Fault Status(string id, string title, IReadOnlyList<string> breaks, int from, int to) => OnError(id, title, breaks, e => e.Status == from, e =>
    {
        e.Status = to;
        e.ResponseJson!["status"] = to.ToString(CultureInfo.InvariantCulture);
    });
}
