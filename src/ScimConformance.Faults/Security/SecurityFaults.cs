using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Security;

/// <summary>Faults for the security checks.</summary>
internal static class SecurityFaults
{
    public static IReadOnlyList<Fault> All { get; } = [.. AccessFaults.All, .. TenantFaults.All, .. Disclosure, .. Input, .. Limits, .. Host, .. HostileFaults.All];

    private static IReadOnlyList<Fault> Disclosure =>
    [
        Fault.OnResponse("security-database-statement", "An error shows the database statement", ["SECURITY-DISCLOSURE-001"], e =>
        {
            if (e.Status == 409)
            {
                e.ReplyError(409, "uniqueness", "INSERT INTO users VALUES failed");
            }
        }),
        Fault.OnResponse("security-filter-trace", "A wrong filter shows a stack trace", ["SECURITY-DISCLOSURE-002"], e =>
        {
            if (e.Status == 400 && e.Parameter("filter") is not null)
            {
                e.ReplyError(400, "invalidFilter", "Traceback (most recent call last)");
            }
        }),
        Fault.OnResponse("security-patch-type-name", "A wrong PATCH shows a type name", ["SECURITY-DISCLOSURE-003"], e =>
        {
            if (e.Status == 400 && e.Method == "PATCH")
            {
                e.ReplyError(400, e.ResponseJson.Text("scimType"), "cannot convert to System.Boolean");
            }
        }),
        new()
        {
            Id = "security-password-shown", Title = "A created user is answered with the password", Breaks = ["SECURITY-DISCLOSURE-004", "USER-PASSWORD-001", "CHARACTERISTIC-WRITEONLY-001"],
            Wire = async e =>
            {
                var password = e.Is("POST", "/Users") ? (e.RequestJson as JsonObject)?["password"]?.DeepClone() : null;
                await e.NextAsync();
                if (password is not null && e.Status == 201)
                {
                    e.ResponseJson!["password"] = password;
                }
            },
        },
        Fault.OnResponse("security-hash-shown", "Users are shown with the hash of the password", ["SECURITY-DISCLOSURE-004", "USER-PASSWORD-005", "CHARACTERISTIC-WRITEONLY-001"], e =>
        {
            if (e.Method == "GET")
            {
                foreach (var user in e.ResponseResources)
                {
                    user["password"] = "$2b$10$N9qo8uLOickgx2ZMRZoMye";
                }
            }
        }) with
        {
            SeenElsewhere = "reads show an attribute that answers to writes and searches do not, and projections one that nobody asked for",
        },
        Fault.OnResponse("security-token-echoed", "401 repeats the token", ["SECURITY-DISCLOSURE-005"], e =>
        {
            if (e.Status == 401 && e.RequestHeaders.Authorization.ToString() is { Length: > 7 } sent)
            {
                e.ReplyError(401, null, $"{sent[7..]} is not known");
            }
        }),
        Fault.OnResponse("security-token-in-header", "A debug header repeats the Authorization header", ["SECURITY-DISCLOSURE-005"], e =>
            e.ResponseHeaders["X-Debug-Authorization"] = e.RequestHeaders.Authorization),
    ];

    private static IReadOnlyList<Fault> Input =>
    [
        CrashesOn(
            "security-apostrophe-crashes",
            "An apostrophe in a filter ends in a server error",
            ["SECURITY-INPUT-003", "INJECTION-001"],
            e => e.Parameter("filter")?.Contains('\'') == true) with
        {
            SeenElsewhere = "the strings with words and parentheses hold an apostrophe too",
        },
        CrashesOn("security-nul-crashes", "A NUL character ends in a server error", ["SECURITY-INPUT-004", "SECURITY-INPUT-011"], e => Encoding.UTF8.GetString(e.RequestBody).Contains("\\u0000", StringComparison.Ordinal)),
        CrashesOn("security-surrogate-crashes", "A lone surrogate ends in a server error", ["SECURITY-INPUT-005", "SECURITY-INPUT-012"], e =>
            Encoding.UTF8.GetString(e.RequestBody).Contains("\\ud800", StringComparison.OrdinalIgnoreCase) || e.Query.Contains("ud800", StringComparison.OrdinalIgnoreCase)),
        CrashesOn(
            "security-repeated-key-crashes",
            "A repeated JSON key ends in a server error",
            ["SECURITY-INPUT-006", "SECURITY-INPUT-007"],
            RepeatsUserName),
        Fault.OnRequest("security-repeated-key-last-wins", "Of a repeated JSON key the last value counts", ["SECURITY-INPUT-007"], e =>
        {
            if (RepeatsUserName(e))
            {
                var first = Encoding.UTF8.GetString(e.RequestBody);
                var key = first.IndexOf("\"userName\"", StringComparison.Ordinal);
                e.RequestBody = Encoding.UTF8.GetBytes(first[..key] + "\"nickName\"" + first[(key + "\"userName\"".Length)..]);
            }
        }),
    ];

