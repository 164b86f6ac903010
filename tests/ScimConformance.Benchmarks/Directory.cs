using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Benchmarks;

/// <summary>The users and groups that requests are about.</summary>
/// <param name="Users">Identifier, userName and externalId of each user.</param>
/// <param name="Outsider">The identifier of a user who is in no group.</param>
/// <param name="Small">The identifier of a group of 10.</param>
/// <param name="Large">The identifier of a group of 10,000, or of as many as there are.</param>
internal sealed record Directory(IReadOnlyList<(string Id, string Name, string External)> Users, string Outsider, string Small, string Large)
{
    private const int LargeGroup = 10_000;
    private const int Page = 200;

    /// <summary>Reads the users of a server and makes the outsider and the groups.</summary>
    public static async Task<Directory> PrepareAsync(HttpClient http)
    {
        var users = new List<(string Id, string Name, string External)>();
        while (true)
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"Users?count={Page}&startIndex={users.Count + 1}"))!;
            users.AddRange((page["Resources"] as JsonArray ?? []).Select(u => ((string)u!["id"]!, (string)u["userName"]!, (string?)u["externalId"] ?? "")));
            if (users.Count >= (int)page["totalResults"]!)
            {
                break;
            }
        }

        var outsider = await CreateAsync(http, "Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"outsider@example.com"}""");
        return new Directory(users, outsider, await GroupAsync(http, "small", users.Take(10)), await GroupAsync(http, "large", users.Take(LargeGroup)));
    }

    /// <summary>Creates users one after the other, for a server that has no seed.</summary>
    public static async Task FillAsync(HttpClient http, int users)
    {
        for (var i = 0; i < users; i++)
        {
            var name = $"user.{i}@example.com";
            await CreateAsync(http, "Users", $$"""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}","externalId":"seed-{{i}}","displayName":"Ada Becker","active":true,
                "name":{"formatted":"Ada Becker","familyName":"Becker","givenName":"Ada"},"emails":[{"value":"{{name}}","type":"work","primary":true}]}
                """);
        }
    }

    /// <summary>A body of SCIM's media type.</summary>
    public static StringContent Body(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/scim+json"));

    private static Task<string> GroupAsync(HttpClient http, string name, IEnumerable<(string Id, string Name, string External)> members) => CreateAsync(
        http, "Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}","members":[{{string.Join(',', members.Select(m => $$"""{"value":"{{m.Id}}"}"""))}}]}""");

    private static async Task<string> CreateAsync(HttpClient http, string endpoint, string json)
    {
        using var content = Body(json);
        using var response = (await http.PostAsync(endpoint, content)).EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!;
    }
}
