using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Tenants;

/// <summary>Keeps one tenant from using up what all share: each has a bucket of requests of its own.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string>? limiter;

    /// <exception cref="ArgumentException">A number is below 1.</exception>
    internal RateLimits(ScimRateLimit? limit)
    {
        if (limit is null)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.RequestsPerSecond, 1, nameof(limit.RequestsPerSecond));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Burst, 1, nameof(limit.Burst));
        limiter = PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetTokenBucketLimiter(partition, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Burst,
            // Whole requests only, so the period is that of one request, or a tenth of a second where that would be too short for a timer.
            TokensPerPeriod = Math.Max(1, limit.RequestsPerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, limit.RequestsPerSecond / 10) / (double)limit.RequestsPerSecond),
            QueueLimit = 0,
            AutoReplenishment = true,
        }), StringComparer.Ordinal);
    }

    /// <exception cref="ScimException">429: the tenant has sent too many.</exception>
    internal void Count(HttpContext http, Tenant tenant)
    {
        if (limiter is null)
            return;
        using var lease = limiter.AttemptAcquire(tenant.Name);
        if (lease.IsAcquired)
            return;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        throw new ScimError(429, null, $"Too many requests at once; send the next one in {wait} s, as Retry-After says.").ToException();
    }

    public void Dispose() => limiter?.Dispose();
}
