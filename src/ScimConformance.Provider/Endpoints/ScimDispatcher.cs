using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Bulk;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Endpoints;

/// <summary>Leads each request to its endpoint, after the checks that all requests share: host, credentials, media type of the answer.</summary>
internal sealed class ScimDispatcher(
    ProviderModel model, ResourceEndpoints resources, BulkEndpoint bulkEndpoint, DiscoveryEndpoints discovery,
    CredentialCheck credentials, RateLimits rateLimits, BaseAddress baseAddress, BasePath basePath)
{
    private readonly MethodTable me = new MeEndpoint(model, resources).Methods;

    private readonly MethodTable bulk = model.HasBulk ? new MethodTable((HttpMethods.Post, bulkEndpoint.ExecuteAsync)) : MethodTable.Unsupported("Bulk requests are not offered; /ServiceProviderConfig says so. Send single requests.");

    private readonly AbsentGroups absentGroups = new(model);

    internal Task InvokeAsync(HttpContext http)
    {
        var (tenant, below) = basePath.Read(http.Request.Path);
        var segments = below.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var baseUrl = baseAddress.Of(http, tenant);
        // RFC 7643 section 5: the ways of authenticating should be readable before authenticating.
        if (segments is [DiscoveryEndpoints.ConfigSegment])
            return DispatchAsync(http, segments, baseUrl, credentials.Nobody);
        var checking = credentials.CheckAsync(http, tenant);
        return checking.IsCompletedSuccessfully ? AdmitAsync(http, segments, baseUrl, checking.Result) : AdmitLaterAsync(http, segments, baseUrl, checking);
    }

    private async Task AdmitLaterAsync(HttpContext http, string[] segments, string baseUrl, ValueTask<Caller> checking) =>
        await AdmitAsync(http, segments, baseUrl, await checking);

    private Task AdmitAsync(HttpContext http, string[] segments, string baseUrl, Caller caller)
    {
        http.Note(caller);
        rateLimits.Count(http, caller.Tenant);
        caller.Demand(ScimPermissions.ApiAccess);
        return DispatchAsync(http, segments, baseUrl, caller);
    }

    private Task DispatchAsync(HttpContext http, string[] segments, string baseUrl, Caller caller)
    {
        var mediaType = http.Request.Method == HttpMethods.Delete ? MediaTypes.Scim : MediaTypes.Choose(http.Request.Headers.Accept);
        return Find(segments).InvokeAsync(new ScimRequest(http, segments, baseUrl, mediaType, caller)).AsTask();
    }

    private MethodTable Find(string[] segments) => segments switch
    {
        [] => resources.Root,
        [".search"] => resources.RootSearch,
        [DiscoveryEndpoints.ConfigSegment] => discovery.Config,
        [DiscoveryEndpoints.TypesSegment] => discovery.Types,
        [DiscoveryEndpoints.TypesSegment, _] => discovery.Type,
        [DiscoveryEndpoints.SchemasSegment] => discovery.Schemas,
        [DiscoveryEndpoints.SchemasSegment, _] => discovery.SingleSchema,
        ["Me"] => me,
        ["Bulk"] => bulk,
        [var endpoint] when model.FindEndpoint(endpoint) is not null => resources.Type,
        [var endpoint, ".search"] when model.FindEndpoint(endpoint) is not null => resources.TypeSearch,
        [var endpoint, _] when model.FindEndpoint(endpoint) is not null => resources.Resource,
        [AbsentGroups.Segment, ..] when absentGroups.Find(segments) is { } absent => absent,
        _ => throw ScimError.NotFound($"There is no endpoint \"/{Shown.Text(string.Join('/', segments))}\"; /ResourceTypes lists those there are.").ToException(),
    };
}
