namespace ScimConformance.Provider;

/// <summary>How many requests a tenant may send; more are answered with 429 and Retry-After.</summary>
/// <param name="RequestsPerSecond">On average; 1 or more.</param>
/// <param name="Burst">At once, after a pause; 1 or more.</param>
public sealed record ScimRateLimit(int RequestsPerSecond, int Burst)
{
    /// <summary>As many at once as in a second.</summary>
    public ScimRateLimit(int requestsPerSecond)
        : this(requestsPerSecond, requestsPerSecond)
    {
    }
}
