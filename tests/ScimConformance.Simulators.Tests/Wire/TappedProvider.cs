using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>The tolerant reference provider on Kestrel with ids and time fixed, its wire tapped.</summary>
internal sealed class TappedProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TappedProvider(WebApplication app, ScimCredentials credentials, string? host)
    {
        _app = app;
        Tap = new WireTap(new Uri(app.Urls.Single() + ReferenceApplication.DefaultPath), credentials, host);
    }

    public WireTap Tap { get; }

    /// <summary>Starts one.</summary>
    /// <param name="credential">What it accepts.</param>
    /// <param name="credentials">What requests authenticate with.</param>
    /// <param name="host">Its name in requests and locations, which then have no port in them; null for its address.</param>
    public static async Task<TappedProvider> StartAsync(ScimCredential credential, ScimCredentials credentials, string? host = null)
    {
        var clock = new StoppedClock();
        var options = new ReferenceOptions { Credentials = { credential }, Tolerance = ScimTolerance.All };
        if (host is not null)
        {
            options.AllowedHosts.Add(host);
        }

        var app = ReferenceApplication.Create(
            options,
            configureServices: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IIdSource, SequentialIdSource>(),
            beforeProvider: web => web.Use((context, next) =>
            {
                context.Response.Headers.Date = clock.GetUtcNow().ToString("R");
                return next(context);
            }));
        await app.StartAsync();
        return new TappedProvider(app, credentials, host);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);
    }
}
