using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 2: authentication.</summary>
internal static class Api2_Authentication
{
    public static CheckGroup Group { get; } = new("SCIM11-API-2", "SCIM 1.1: authentication",
    [
        // "servers are advised to respond to unauthorized or unauthenticated requests using the 401 response code"
        new()
        {
            Id = "V1-AUTH-001", Title = "a request without credentials is answered with 401",
            Verifies = ["SCIM11-API-2-01"], Needs = [Needs.Scim11, Needs.Credentials],
            Run = async scim => (await scim.V1.SendAsync(new ScimRequest("GET", "/Users?count=1") { Anonymous = true, Accept = Scim11Face.Json })).Accept(r => r.Is(401)),
        },

        // "In particular, OAuth2 Bearer Token is RECOMMENDED."
        new()
        {
            Id = "V1-AUTH-002", Title = "OAuth 2 bearer tokens are among the ways of authenticating",
            Verifies = ["SCIM11-API-2-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(scim.V1.Profile.Config is not null, "no /ServiceProviderConfigs is published");
                var reply = await scim.V1.GetOnceAsync("/ServiceProviderConfigs");
                var schemes = (reply.At("authenticationSchemes") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
                reply.Judge(
                    schemes.Any(s => Names(s, "oauth") || Names(s, "bearer")), "a scheme of type oauth2 or oauthbearertoken", reply.At("authenticationSchemes").Show());
            },
        },
    ]);

    private static bool Names(JsonObject scheme, string word) =>
        new[] { "type", "name" }.Any(m => scheme.Member(m).Text()?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
