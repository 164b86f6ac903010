using Microsoft.AspNetCore.Http;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.V1;

namespace ScimConformance.Provider;

/// <summary>
/// What logs and metrics may tell of a request to the provider: no identifier, no filter, nothing of a resource. It is a feature of the
/// <see cref="HttpContext"/> while the provider handles the request, and afterwards.
/// </summary>
public sealed class ScimRequestInfo
{
    private readonly ProviderModel model;
    private readonly BasePath basePath;
    private readonly PathString path;

    internal ScimRequestInfo(ProviderModel model, BasePath basePath, PathString path) => (this.model, this.basePath, this.path) = (model, basePath, path);

    /// <summary>The endpoint with placeholders for what varies, such as "/scim/v2/Users/{id}".</summary>
    public string Route => field ??= basePath.Template + Below();

    /// <summary>The tenant; null where nobody authenticated.</summary>
    public string? Tenant { get; private set; }

    /// <summary>The name of the client's credentials, never a secret; null where nobody authenticated.</summary>
    public string? Client { get; private set; }

    internal void Note(Caller caller) => (Tenant, Client) = (caller.Tenant.Name, caller.Name);

    // Few routes, whatever clients ask for: each is a time series to whoever collects metrics.
    private string Below() => Scim11Format.Split(basePath.Read(path).Below).Segments switch
    {
        [] => "",
        [".search" or "Me" or "Bulk" or DiscoveryEndpoints.ConfigSegment or "ServiceProviderConfigs" or DiscoveryEndpoints.TypesSegment or DiscoveryEndpoints.SchemasSegment] and [var only] => $"/{only}",
        [DiscoveryEndpoints.TypesSegment or DiscoveryEndpoints.SchemasSegment, _] and [var documents, _] => $"/{documents}/{{id}}",
        [var endpoint] when IsEndpoint(endpoint) => $"/{endpoint}",
        [var endpoint, ".search"] when IsEndpoint(endpoint) => $"/{endpoint}/.search",
        [var endpoint, _] when IsEndpoint(endpoint) => $"/{endpoint}/{{id}}",
        _ => "/{unknown}",
    };

    private bool IsEndpoint(string segment) => model.FindEndpoint(segment) is not null || segment == AbsentGroups.Segment;
}

/// <summary>Notes who sends a request.</summary>
internal static class RequestNotes
{
    internal static void Note(this HttpContext http, Caller caller) => http.Features.Get<ScimRequestInfo>()?.Note(caller);
}
