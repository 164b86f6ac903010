using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Security;

/// <summary>Faults for the checks of access without valid credentials.</summary>
internal static class AccessFaults
{
    private const string NoUsers = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""";

    public static IReadOnlyList<Fault> All { get; } =
    [
        LetIn(
            "security-open-list",
            "Lists can be read without credentials",
            ["SECURITY-ACCESS-001", "ENTRA-REG-039-2"],
            e => e.Method == "GET" && IsAnonymous(e) && e.Is("GET", "/Users")) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        LetIn(
            "security-open-groups",
            "Groups can be read without credentials",
            ["SECURITY-ACCESS-001", "SECURITY-ACCESS-006"],
            e => e.Method == "GET" && IsAnonymous(e) && e.Is("GET", "/Groups")),
        LetIn(
            "security-open-search",
            "/.search needs no credentials",
            ["SECURITY-ACCESS-001", "SECURITY-ACCESS-003", "SECURITY-ACCESS-006", "SECURITY-ACCESS-007"],
            e => e.Path.EndsWith("/.search", StringComparison.Ordinal)) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        LetIn(
            "security-any-token-reads",
            "Any token reads",
            ["SECURITY-ACCESS-003", "SECURITY-ACCESS-005", "SECURITY-ACCESS-007", "SECURITY-ACCESS-009", "ENTRA-REG-039-2"],
            e => e.Method == "GET" && !IsAnonymous(e)) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        LetIn("security-open-writes", "Writes need no credentials", ["SECURITY-ACCESS-002", "SECURITY-ACCESS-006"], e => e.Method is "PATCH" or "PUT" && IsAnonymous(e)) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        LetIn("security-any-token-writes", "Any token writes", ["SECURITY-ACCESS-004", "SECURITY-ACCESS-007"], e => e.Method is "POST" or "PUT" && !e.Path.EndsWith("/.search", StringComparison.Ordinal) && !IsAnonymous(e)) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        Deletes("security-open-delete", "DELETE needs no credentials", ["SECURITY-ACCESS-002", "SECURITY-ACCESS-006"], IsAnonymous) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        Deletes("security-any-token-deletes", "Any token deletes", ["SECURITY-ACCESS-004", "SECURITY-ACCESS-007"], e => !IsAnonymous(e)) with
        {
            SeenElsewhere = "a request that is let in is no refusal that names the schemes",
        },
        LetIn(
            "security-empty-token",
            "A Bearer scheme without a token is let in",
            ["SECURITY-ACCESS-005", "SECURITY-ACCESS-009"],
            e => e.RequestHeaders.Authorization.ToString().Trim() == "Bearer"),
        LetIn(
            "security-unsigned-token",
            "A JWT is believed that says of itself that it has no signature",
            ["SECURITY-ACCESS-010"],
            e => IsJwt(e, "\"none\"")),
        LetIn(
            "security-unsigned-token-any-case",
            "A JWT is believed whose algorithm is none in capital letters",
            ["SECURITY-ACCESS-010"],
            e => IsJwt(e, "\"NONE\"")),
        LetIn(
            "security-shared-secret-token",
            "A JWT is believed that is signed with a secret that anyone can guess",
            ["SECURITY-ACCESS-010"],
            e => IsJwt(e, "\"HS256\"")),
        new()
        {
            Id = "security-token-prefix", Title = "The beginning of the token is enough", Breaks = ["SECURITY-ACCESS-005"],
            Wire = async e =>
            {
                await e.NextAsync();
                var sent = e.RequestHeaders.Authorization.ToString();
                if (e.Status == 200)
                {
                    e.State.Values["token"] = sent;
                }
                else if (e.Status == 401 && sent.Length > 10 && e.State.Values.TryGetValue("token", out var right) && right.StartsWith(sent, StringComparison.Ordinal))
                {
                    e.Reply(200, NoUsers);
                }
            },
        },
        new()
        {
            Id = "security-token-any-case", Title = "The token is compared without regard to letter case", Breaks = ["SECURITY-ACCESS-005"],
            Wire = async e =>
            {
                await e.NextAsync();
                var sent = e.RequestHeaders.Authorization.ToString();
                if (e.Status == 200)
                {
                    e.State.Values["token"] = sent;
                }
                else if (e.Status == 401 && e.State.Values.TryGetValue("token", out var right) && right.Equals(sent, StringComparison.OrdinalIgnoreCase))
                {
                    e.Reply(200, NoUsers);
                }
            },
        },
    ];

    private static bool IsJwt(FaultExchange e, string algorithm)
    {
        var header = e.RequestHeaders.Authorization.ToString().Split(' ')[^1].Split('.')[0];
        return Base64Url.IsValid(header) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(header)).Contains(algorithm, StringComparison.Ordinal);
    }

    private static bool IsAnonymous(FaultExchange e) => e.RequestHeaders.Authorization.Count == 0;

    /// <summary>A fault that answers success where the provider refuses the credentials.</summary>
    private static Fault LetIn(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Status == 401 && when(e))
        {
            e.Reply(200, e.Method is "GET" or "POST" ? NoUsers : new JsonObject { ["id"] = "1" }.ToJsonString());
        }
    });

    private static Fault Deletes(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Status == 401 && e.Method == "DELETE" && when(e))
        {
            e.Reply(204);
        }
    });
}
