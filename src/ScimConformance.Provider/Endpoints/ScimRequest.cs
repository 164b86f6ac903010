using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Endpoints;

/// <summary>One request as the endpoints see it.</summary>
/// <param name="http">The HTTP exchange.</param>
/// <param name="segments">The path below the base URL, split at slashes.</param>
/// <param name="baseUrl">The base URL that the client uses.</param>
/// <param name="mediaType">The media type of the answer.</param>
/// <param name="caller">Who sends it.</param>
internal sealed class ScimRequest(HttpContext http, string[] segments, string baseUrl, string mediaType, Caller caller)
{
    internal HttpContext Http { get; } = http;

    internal string[] Segments { get; } = segments;

    internal string BaseUrl { get; } = baseUrl;

    internal string MediaType { get; } = mediaType;

    internal Caller Caller { get; } = caller;

    /// <summary>The tenant whose resources the request is about, and no others.</summary>
    internal Tenant Tenant => Caller.Tenant;

    /// <summary>The same request as if it had been sent to another endpoint.</summary>
    internal ScimRequest At(params string[] segments) => new(Http, segments, BaseUrl, MediaType, Caller);

    internal CancellationToken Cancel => Http.RequestAborted;

    internal Preconditions Preconditions => new(Header(Http.Request.Headers.IfMatch), Header(Http.Request.Headers.IfNoneMatch));

    /// <summary>The query parameters of RFC 7644 section 3.4.2 and RFC 9865 section 2; others are ignored.</summary>
    internal SearchRequest ReadQuery(ScimLimits limits, FilterSyntax syntax)
    {
        if (!Http.Request.QueryString.HasValue)
            return NoParameters;
        return SearchRequest.FromQuery(
            List("attributes"), List("excludedAttributes"), Single("filter"), Single("sortBy"), Single("sortOrder"), Single("startIndex"), Single("count"), Single("cursor"),
            limits, syntax);
    }

    /// <summary>The parameters that choose attributes, which every operation that returns a resource has.</summary>
    internal SearchRequest ReadProjection() =>
        Http.Request.QueryString.HasValue ? SearchRequest.FromQuery(List("attributes"), List("excludedAttributes")) : NoParameters;

    private static readonly SearchRequest NoParameters = new();

    private static string? Header(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();

    /// <summary>A parameter that may stand more than once; its values joined by commas.</summary>
    internal string? List(string name) => Http.Request.Query[name] is { Count: > 0 } values ? string.Join(',', values.ToArray()) : null;

    /// <summary>A parameter that may stand once.</summary>
    internal string? Single(string name) => Http.Request.Query[name] switch
    {
        [] => null,
        [var value] => value,
        _ => throw ScimError.InvalidValue($"The parameter \"{name}\" stands more than once in the URL; send it once.").ToException(),
    };
}
