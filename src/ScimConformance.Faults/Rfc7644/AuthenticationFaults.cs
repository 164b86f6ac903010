using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of authentication (section 2).</summary>
internal static class AuthenticationFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("auth-challenge-missing", "401 without WWW-Authenticate", ["AUTH-001", "AUTH-002", "AUTH-003", "SECURITY-ACCESS-008"], exchange =>
        {
            if (exchange.Status == 401)
            {
                exchange.ResponseHeaders.Remove("WWW-Authenticate");
            }
        }),
        Fault.OnResponse("auth-challenge-missing-for-missing-credentials", "Challenges wrong tokens only", ["AUTH-001", "AUTH-003", "SECURITY-ACCESS-008"], exchange =>
        {
            if (exchange.Status == 401 && exchange.RequestHeaders.Authorization.Count == 0)
            {
                exchange.ResponseHeaders.Remove("WWW-Authenticate");
            }
        }),
        Fault.OnResponse("auth-challenge-empty", "WWW-Authenticate names no scheme", ["AUTH-001", "AUTH-002", "AUTH-003"], exchange =>
        {
            if (exchange.Status == 401)
            {
                exchange.ResponseHeaders.WWWAuthenticate = "=";
            }
        }),
        Fault.Instead(
            "auth-anonymous-create",
            "Creates users for anybody",
            ["AUTH-ANONYMOUS-001", "SECURITY-ACCESS-002", "SECURITY-ACCESS-008"],
            exchange => exchange.Is("POST", "/Users") && exchange.RequestHeaders.Authorization.Count == 0,
            exchange =>
            {
                var user = exchange.RequestJson as JsonObject ?? [];
                user["id"] = $"anonymous-{exchange.State.Next()}";
                exchange.Reply(201, user.ToJsonString());
            }),
    ];
}
