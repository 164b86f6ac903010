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

    private TappedProvider(WebApplication app, ScimCredentials credentials)
    {
        _app = app;
        Tap = new WireTap(new Uri(app.Urls.Single() + ReferenceApplication.DefaultPath), credentials);
    }

    public WireTap Tap { get; }

    public static async Task<TappedProvider> StartAsync(ScimCredential credential, ScimCredentials credentials)
    {
        var clock = new StoppedClock();
        var app = ReferenceApplication.Create(
            new ReferenceOptions { Credentials = { credential }, Tolerance = ScimTolerance.All },
            configureServices: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IIdSource, SequentialIdSource>(),
            beforeProvider: web => web.Use((context, next) =>
            {
                context.Response.Headers.Date = clock.GetUtcNow().ToString("R");
                return next(context);
            }));
        await app.StartAsync();
        return new TappedProvider(app, credentials);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);
    }
}
