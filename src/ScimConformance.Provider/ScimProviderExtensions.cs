using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.InMemory;

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
        services.TryAddSingleton(provider => provider.GetRequiredService<IResourceStores>().Of(IResourceStores.OnlyTenant));
        services.TryAddSingleton(provider => new ProviderModel(provider.GetRequiredService<IOptions<ScimProviderOptions>>().Value));
        services.TryAddSingleton<ResourceRenderer>();
        services.TryAddSingleton<ResourceOperations>();
        services.TryAddSingleton<ListQuery>();
        return services;
    }

    /// <summary>Serves the provider under a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path of the base URL, such as "/scim/v2"; "" for the root of the host.</param>
    /// <exception cref="ArgumentException">The path has route parameters, or the options contradict each other.</exception>
    public static IEndpointConventionBuilder MapScim(this IEndpointRouteBuilder endpoints, string path = "/scim/v2")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (path.AsSpan().IndexOfAny("{}?#") >= 0)
            throw new ArgumentException($"The path \"{path}\" has one of {{ }} ? #; it must be a plain path such as \"/scim/v2\".", nameof(path));
        var prefix = path.Trim('/') is { Length: > 0 } trimmed ? $"/{trimmed}" : "";
        var services = endpoints.ServiceProvider;
        var model = services.GetRequiredService<ProviderModel>();
        var resources = new ResourceEndpoints(model, services.GetRequiredService<ResourceOperations>(), services.GetRequiredService<ListQuery>());
        var credentials = new CredentialCheck(model.Options, services.GetRequiredService<TimeProvider>());
        var dispatcher = new ScimDispatcher(model, resources, new DiscoveryEndpoints(model), credentials, new BaseAddress(model.Options, prefix), prefix);
        var errors = new ErrorMiddleware(dispatcher.InvokeAsync, services.GetRequiredService<ILogger<ErrorMiddleware>>());
        return endpoints.Map($"{prefix}/{{**path}}", errors.InvokeAsync).WithDisplayName($"SCIM {prefix}");
    }
}