    private static IReadOnlyList<Fault> Limits =>
    [
        CrashesOn(
            "security-large-body-crashes",
            "A body of several megabytes ends in a server error",
            ["SECURITY-LIMITS-001", "SECURITY-LIMITS-006"],
            e => e.RequestBody.Length > 4 * 1024 * 1024),
        GoesDown(
            "security-large-body-stops",
            "After a body of several megabytes the next request is not served",
            ["SECURITY-LIMITS-001", "SECURITY-LIMITS-006"],
            e => e.RequestBody.Length > 4 * 1024 * 1024),
        CrashesOn(
            "security-deep-json-crashes",
            "Deeply nested JSON ends in a server error",
            ["SECURITY-LIMITS-002", "SECURITY-LIMITS-003"],
            e => Depth(e.RequestBody) > 500),
        GoesDown(
            "security-deep-json-stops",
            "After deeply nested JSON the next request is not served",
            ["SECURITY-LIMITS-002", "SECURITY-LIMITS-003"],
            e => Depth(e.RequestBody) > 500),
        CrashesOn(
            "security-deep-filter-crashes",
            "A deeply nested filter ends in a server error",
            ["SECURITY-LIMITS-004", "SECURITY-LIMITS-005"],
            e =>
            e.Query.Count(c => c == '(') > 100 || e.RequestBody.Count(b => b == '(') > 100),
        GoesDown(
            "security-deep-filter-stops",
            "After a deeply nested filter the next request is not served",
            ["SECURITY-LIMITS-004"],
            e => e.RequestBody.Count(b => b == '(') > 100),
    ];

    private static IReadOnlyList<Fault> Host =>
    [
        Fault.OnResponse(
            "security-trusts-forwarded-host",
            "X-Forwarded-Host makes it into locations",
            ["SECURITY-HOST-001", "INTEROP-REG-048"],
            e => Relocate(e, e.RequestHeaders["X-Forwarded-Host"].ToString())),
        Fault.OnResponse("security-trusts-forwarded", "Forwarded makes it into locations", ["SECURITY-HOST-001"], e =>
            Relocate(e, e.RequestHeaders["Forwarded"].ToString() is ['h', 'o', 's', 't', '=', .. var rest] ? rest.Split(';')[0] : "")),
        new()
        {
            Id = "security-trusts-host", Title = "The Host header makes it into locations", Breaks = ["SECURITY-HOST-002"],
            Wire = async e =>
            {
                var host = e.RequestHeaders.Host.ToString();
                var spoofed = !host.StartsWith("localhost", StringComparison.Ordinal) && !host.StartsWith("127.0.0.1", StringComparison.Ordinal);
                if (spoofed)
                {
                    e.RequestHeaders.Host = "localhost";
                }

                await e.NextAsync();
                Relocate(e, spoofed ? host : "");
            },
        },
    ];

    private static Fault CrashesOn(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) =>
        Fault.Instead(id, title, breaks, when, e => e.ReplyError(500));

    /// <summary>A fault after which the next request is refused with 503, as by a process that starts again.</summary>
    private static Fault GoesDown(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => Fault.Instead(
        id,
        title,
        breaks,
        e => e.State.Values.ContainsKey("down") || when(e),
        e =>
        {
            var down = e.State.Values.TryRemove("down", out _);
            if (!down)
            {
                e.State.Values["down"] = "";
            }

            e.ReplyError(down ? 503 : 400);
        });

    private static void Relocate(FaultExchange e, string host)
    {
        if (host.Length == 0)
        {
            return;
        }

        foreach (var meta in e.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>())
        {
            meta["location"] = $"https://{host}{e.Path}";
        }
    }

    private static bool RepeatsUserName(FaultExchange e) =>
        e.Method == "POST" && Encoding.UTF8.GetString(e.RequestBody).Split("\"userName\"").Length > 2;

    private static int Depth(byte[] body)
    {
        var (depth, deepest) = (0, 0);
        foreach (var b in body)
        {
            depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
