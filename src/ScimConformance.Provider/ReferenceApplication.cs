using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Reference;

namespace ScimConformance.Provider;

/// <summary>
/// The standard configuration of the provider, which checks, faults and simulators run against: users with the enterprise extension and an
/// extension that has an attribute of every characteristic, and groups.
/// </summary>
public static class ReferenceApplication
{
    /// <summary>The path of the base URL where none is chosen.</summary>
    public const string DefaultPath = "/scim/v2";

    /// <summary>The path of the base URL of the SCIM 1.1 face where none is chosen.</summary>
    public const string DefaultScim11Path = "/scim/v1";

    /// <summary>The bearer token where no credentials are chosen. Everyone knows it: it is for tests on one's own machine.</summary>
    public const string DefaultToken = "reference-provider-token-for-tests-only";

    /// <summary>The path with which each tenant has a base URL of its own, where none is chosen.</summary>
    public const string DefaultTenantPath = $"/scim/{ScimTenant.PathParameter}/v2";

    /// <summary>The path of the OAuth 2.0 token endpoint, which is there when there are clients.</summary>
    public const string TokenPath = "/oauth/token";

    /// <summary>The path of the endpoint that tells whether the provider can serve.</summary>
    public const string HealthPath = "/healthz";

    /// <summary>The userName of the user to whom <see cref="DefaultToken"/> belongs, as tokens of an application belong to somebody: what /Me leads to. It comes into being with the first request to /Me.</summary>
    public const string OwnerUserName = "token.owner@example.com";

    /// <summary>The name of the second tenant.</summary>
    public const string SecondTenant = "second";

    /// <summary>The path of the second tenant's own base URL, where none is chosen.</summary>
    public const string SecondTenantPath = $"/scim/{SecondTenant}/v2";

    /// <summary>The bearer token of the second tenant where no credentials are chosen. Everyone knows it too.</summary>
    public const string SecondToken = "reference-provider-second-tenant-token-for-tests-only";

    /// <summary>The URN of the extension that has an attribute of every characteristic.</summary>
    public const string CharacteristicsUrn = CharacteristicsSchema.Urn;

    /// <summary>Adds the provider in its reference configuration.</summary>
    /// <exception cref="ScimStoreException"><see cref="ReferenceOptions.Store"/> is not well-formed.</exception>
    public static IServiceCollection ConfigureServices(IServiceCollection services, ReferenceOptions? options = null)
    {
        options ??= new ReferenceOptions();
        services.AddSingleton(options);
        return services.AddStore(options.Store).AddScimProvider(provider => ConfigureProvider(provider, options));
    }

    /// <summary>Serves the provider under the path of the options given to <see cref="ConfigureServices"/>, and makes the seed of users.</summary>
    public static IApplicationBuilder Configure(IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.ApplicationServices.GetRequiredService<ReferenceOptions>();
        SeedUsers.Create(app.ApplicationServices, options.SeedUsers);
        return app.UseRouting().UseEndpoints(endpoints =>
        {
            endpoints.MapScim(options.Path);
            endpoints.MapScimHealth(HealthPath);
            if (options.TenantPath is { } tenantPath)
                endpoints.MapScim(tenantPath);
            if (options.Scim11Path is { } scim11 && scim11.Trim('/') != options.Path.Trim('/'))
                endpoints.MapScim11(scim11);
            var provider = app.ApplicationServices.GetRequiredService<IOptions<ScimProviderOptions>>().Value;
            if (options.HasTokenEndpoint || provider.OAuth.Clients.Count > 0 || provider.CredentialsFile is not null)
                endpoints.MapScimTokenEndpoint(TokenPath);
        });
    }

    /// <summary>Builds a host that serves the provider on Kestrel; start it with <c>StartAsync</c> or <c>RunAsync</c>.</summary>
    /// <param name="options">The choices; the standard ones where null.</param>
    /// <param name="urls">Where to listen; port 0 takes a free port.</param>
    /// <param name="configureServices">Registers services before the provider's own, such as a <see cref="TimeProvider"/>; null for none.</param>
    /// <param name="beforeProvider">Adds middleware in front of the provider; null for none.</param>
    public static WebApplication Create(
        ReferenceOptions? options = null,
        string urls = "http://127.0.0.1:0",
        Action<IServiceCollection>? configureServices = null,
        Action<IApplicationBuilder>? beforeProvider = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        configureServices?.Invoke(builder.Services);
        options ??= new ReferenceOptions();
        AllowHostsOf(urls, options.AllowedHosts);
        ConfigureServices(builder.Services, options);
        var app = builder.Build();
        beforeProvider?.Invoke(app);
        Configure(app);
        return app;
    }

    /// <summary>Whoever chooses a host name to listen on is reached by it, and whoever listens on every address is reached by any.</summary>
    private static void AllowHostsOf(string urls, IList<string> allowed)
    {
        foreach (var host in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => BindingAddress.Parse(url).Host))
        {
            if (host is "*" or "+" or "0.0.0.0" or "[::]")
            {
                allowed.Clear();
                return;
            }

            if (allowed.Count > 0 && !allowed.Contains(host))
                allowed.Add(host);
        }
    }

    private static void AddStandardTypes(ScimProviderOptions provider)
    {
        provider.Schemas.Add(CharacteristicsSchema.Definition);
        provider.ResourceTypes[provider.ResourceTypes.IndexOf(ResourceType.User)] = ResourceType.User with
        {
            Extensions = [new SchemaExtension(ScimUrn.EnterpriseUser, Required: false), new SchemaExtension(CharacteristicsSchema.Urn, Required: false)],
        };
    }

    private static ScimCredential[] StandardCredentials() =>
        [ScimCredential.Bearer(DefaultToken) with { ActsAs = OwnerUserName }, ScimCredential.Bearer(SecondToken) with { Tenant = SecondTenant }];

    private static void ConfigureProvider(ScimProviderOptions provider, ReferenceOptions options)
    {
        if (options.Profile is { } profile)
            provider.Use(profile);
        else
            AddStandardTypes(provider);
        provider.Tolerance = options.Tolerance;
        provider.CreatesMe = true;
        // The passwords of test users protect nothing, and a run of the catalogue creates hundreds of them.
        provider.SecretIterations = 1_000;
        provider.OAuth = options.OAuth;
        provider.CredentialsFile = options.CredentialsFile;
        provider.RateLimit = options.RateLimit;
        foreach (var credential in options.HasOwnCredentials ? options.Credentials : StandardCredentials())
            provider.Credentials.Add(credential);
        foreach (var host in options.AllowedHosts)
            provider.AllowedHosts.Add(host);
        if (options.PublicUrl is { } outside)
            ReachFrom(outside, provider, options);
        options.Configure?.Invoke(provider);
    }

    private static void ReachFrom(Uri outside, ScimProviderOptions provider, ReferenceOptions options)
    {
        var root = outside.AbsoluteUri.TrimEnd('/');
        provider.PublicBaseUrl = new Uri($"{root}/{options.Path.Trim('/')}");
        provider.PublicScim11BaseUrl = options.Scim11Path is { } face ? new Uri($"{root}/{face.Trim('/')}") : null;
        if (provider.AllowedHosts.Count > 0)
            provider.AllowedHosts.Add(outside.Host);
    }
}
