using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Learns what the SCIM 1.1 face of an endpoint offers. It creates nothing.</summary>
internal static class Scim11Discovery
{
    /// <summary>Reads the face's descriptions.</summary>
    /// <exception cref="UnusableTargetException">It is unreachable, refuses the credentials or does not speak SCIM 1.1.</exception>
    public static Task<Scim11Profile> ReadAsync(ScimClient client, CancellationToken cancellation) =>
        TargetDiscovery.ReachAsync(client.Target.Scim11BaseUrl!, () => AskAsync(client, cancellation));

    private static async Task<Scim11Profile> AskAsync(ScimClient client, CancellationToken cancellation)
    {
        var baseUrl = client.Target.Scim11BaseUrl!;
        var users = await GetAsync("/Users?count=1");
        if (users.Status is 401 or 403)
        {
            throw new UnusableTargetException(
                $"{baseUrl} refuses the credentials: GET {users.Exchange.Request.Url.PathAndQuery} answered {users.Status}. Check the token or the password, and what it is allowed to do; SCIM 1.1 and 2.0 are asked with the same.");
        }

        var config = await GetAsync("/ServiceProviderConfigs");
        var schemas = await GetAsync("/Schemas");
        if (!IsScim(users) && !IsScim(config))
        {
            throw new UnusableTargetException(
                $"{baseUrl} does not speak SCIM 1.1: GET {users.Exchange.Request.Url.PathAndQuery} answered {users.Describe()}, and /ServiceProviderConfigs no SCIM JSON either. Check --scim11-url: it ends where /Users begins.");
        }

        var groups = await GetAsync("/Groups?count=1");
        var settings = config.Status == 200 ? (Items(config.Json).FirstOrDefault() ?? config.Json as JsonObject) : null;
        return new Scim11Profile
        {
            BaseUrl = baseUrl,
            Config = settings,
            UserSchema = schemas.Status == 200 ? Items(schemas.Json).FirstOrDefault(s => "User".Equals(s.Member("name").Text(), StringComparison.OrdinalIgnoreCase)) : null,
            HasGroups = groups.Status == 200 && groups.At("totalResults").Integer() is not null,
            SupportsXml = settings.At("xmlDataFormat.supported").Boolean() ?? (await GetAsync("/Users?count=1", "application/xml")).Xml is not null,
        };

        Task<ScimResponse> GetAsync(string target, string accept = "application/json") => client.SendAsync(
            new ScimRequest("GET", baseUrl.AbsoluteUri.TrimEnd('/') + target) { Accept = accept }, new Transcript(), new FindingCollector(), cancellation);
    }

    private static bool IsScim(ScimResponse reply) =>
        reply.Status == 200 && (reply.At("schemas") is JsonArray || reply.At("Resources") is JsonArray || reply.At("totalResults").Integer() is not null || reply.At("patch") is JsonObject);

    private static IEnumerable<JsonObject> Items(JsonNode? json) => (json as JsonArray ?? json.Member("Resources") as JsonArray)?.OfType<JsonObject>() ?? [];
}
