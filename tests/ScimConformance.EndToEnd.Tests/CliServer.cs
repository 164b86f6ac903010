using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Faults;
using ScimConformance.Provider;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>A small HTTP server on a free port: one that answers as a test says, or the reference provider with something in front of it.</summary>
internal sealed class CliServer : IAsyncDisposable
{
    public const string Token = ReferenceApplication.DefaultToken;

    private readonly WebApplication _app;

    private CliServer(WebApplication app, string path)
    {
        _app = app;
        Url = app.Urls.First() + path;
    }

    /// <summary>The base URL.</summary>
    public string Url { get; }

    /// <summary>A server that answers every request in one way.</summary>
    public static async Task<CliServer> AnsweringAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new CliServer(app, "");
    }

    /// <summary>The strict reference provider.</summary>
    /// <param name="before">Stands in front of it; null for nothing.</param>
    /// <param name="fault">How it is broken, or null.</param>
    /// <param name="configure">Changes its options; null to leave them.</param>
    public static async Task<CliServer> ReferenceAsync(Func<HttpContext, RequestDelegate, Task>? before = null, Fault? fault = null, Action<ReferenceOptions>? configure = null)
    {
        var options = new ReferenceOptions();
        configure?.Invoke(options);
        var app = ReferenceApplication.Create(options, beforeProvider: pipeline =>
        {
            if (before is not null)
            {
                pipeline.Use(before);
            }

            if (fault is not null)
            {
                pipeline.UseFault(fault, ReferenceApplication.DefaultPath, ReferenceApplication.DefaultScim11Path);
            }
        });
        await app.StartAsync();
        return new CliServer(app, ReferenceApplication.DefaultPath);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
