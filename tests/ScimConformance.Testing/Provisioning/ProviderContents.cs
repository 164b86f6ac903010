using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Provisioning;

/// <summary>Everything that a provider holds, read page by page with plain GET requests and nothing of the engine's.</summary>
public sealed class ProviderContents
{
    private ProviderContents(IReadOnlyDictionary<string, JsonObject> users, IReadOnlyDictionary<string, JsonObject> groups) => (Users, Groups) = (users, groups);

    /// <summary>The users by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Users { get; }

    /// <summary>The groups by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Groups { get; }

    /// <summary>Reads them.</summary>
    /// <param name="http">Sends with credentials.</param>
    /// <param name="baseUrl">The base URL.</param>
    public static async Task<ProviderContents> ReadAsync(HttpClient http, Uri baseUrl) => new(await ListAsync(http, $"{baseUrl}/Users"), await ListAsync(http, $"{baseUrl}/Groups"));

    private static async Task<Dictionary<string, JsonObject>> ListAsync(HttpClient http, string url)
    {
        var all = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        for (var total = 1; all.Count < total;)
        {
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri($"{url}?startIndex={all.Count + 1}&count=200")))!;
            total = (int)page["totalResults"]!;
            foreach (var resource in page["Resources"]?.AsArray() ?? [])
            {
                all.Add((string)resource!["id"]!, resource.AsObject());
            }
        }

        return all;
    }
}
