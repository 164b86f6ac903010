using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Testing;

/// <summary>The whole arrangement of a test that needs the reference provider: one provider in process, with a store of its own.</summary>
public sealed class ReferenceProvider : IAsyncDisposable
{
    /// <summary>The token that the provider accepts.</summary>
    public const string Token = "reference-token";

    /// <summary>The token of a second tenant.</summary>
    public const string SecondToken = "reference-second-token";

    /// <summary>The path at which it serves SCIM.</summary>
    public const string BasePath = ReferenceApplication.DefaultPath;

    private readonly IHost _host;

    private ReferenceProvider(IHost host)
    {
        _host = host;
        Server = host.GetTestServer();
        Target = new ScimTarget(new Uri("http://localhost" + BasePath))
        {
            Scim11BaseUrl = new Uri("http://localhost" + ReferenceApplication.DefaultScim11Path),
            CreateHandler = Server.CreateHandler,
            Credentials = ScimCredentials.Bearer(Token),
        }.WithSecondTenant(ScimCredentials.Bearer(SecondToken), new Uri("http://localhost" + ReferenceApplication.SecondTenantPath));
    }

    /// <summary>The provider as a target of checks.</summary>
    public ScimTarget Target { get; }

    /// <summary>The server that hosts it.</summary>
    public TestServer Server { get; }

    /// <summary>Starts a provider.</summary>
    /// <param name="fault">How it is broken, or null.</param>
    /// <param name="tolerant">Whether the tolerance for identity providers is on.</param>
    /// <param name="configure">Changes the provider's options, or null.</param>
    /// <param name="services">Registers what the provider works with, such as a clock or a source of ids, or null.</param>
    public static async Task<ReferenceProvider> StartAsync(
        Fault? fault = null, bool tolerant = false, Action<ScimProviderOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(all =>
                {
                    services?.Invoke(all);
                    ReferenceApplication.ConfigureServices(all, Options(tolerant, configure));
                })
                .Configure(app =>
                {
                    if (fault is not null)
                    {
                        app.UseFault(fault, BasePath, ReferenceApplication.DefaultScim11Path, ReferenceApplication.SecondTenantPath);
                    }

                    ReferenceApplication.Configure(app);
                }));
        return new ReferenceProvider(await builder.StartAsync());
    }

    private static ReferenceOptions Options(bool tolerant, Action<ScimProviderOptions>? configure) => new()
    {
        Configure = configure,
        Credentials =
        {
            ScimCredential.Bearer(Token) with { ActsAs = ReferenceApplication.OwnerUserName },
            ScimCredential.Bearer(SecondToken) with { Tenant = ReferenceApplication.SecondTenant },
        },
        Tolerance = tolerant ? ScimTolerance.All : ScimTolerance.None,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
