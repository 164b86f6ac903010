using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Endpoints;

/// <summary>
/// Finds the base URL under which a client reached the provider. The Host header of the connection counts; what proxies claim in
/// X-Forwarded-* counts only from configured addresses, since anyone can send such headers.
/// </summary>
/// <param name="options">Says which hosts are allowed and which proxies are believed.</param>
/// <param name="path">The path of the base URL.</param>
/// <param name="publicBaseUrl">The base URL where it is configured; null to take it from the request.</param>
internal sealed class BaseAddress(ScimProviderOptions options, BasePath path, Uri? publicBaseUrl)
{
    private readonly HashSet<string> allowedHosts = new(options.AllowedHosts, AttributeNames.Comparer);
    private readonly string? publicUrl = publicBaseUrl?.AbsoluteUri.TrimEnd('/');
    private readonly string publicTenant = Uri.EscapeDataString(ScimTenant.PathParameter);
    private Known? last;

    /// <exception cref="ScimException">400: the Host header is missing or names a host that is not allowed.</exception>
    internal string Of(HttpContext http, string? tenant)
    {
        var request = http.Request;
        var (scheme, host) = (request.Scheme, request.Host);
        if (options.KnownProxies.Count > 0 && IsKnownProxy(http))
        {
            // Every proxy appends; the last value is the one that the known proxy wrote.
            scheme = Last(request.Headers["X-Forwarded-Proto"]) is { } proto && (AttributeNames.Same(proto, "https") || AttributeNames.Same(proto, "http")) ? proto : scheme;
            host = Last(request.Headers["X-Forwarded-Host"]) is { } forwarded && Uri.CheckHostName(new HostString(forwarded).Host) != UriHostNameType.Unknown
                ? new HostString(forwarded) : host;
        }

        if (allowedHosts.Count > 0 && !allowedHosts.Contains(host.Host))
            throw new ScimError(400, null, $"The host \"{Shown.Text(host.Host)}\" is not one by which this service provider is reached.").ToException();
        if (publicUrl is not null)
            return tenant is null ? publicUrl : publicUrl.Replace(publicTenant, Uri.EscapeDataString(tenant), StringComparison.OrdinalIgnoreCase);
        if (!host.HasValue)
            throw new ScimError(400, null, "The request has no Host header.").ToException();
        var known = last;
        if (known is null || known.Scheme != scheme || known.Host != host.Value || known.PathBase != request.PathBase.Value || known.Tenant != tenant)
            last = known = new Known(scheme, host.Value, request.PathBase.Value, tenant, $"{scheme}://{host.ToUriComponent()}{request.PathBase.ToUriComponent()}{path.For(tenant)}");
        return known.Url;
    }

    private bool IsKnownProxy(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && options.KnownProxies.Any(proxy => proxy.MapToIPv6().Equals(address.MapToIPv6()));

    private static string? Last(StringValues values) =>
        values.Count == 0 ? null : values[^1]!.Split(',')[^1].Trim() is { Length: > 0 } value ? value : null;

    private sealed record Known(string Scheme, string Host, string? PathBase, string? Tenant, string Url);
}
