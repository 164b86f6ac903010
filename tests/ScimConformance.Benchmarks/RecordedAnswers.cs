namespace ScimConformance.Benchmarks;

/// <summary>What the provider answers to each operation, for the bare server to give again.</summary>
internal static class RecordedAnswers
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>One answer to each operation, by its name.</summary>
    public static async Task<Dictionary<string, Answer>> OfAsync(HttpClient http, Directory directory)
    {
        var (id, name, external) = directory.Users[0];
        var create = $$"""
            {"schemas":["{{UserSchema}}"],"userName":"post-p0.0@example.com","externalId":"post-p0.0@example.com","active":true,"displayName":"Ada Becker",
            "name":{"formatted":"Ada Becker","familyName":"Becker","givenName":"Ada"},"emails":[{"value":"post-p0.0@example.com","type":"work","primary":true}]}
            """;
        return new Dictionary<string, Answer>
        {
            ["get"] = await SendAsync(http, HttpMethod.Get, $"Users/{id}"),
            ["eq"] = await SendAsync(http, HttpMethod.Get, $"Users?filter=userName%20eq%20%22{name}%22"),
            ["emails"] = await SendAsync(http, HttpMethod.Get, $"Users?filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22{name}%22"),
            ["external"] = await SendAsync(http, HttpMethod.Get, $"Users?filter=externalId%20eq%20%22{external}%22"),
            ["list"] = await SendAsync(http, HttpMethod.Get, "Users?count=100"),
            ["patch"] = await SendAsync(http, HttpMethod.Patch, $"Users/{id}", Patch("""{"op":"replace","path":"displayName","value":"Renamed 0"}""")),
            [Operation.SmallGroup] = await ChangeAsync(http, directory.Small, directory.Outsider),
            [Operation.LargeGroup] = await ChangeAsync(http, directory.Large, directory.Outsider),
            ["post"] = await SendAsync(http, HttpMethod.Post, "Users", create),
        };
    }

    private static async Task<Answer> ChangeAsync(HttpClient http, string group, string member)
    {
        await SendAsync(http, HttpMethod.Patch, $"Groups/{group}", Patch($$"""{"op":"add","path":"members","value":[{"value":"{{member}}"}]}"""));
        return await SendAsync(http, HttpMethod.Patch, $"Groups/{group}", Patch($$"""{"op":"remove","path":"members[value eq \"{{member}}\"]"}"""));
    }

    private static string Patch(string operation) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";

    private static async Task<Answer> SendAsync(HttpClient http, HttpMethod method, string target, string? body = null)
    {
        using var request = new HttpRequestMessage(method, target) { Content = body is null ? null : Directory.Body(body) };
        using var response = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Content-Length"))
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }
}
