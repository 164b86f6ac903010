namespace ScimConformance.Simulators.Entra;

/// <summary>The tokens of one tenant: the same one until shortly before it expires, then the next. Safe for use from several tasks.</summary>
internal sealed class EntraTokenSource(string tenantId, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private string? _token;
    private DateTimeOffset _expires;

    /// <summary>A token that is good now.</summary>
    public string Next()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_token is null || now >= _expires - Margin)
            {
                _token = EntraToken.Compose(tenantId, now);
                _expires = now + EntraToken.Lifetime;
            }

            return _token;
        }
    }
}
