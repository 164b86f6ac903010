using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.V1;

/// <summary>Leads each request of a SCIM 1.1 client to its endpoint.</summary>
internal sealed class Scim11Dispatcher(
    ProviderModel model, Scim11Endpoints resources, Scim11Bulk bulkEndpoint, Scim11Discovery discovery,
    CredentialCheck credentials, RateLimits rateLimits, BaseAddress baseAddress, BasePath basePath)
{
    private const string MethodOverride = "X-HTTP-Method-Override";

    private readonly MethodTable bulk = new((HttpMethods.Post, model.HasBulk
        ? bulkEndpoint.ExecuteAsync
        : static _ => throw ScimError.NotImplemented("Bulk requests are not offered; /ServiceProviderConfigs says so. Send single requests.").ToException()));

    internal async Task InvokeAsync(HttpContext http)
    {
        var (tenant, below) = basePath.Read(http.Request.Path);
        var (segments, bySuffix) = Scim11Format.Split(below);
        var baseUrl = baseAddress.Of(http, tenant);
        // Core schema section 9: the ways of authenticating should be readable before authenticating.
        var caller = credentials.Nobody;
        if (segments is not [Scim11Discovery.ConfigSegment])
        {
            caller = await credentials.CheckAsync(http, tenant);
            http.Note(caller);
            rateLimits.Count(http, caller.Tenant);
            caller.Demand(ScimPermissions.ApiAccess);
        }

        OverrideMethod(http.Request);
        var mediaType = bySuffix ?? Scim11Format.Choose(http.Request.Headers.Accept);
        await Find(segments).InvokeAsync(new ScimRequest(http, segments, baseUrl, mediaType, caller));
    }

    private MethodTable Find(string[] segments) => segments switch
    {
        [Scim11Discovery.ConfigSegment] => discovery.Config,
        [Scim11Discovery.SchemasSegment] => discovery.Schemas,
        [Scim11Discovery.SchemasSegment, _] => discovery.Schema,
        ["Bulk"] => bulk,
        [var endpoint] when model.FindEndpoint(endpoint) is not null => resources.Type,
        [var endpoint, not ".search"] when model.FindEndpoint(endpoint) is not null => resources.Resource,
        _ => throw ScimError.NotFound($"There is no endpoint \"/{Shown.Text(string.Join('/', segments))}\" in SCIM 1.1; /Schemas tells the endpoints of resources.").ToException(),
    };

    /// <summary>A POST that stands for another method, because something on the way lets no other pass (API section 3.12).</summary>
    private static void OverrideMethod(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Headers[MethodOverride] is not { Count: > 0 } wanted)
            return;
        request.Method = wanted.ToString().Trim().ToUpperInvariant() switch
        {
            "PUT" => HttpMethods.Put,
            "PATCH" => HttpMethods.Patch,
            "DELETE" => HttpMethods.Delete,
            _ => throw ScimError.InvalidValue($"{MethodOverride} is \"{Shown.Text(wanted.ToString())}\"; it can be PUT, PATCH or DELETE.").ToException(),
        };
    }
}
