using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>The tolerant reference provider in this process, as the command line hosts it for a simulation without URL.</summary>
internal sealed class EmbeddedProvider : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedProvider(IHost host) => _host = host;

    public static async Task<EmbeddedProvider> StartAsync()
    {
        var options = new ReferenceOptions { Tolerance = ScimTolerance.All };
        var host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(services => ReferenceApplication.ConfigureServices(services, options))
                .Configure(app => ReferenceApplication.Configure(app)))
            .Build();
        await host.StartAsync();
        return new EmbeddedProvider(host);
    }

    /// <summary>What leads requests to it.</summary>
    public HttpMessageHandler NewHandler() => _host.GetTestServer().CreateHandler();

    /// <summary>The provider as a target.</summary>
    /// <param name="wrap">Puts something before it; null for nothing.</param>
    public ScimTarget Target(Func<HttpMessageHandler, HttpMessageHandler>? wrap = null) => new(new Uri("http://localhost" + ReferenceApplication.DefaultPath))
    {
        Credentials = ScimCredentials.Bearer(ReferenceApplication.DefaultToken),
        CreateHandler = () => wrap is null ? NewHandler() : wrap(NewHandler()),
    };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
