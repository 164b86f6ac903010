using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Users and groups of other people at an endpoint, some of them with names that look much like those of a run, and the means to see that nobody touched them.</summary>
internal sealed class Strangers : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly string _url;
    private readonly string _prefix;

    private Strangers(string url, string prefix)
    {
        (_url, _prefix) = (url, prefix);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CliServer.Token);
    }

    /// <summary>Every stranger's full JSON by path, as it was before the run.</summary>
    public SortedDictionary<string, string> Before { get; private set; } = [];

    /// <summary>Adds the lookalikes to those who are there, and looks at all of them.</summary>
    public static async Task<Strangers> MoveInAsync(string url, string prefix)
    {
        var strangers = new Strangers(url, prefix);
        foreach (var name in new[] { prefix, prefix + "x-1", prefix.ToUpperInvariant() + "-PUT-001-9", "x" + prefix + "-1", prefix[..^1] + "-1", prefix + "_1", prefix + " -1" })
        {
            await strangers.PostAsync("/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}@example.com","displayName":"{{name}}","externalId":"{{name}}"}""");
            await strangers.PostAsync("/Groups", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}"}""");
        }

        // Whom the token belongs to comes into being with the first look at /Me.
        using var me = await strangers._http.GetAsync(url + "/Me");
        strangers.Before = await strangers.EverythingAsync();
        return strangers;
    }

    /// <summary>Everything that is there now, by path.</summary>
    public async Task<SortedDictionary<string, string>> EverythingAsync()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in new[] { "/Users", "/Groups" })
        {
            for (var start = 1; ; start += 200)
            {
                var page = JsonNode.Parse(await _http.GetStringAsync($"{_url}{endpoint}?startIndex={start}&count=200"));
                var resources = page.At("Resources") as JsonArray ?? [];
                foreach (var resource in resources)
                {
                    all[$"{endpoint}/{resource.At("id").Text()}"] = resource!.ToJsonString();
                }

                if (resources.Count < 200)
                {
                    break;
                }
            }
        }

        return all;
    }

    /// <summary>Names of what the run left, users and groups.</summary>
    public async Task<IReadOnlyList<string>> LeftByRunAsync() => (await EverythingAsync())
        .Where(r => !Before.ContainsKey(r.Key))
        .Select(r => $"{r.Key} {JsonNode.Parse(r.Value).At("userName").Text() ?? JsonNode.Parse(r.Value).At("displayName").Text()}")
        .ToList();

    /// <summary>Nothing is there but the strangers, and they are byte for byte what they were.</summary>
    public async Task ExpectUntouchedAndAloneAsync()
    {
        var after = await EverythingAsync();
        Assert.That(after.Keys, Is.EqualTo(Before.Keys), $"what is there besides the strangers of run {_prefix}");
        Assert.That(after.Values, Is.EqualTo(Before.Values));
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string endpoint, string json)
    {
        using var reply = await _http.PostAsync(_url + endpoint, new StringContent(json, Encoding.UTF8, "application/scim+json"));
        Assert.That((int)reply.StatusCode, Is.EqualTo(201), await reply.Content.ReadAsStringAsync());
    }
}
