using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Provider;

namespace ScimConformance.Benchmarks;

/// <summary>One measurement: provider and bare server, each driven in turn in every round.</summary>
internal sealed class Measurement(MeasurementOptions options)
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>Measures and writes the report.</summary>
    /// <exception cref="UsageException">wrk is not installed, or an operation is unknown.</exception>
    public async Task RunAsync()
    {
        var operations = Operation.All.Where(o => options.Only.Count == 0 || options.Only.Contains(o.Name)).ToList();
        if (operations.Count == 0)
        {
            throw new UsageException($"--only takes one of {string.Join(", ", Operation.All.Select(o => o.Name))}.");
        }

        var folder = Directory.CreateTempSubdirectory("scim-benchmark-");
        try
        {
            Console.WriteLine("The whole catalogue in process ...");
            var catalogue = await CatalogueTime.MeasureAsync(rounds: 5);
            Console.WriteLine($"  {catalogue.Checks} checks, {catalogue.Passed} passed: first {catalogue.First.TotalSeconds:0.00} s, then {catalogue.Median.TotalSeconds:0.00} s");
            Console.WriteLine("The harness over HTTP ...");
            var harness = await HarnessOverHttp.MeasureAsync(options.Rounds);
            Console.WriteLine($"  {harness.Requests} requests: harness {harness.Harness:0} /s {harness.HarnessCpu:0} us   bare {harness.Bare:0} /s {harness.BareCpu:0} us   ratio {harness.Ratio:0.00}");
            var results = await CompareAsync(operations, folder.FullName);
            await File.WriteAllTextAsync(options.Output, Report.Write(options, results, catalogue, harness));
            Console.WriteLine($"Written to {options.Output}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Comparison>> CompareAsync(IReadOnlyList<Operation> operations, string folder)
    {
        using var provider = await ServerProcess.StartAsync("provider", $"{options.Users}");
        using var http = new HttpClient { BaseAddress = new Uri(provider.Url, ReferenceApplication.DefaultPath + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReferenceApplication.DefaultToken);
        var users = await ReadUsersAsync(http);
        var data = Path.Combine(folder, "users.lua");
        await Wrk.WriteDataAsync(data, users);
        var answersFile = Path.Combine(folder, "answers.json");
        var answers = await RecordAnswersAsync(http, users[0]);
        await File.WriteAllTextAsync(answersFile, JsonSerializer.Serialize(answers));
        using var bare = await ServerProcess.StartAsync("bare", answersFile);

        var results = new List<Comparison>();
        foreach (var operation in operations)
        {
            Console.WriteLine(operation.Title);
            var comparison = new Comparison(operation, answers[operation.Name].Body.Length);
            results.Add(comparison);
            // Round 0 warms up: compilation is tiered, and the first seconds are not like the rest.
            for (var round = 0; round <= options.Rounds; round++)
            {
                var ours = await DriveAsync(provider, operation, ReferenceApplication.DefaultPath, $"p{round}", folder, data);
                var theirs = await DriveAsync(bare, operation, "/" + operation.Name, $"b{round}", folder, data);
                if (round > 0)
                {
                    comparison.Add(ours, theirs);
                    Console.WriteLine($"  provider {ours.PerSecond,8:0} /s {ours.CpuMicroseconds,6:0.0} us   bare {theirs.PerSecond,8:0} /s {theirs.CpuMicroseconds,6:0.0} us   ratio {ours.PerSecond / theirs.PerSecond:0.00}");
                }
            }
        }

        return results;
    }

    private async Task<Round> DriveAsync(ServerProcess server, Operation operation, string basePath, string run, string folder, string data)
    {
        var script = Path.Combine(folder, "script.lua");
        await Wrk.WriteScriptAsync(script, operation, basePath, $"{operation.Name}-{run}", ReferenceApplication.DefaultToken, data);
        var before = server.CpuMicroseconds;
        var load = await Wrk.RunAsync(script, server.Url, options.Seconds);
        var cpu = server.CpuMicroseconds - before;
        return load.Failures == 0 && load.Requests > 0
            ? new Round(load.Requests / load.Seconds, cpu / load.Requests)
            : throw new InvalidOperationException($"{operation.Title}: {load.Failures} of {load.Requests} requests failed; a measurement of errors is worth nothing.");
    }

    private static async Task<IReadOnlyList<(string Id, string Name)>> ReadUsersAsync(HttpClient http)
    {
        var users = new List<(string, string)>();
        while (true)
        {
            var page = JsonNode.Parse(await http.GetStringAsync($"Users?attributes=userName&count=200&startIndex={users.Count + 1}"))!;
            users.AddRange(page["Resources"]!.AsArray().Select(u => ((string)u!["id"]!, (string)u["userName"]!)));
            if (users.Count >= (int)page["totalResults"]!)
            {
                return users;
            }
        }
    }

    /// <summary>What the provider answers to each operation, for the bare server to give again.</summary>
    private static async Task<Dictionary<string, Answer>> RecordAnswersAsync(HttpClient http, (string Id, string Name) user)
    {
        var rename = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Renamed 0"}]}""";
        var create = $$"""
            {"schemas":["{{UserSchema}}"],"userName":"post-p0.0@example.com","externalId":"post-p0.0@example.com","active":true,"displayName":"Ada Becker",
            "name":{"formatted":"Ada Becker","familyName":"Becker","givenName":"Ada"},"emails":[{"value":"post-p0.0@example.com","type":"work","primary":true}]}
            """;
        return new Dictionary<string, Answer>
        {
            ["get"] = await SendAsync(http, HttpMethod.Get, $"Users/{user.Id}"),
            ["eq"] = await SendAsync(http, HttpMethod.Get, $"Users?filter=userName%20eq%20%22{user.Name}%22"),
            ["list"] = await SendAsync(http, HttpMethod.Get, "Users?count=100"),
            ["patch"] = await SendAsync(http, HttpMethod.Patch, $"Users/{user.Id}", rename),
            ["post"] = await SendAsync(http, HttpMethod.Post, "Users", create),
        };
    }

    private static async Task<Answer> SendAsync(HttpClient http, HttpMethod method, string target, string? body = null)
    {
        using var request = new HttpRequestMessage(method, target);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/scim+json"));
        }

        using var response = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(h => h.Key is not ("Date" or "Content-Length"))
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }
}
