using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Bulk;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.OAuth;
using ScimConformance.Provider.Observation;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.InMemory;
using ScimConformance.Provider.Tenants;
using ScimConformance.Provider.V1;

namespace ScimConformance.Provider;

/// <summary>Puts a SCIM 2.0 service provider into an ASP.NET Core application.</summary>
public static class ScimProviderExtensions
{
    /// <summary>Adds the provider's services. A <see cref="TimeProvider"/> or an <see cref="IIdSource"/> that is registered already is used.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; called once, when the provider is first needed.</param>
    public static IServiceCollection AddScimProvider(this IServiceCollection services, Action<ScimProviderOptions>? configure = null)
    {
        services.AddRouting();
        services.AddLogging();
        services.AddOptions<ScimProviderOptions>();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, RandomIdSource>();
        services.TryAddSingleton<IResourceStores, InMemoryResourceStores>();
        services.TryAddSingleton(provider => new ProviderModel(provider.GetRequiredService<IOptions<ScimProviderOptions>>().Value));
        services.AddMetrics();
        services.TryAddSingleton<RequestMeter>();
        services.TryAddSingleton<HealthEndpoint>();
        services.TryAddSingleton<TenantDirectory>();
        services.TryAddSingleton<CredentialSource>();
        services.TryAddSingleton<CredentialCheck>();
        services.TryAddSingleton(provider => new AccessTokens(
            provider.GetRequiredService<ProviderModel>().Options.OAuth, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IIdSource>()));
        services.TryAddSingleton<AssertionCheck>();
        services.TryAddSingleton<ClientCheck>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton(provider => new RateLimits(provider.GetRequiredService<ProviderModel>().Options.RateLimit));
        return services;
    }

    /// <summary>Serves the provider under a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">
    /// The path of the base URL, such as "/scim/v2"; "" for the root of the host. With a segment <see cref="ScimTenant.PathParameter"/>, as in
    /// "/scim/{tenant}/v2", each tenant has a base URL of its own. Both kinds of path can be mapped side by side.
    /// </param>
    /// <exception cref="ArgumentException">The path has other route parameters, or the options contradict each other.</exception>
    public static IEndpointConventionBuilder MapScim(this IEndpointRouteBuilder endpoints, string path = "/scim/v2")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        var basePath = new BasePath(path);
        var services = endpoints.ServiceProvider;
        var model = services.GetRequiredService<ProviderModel>();
        var dispatcher = new ScimDispatcher(
            model, new ResourceEndpoints(model), new BulkEndpoint(model, services.GetRequiredService<ILogger<BulkEndpoint>>()),
            new DiscoveryEndpoints(model, services.GetRequiredService<CredentialSource>()),
            services.GetRequiredService<CredentialCheck>(), services.GetRequiredService<RateLimits>(), new BaseAddress(model.Options, basePath, model.Options.PublicBaseUrl), basePath);
        var errors = new ErrorMiddleware(dispatcher.InvokeAsync, services.GetRequiredService<ILogger<ErrorMiddleware>>());
        return endpoints.Map($"{basePath.Template}/{{**path}}", services.GetRequiredService<RequestMeter>().Around(basePath, errors.InvokeAsync)).WithDisplayName($"SCIM {basePath.Template}");
    }

    /// <summary>Serves the token endpoint of <see cref="ScimProviderOptions.OAuth"/> (RFC 6749 section 3.2).</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">Its path, such as "/oauth/token".</param>
    public static IEndpointConventionBuilder MapScimTokenEndpoint(this IEndpointRouteBuilder endpoints, string path = "/oauth/token")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return endpoints.Map(path, endpoints.ServiceProvider.GetRequiredService<TokenEndpoint>().InvokeAsync).WithDisplayName("OAuth 2.0 token endpoint");
    }

    /// <summary>Serves the same resources to SCIM 1.1 clients under a path of its own: what one face writes, the other reads.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path of the base URL, as of <see cref="MapScim"/>; by the SCIM 1.1 specification it ends in "v1".</param>
    /// <exception cref="ArgumentException">The path has other route parameters, or the options contradict each other.</exception>
    public static IEndpointConventionBuilder MapScim11(this IEndpointRouteBuilder endpoints, string path = "/scim/v1")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        var basePath = new BasePath(path);
        var services = endpoints.ServiceProvider;
        var model = services.GetRequiredService<ProviderModel>();
        var resources = new Scim11Endpoints(model);
        var dispatcher = new Scim11Dispatcher(
            model, resources, new Scim11Bulk(model, resources, services.GetRequiredService<ILogger<Scim11Bulk>>()), new Scim11Discovery(model, services.GetRequiredService<CredentialSource>()),
            services.GetRequiredService<CredentialCheck>(), services.GetRequiredService<RateLimits>(), new BaseAddress(model.Options, basePath, model.Options.PublicScim11BaseUrl), basePath);
        var errors = new ErrorMiddleware(dispatcher.InvokeAsync, services.GetRequiredService<ILogger<ErrorMiddleware>>(), Scim11Format.WriteErrorAsync);
        return endpoints.Map($"{basePath.Template}/{{**path}}", services.GetRequiredService<RequestMeter>().Around(basePath, errors.InvokeAsync)).WithDisplayName($"SCIM 1.1 {basePath.Template}");
    }

    /// <summary>Serves an endpoint that tells load balancers and orchestrators whether the store can be reached: 200 or 503, without credentials and without details.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">Its path.</param>
    public static IEndpointConventionBuilder MapScimHealth(this IEndpointRouteBuilder endpoints, string path = "/healthz")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], endpoints.ServiceProvider.GetRequiredService<HealthEndpoint>().InvokeAsync).WithDisplayName("Health");
    }
}
