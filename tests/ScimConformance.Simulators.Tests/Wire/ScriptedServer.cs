using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>A server on 127.0.0.1 that gives prepared answers, one after the other, so that a client can be put into the situation that somebody captured.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string Json, bool Compressed)> _answers;

    private ScriptedServer(WebApplication app, ConcurrentQueue<(int, string, bool)> answers, ScimCredentials credentials)
    {
        _app = app;
        _answers = answers;
        Tap = new WireTap(new Uri(app.Urls.Single() + "/scim/v2"), credentials);
    }

    public WireTap Tap { get; }

    public static async Task<ScriptedServer> StartAsync(ScimCredentials credentials)
    {
        var answers = new ConcurrentQueue<(int Status, string Json, bool Compressed)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            // Read first: an answer that overtakes the body would tear the request apart in the tap.
            await context.Request.Body.CopyToAsync(Stream.Null);
            var (status, json, compressed) = answers.TryDequeue(out var answer) ? answer : (599, """{"detail":"the script has no further answer"}""", false);
            context.Response.StatusCode = status;
            if (json.Length > 0)
            {
                context.Response.ContentType = "application/scim+json";
                var bytes = Encoding.UTF8.GetBytes(json);
                if (compressed)
                {
                    context.Response.Headers.ContentEncoding = "gzip";
                    await using var gzip = new GZipStream(context.Response.Body, CompressionMode.Compress);
                    await gzip.WriteAsync(bytes);
                    return;
                }

                await context.Response.Body.WriteAsync(bytes);
            }
        });
        await app.StartAsync();
        return new ScriptedServer(app, answers, credentials);
    }

    public ScriptedServer Answers(int status, string json = "")
    {
        _answers.Enqueue((status, json, false));
        return this;
    }

    public ScriptedServer AnswersCompressed(string json)
    {
        _answers.Enqueue((200, json, true));
        return this;
    }

    public ScriptedServer FindsNobody() => Answers(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");

    public ScriptedServer Finds(string user) => Answers(200, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{{user}}]}""");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
