using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A request as an identity provider puts it on the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query below the base URL, spelt exactly as they are sent.</param>
internal sealed record WireRequest(string Method, string Target)
{
    /// <summary>The headers besides Host, Content-Length and Content-Type.</summary>
    public IReadOnlyList<WireHeader> Headers { get; init; } = [];

    /// <summary>The body, or null.</summary>
    public string? Body { get; init; }

    /// <summary>The Content-Type of the body.</summary>
    public string ContentType { get; init; } = "";
}
