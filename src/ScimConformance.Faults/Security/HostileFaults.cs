using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Security;

/// <summary>Faults that hostile requests find: other endpoints left open, broken headers, odd values, numbers and lengths.</summary>
internal static class HostileFaults
{
    private static readonly byte[] OverlongSlash = [0xC0, 0xAF];

    public static IReadOnlyList<Fault> All { get; } = [.. Access, .. Input, .. Limits];

    private static IReadOnlyList<Fault> Access =>
    [
        LetIn("security-open-group-writes", "Groups can be written without credentials", ["SECURITY-ACCESS-006"], e => e.Method is "PUT" or "PATCH" && e.RequestHeaders.Authorization.Count == 0),
        LetIn("security-any-token-deletes-groups", "Any token deletes groups", ["SECURITY-ACCESS-007"], e => e.Method == "DELETE" && e.RequestHeaders.Authorization.Count > 0),
        Fault.OnResponse("security-refusal-without-scheme", "The refusal of DELETE does not say how to get in", ["SECURITY-ACCESS-008"], e =>
        {
            if (e.Status == 401 && e.Method == "DELETE")
            {
                e.ResponseHeaders.Remove("WWW-Authenticate");
            }
        }),
        Fault.OnResponse("security-refusal-in-html", "The refusal of PATCH comes from a gateway that speaks HTML", ["SECURITY-ACCESS-008"], e =>
        {
            if (e.Status == 401 && e.Method == "PATCH")
            {
                e.ResponseHeaders.WWWAuthenticate = "Bearer";
                e.Reply(401, "<html><body>Unauthorized</body></html>", "text/html");
            }
        }),
        Crash("security-header-without-token-crashes", "An Authorization header of one word ends in a server error", ["SECURITY-ACCESS-009", "SECURITY-ACCESS-005"],
            e => e.RequestHeaders.Authorization.ToString() is { Length: > 0 } header && !header.Contains(' ')),
        Fault.OnResponse("security-password-in-refusal", "A refusal repeats the value that was wrong, passwords too", ["SECURITY-DISCLOSURE-006"], e =>
        {
            if (e.Status == 400 && e.Method == "PATCH" && e.Operations.FirstOrDefault(o => o.Text("path") == "password")?["value"] is { } value)
            {
                e.ReplyError(400, "invalidValue", value.ToJsonString().Replace('"', '\''));
            }
        }),
        Fault.OnResponse("security-trusts-forwarded-prefix", "X-Forwarded-Prefix makes it into locations", ["SECURITY-HOST-003"], e =>
        {
            foreach (var meta in e.RequestHeaders["X-Forwarded-Prefix"].Count == 0 ? [] : e.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>())
            {
                meta["location"] = $"http://localhost{e.RequestHeaders["X-Forwarded-Prefix"]}{e.Path}";
            }
        }),
    ];

    private static IReadOnlyList<Fault> Input =>
    [
        Fault.Instead("security-id-is-path", "An id with dots leads out of the folder", ["SECURITY-INPUT-008"],
            e => e.Method == "GET" && e.Path.Contains("..", StringComparison.Ordinal), e => e.Reply(200, """{"id":"passwd","content":"root:x:0:0"}""")),
        Crash("security-sort-crashes", "sortBy goes into the statement as it is", ["SECURITY-INPUT-009"], e => e.Parameter("sortBy")?.Contains('\'') == true),
        Crash("security-patch-path-crashes", "A PATCH path goes into an expression as it is", ["SECURITY-INPUT-010"], e => e.Method == "PATCH" && e.Operations.Any(o => o.Text("path")?.Contains("__proto__") == true)),
        new()
        {
            Id = "security-nul-ends-text", Title = "A text ends at NUL", Breaks = ["SECURITY-INPUT-011"],
            Wire = e => StoredOtherwiseAsync(e, name => name.Split('\0')[0]),
        },
        new()
        {
            Id = "security-surrogate-ends-text", Title = "A text ends at half a surrogate pair", Breaks = ["SECURITY-INPUT-012"],
            Wire = async e =>
            {
                var text = Encoding.UTF8.GetString(e.RequestBody);
                var place = e.Is("POST", "/Users") ? text.IndexOf("\\ud800b", StringComparison.Ordinal) : -1;
                if (place > 0)
                {
                    e.RequestBody = Encoding.UTF8.GetBytes(text.Remove(place, "\\ud800b".Length));
                }

                await e.NextAsync();
            },
        },
        Crash("security-bad-utf8-crashes", "A body that is not UTF-8 ends in a server error", ["SECURITY-INPUT-013"], e => e.RequestBody.AsSpan().IndexOf(OverlongSlash) >= 0),
    ];

    private static IReadOnlyList<Fault> Limits =>
    [
        Crash("security-ten-megabytes-crash", "A value of ten megabytes ends in a server error", ["SECURITY-LIMITS-006"], e => e.RequestBody.Length > 9 * 1024 * 1024),
        new()
        {
            Id = "security-value-cut-at-column", Title = "A value is cut to the width of its column", Breaks = ["SECURITY-LIMITS-007", "SECURITY-LIMITS-006"],
            Wire = e => StoredOtherwiseAsync(e, name => name.Length > 255 ? name[..255] : name),
        },
        Crash("security-many-operations-crash", "Thousands of operations end in a server error", ["SECURITY-LIMITS-008"], e => e.Method == "PATCH" && e.Operations.Count() > 1000),
        Crash("security-long-url-crashes", "A long URL ends in a server error", ["SECURITY-LIMITS-009"], e => e.Query.Length > 4096 || e.Path.Length > 4096),
        Crash("security-large-number-crashes", "A page number beyond 32 bits ends in a server error", ["SECURITY-LIMITS-010"],
            e => new[] { "startIndex", "count" }.Any(n => long.TryParse(e.Parameter(n), out var number) && number > int.MaxValue)),
    ];

    private static Fault Crash(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) =>
        Fault.Instead(id, title, breaks, when, e => e.ReplyError(500));

    private static Fault LetIn(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Status == 401 && e.Path.StartsWith("/Groups/", StringComparison.Ordinal) && when(e))
        {
            e.Reply(204);
        }
    });

    /// <summary>Stores another display name than was sent.</summary>
    private static async Task StoredOtherwiseAsync(FaultExchange e, Func<string, string> change)
    {
        if (e.Is("POST", "/Users") && e.RequestJson is JsonObject body && body.Text("displayName") is { } name)
        {
            body["displayName"] = change(name);
            e.RequestJson = body;
        }

        await e.NextAsync();
    }
}
