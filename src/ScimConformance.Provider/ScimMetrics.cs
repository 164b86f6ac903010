namespace ScimConformance.Provider;

/// <summary>
/// The provider's metrics, by the names that OpenTelemetry and dotnet-counters know them by. Each has the attributes http.request.method,
/// http.route, http.response.status_code and scim.tenant ("" where nobody authenticated).
/// </summary>
public static class ScimMetrics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "ScimConformance.Provider";

    /// <summary>Counts requests.</summary>
    public const string Requests = "scim.server.requests";

    /// <summary>A histogram of durations in seconds.</summary>
    public const string Duration = "scim.server.request.duration";
}
