using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>The reference provider in this process, with no network between.</summary>
internal sealed class HostedProvider : IAsyncDisposable
{
    private readonly IHost _host;

    private HostedProvider(IHost host) => _host = host;

    public static async Task<HostedProvider> StartAsync(ReferenceOptions options, CancellationToken cancellation)
    {
        var host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(services => ReferenceApplication.ConfigureServices(services, options))
                .Configure(app => ReferenceApplication.Configure(app)))
            .Build();
        await host.StartAsync(cancellation);
        return new HostedProvider(host);
    }

    /// <summary>What leads requests to it, whatever their host is called.</summary>
    public HttpMessageHandler CreateHandler() => _host.GetTestServer().CreateHandler();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
