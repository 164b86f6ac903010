using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Benchmarks;

/// <summary>The two servers of a comparison; each runs in a process of its own, prints its address, and ends with its standard input.</summary>
internal static class Servers
{
    /// <summary>The reference provider on Kestrel, without logging, tolerant of what Entra sends: one of the filters is Entra's.</summary>
    public static Task RunProviderAsync(int users, string store) =>
        RunAsync(ReferenceApplication.Create(new ReferenceOptions { SeedUsers = users, Store = store, Tolerance = ScimTolerance.Entra, Configure = WithRoom }));

    /// <summary>The line on standard input that asks for the bytes of living objects.</summary>
    public const string MemoryCommand = "memory";

    // A group of 10,000 is created by one request.
    private static void WithRoom(ScimProviderOptions options) => options.Limits = options.Limits with { BodyBytes = 16 * 1024 * 1024 };

    /// <summary>Kestrel and nothing else: the first segment of the path says which bytes to answer with.</summary>
    /// <param name="answers">A JSON file of <see cref="Answer"/> by operation.</param>
    public static Task RunBareAsync(string answers)
    {
        var prepared = JsonSerializer.Deserialize<Dictionary<string, Answer>>(File.ReadAllText(answers))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.Run(async http =>
        {
            var path = http.Request.Path.Value!;
            var end = path.IndexOf('/', 1);
            var answer = prepared[end < 0 ? path[1..] : path[1..end]];
            if (http.Request.ContentLength > 0)
            {
                await http.Request.Body.CopyToAsync(Stream.Null);
            }

            http.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers)
            {
                http.Response.Headers[name] = value;
            }

            if (answer.Status != StatusCodes.Status204NoContent)
            {
                http.Response.ContentLength = answer.Body.Length;
                await http.Response.Body.WriteAsync(answer.Body);
            }
        });
        return RunAsync(app);
    }

    private static async Task RunAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == MemoryCommand)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        await app.StopAsync();
    }
}

/// <summary>A response to give again.</summary>
internal sealed record Answer(int Status, Dictionary<string, string> Headers, byte[] Body);
