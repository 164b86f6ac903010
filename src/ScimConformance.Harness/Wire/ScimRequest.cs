using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>A request to send, as literally as possible.</summary>
public sealed record ScimRequest
{
    /// <summary>The SCIM media type (RFC 7644 section 8.1).</summary>
    public const string ScimMediaType = "application/scim+json";

    /// <summary>Creates a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query relative to the base URL, starting with <c>/</c>, percent-encoded; or an absolute URL.</param>
    public ScimRequest(string method, string target)
    {
        Method = method;
        Target = target;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>Path and query relative to the base URL, percent-encoded; or an absolute URL.</summary>
    public string Target { get; private init; }

    /// <summary>The Accept header; null sends <c>*/*</c>.</summary>
    public string? Accept { get; init; } = ScimMediaType;

    /// <summary>The body's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The Content-Type header of a body.</summary>
    public string ContentType { get; init; } = ScimMediaType;

    /// <summary>Further headers.</summary>
    public IReadOnlyList<WireHeader> Headers { get; init; } = [];

    /// <summary>Whether the target's credentials are left out.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Whether an answer that asks for patience (429, or 503 with Retry-After) is obeyed and the request sent again; false for checks that judge such an answer.</summary>
    public bool ObeysPauses { get; init; } = true;

    /// <summary>Whether the request carries the target's own credentials.</summary>
    internal bool IsAuthenticated => !Anonymous && !Headers.Any(h => h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the User-Agent header is left out, as some identity providers do.</summary>
    public bool OmitUserAgent { get; init; }

    /// <summary>The method that is meant: where a POST stands for another (SCIM 1.1, X-HTTP-Method-Override), that one.</summary>
    internal string EffectiveMethod =>
        Method == "POST" && Headers.FirstOrDefault(h => h.Name.Equals("X-HTTP-Method-Override", StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } meant ? meant.ToUpperInvariant() : Method;

    /// <summary>The same request to another target.</summary>
    internal ScimRequest At(string target) => this with { Target = target };

    /// <summary>The same request with this JSON text as body, sent as UTF-8.</summary>
    public ScimRequest WithBody(string json) => this with { Body = Encoding.UTF8.GetBytes(json) };

    /// <summary>The same request with this JSON as body.</summary>
    public ScimRequest WithBody(JsonNode json) => WithBody(json.ToJsonString(ScimJson.Compact));

    /// <summary>The same request with one more header.</summary>
    public ScimRequest WithHeader(string name, string value) => this with { Headers = [.. Headers, new WireHeader(name, value)] };
}
