namespace ScimConformance.Simulators.Provisioning;

/// <summary>
/// When a failed change is tried again. Microsoft documents both: transient failures (429, 5xx, time-outs) after 40 minutes (Analyze the provisioning logs),
/// others 6, 12 and 24 hours after the first failure and every 24 hours from then on, for 28 days (Application provisioning in quarantine status).
/// </summary>
internal static class RetrySchedule
{
    /// <summary>How long a change is tried again; then it is forgotten until its source changes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(28);

    /// <summary>How long after a transient failure the next try comes.</summary>
    public static readonly TimeSpan Transient = TimeSpan.FromMinutes(40);

    private static readonly HashSet<string> TransientCodes = ["TooManyRequests", "InternalServerError", "Timeout", "WebExceptionProtocolError"];

    /// <summary>Whether a failure passes by itself.</summary>
    public static bool IsTransient(string errorCode) => TransientCodes.Contains(errorCode);

    /// <summary>When the next try is due.</summary>
    /// <param name="errorCode">Why the last one failed.</param>
    /// <param name="first">When the first one failed.</param>
    /// <param name="attempts">How many failed, 1 or more.</param>
    /// <param name="now">The time of the last failure.</param>
    public static DateTimeOffset Next(string errorCode, DateTimeOffset first, int attempts, DateTimeOffset now)
    {
        if (IsTransient(errorCode) && attempts <= 3)
        {
            return now + Transient;
        }

        var due = first + attempts switch
        {
            1 => TimeSpan.FromHours(6),
            2 => TimeSpan.FromHours(12),
            _ => TimeSpan.FromHours(24),
        };
        return due > now ? due : now + TimeSpan.FromHours(24);
    }
}
