using System.Collections.Concurrent;

namespace ScimConformance.Provider.OAuth;

/// <summary>Remembers the assertions that were used until they expire (RFC 7523 section 3, number 7). Each node remembers its own.</summary>
internal sealed class ReplayGuard(TimeProvider clock)
{
    private const int PruneFrom = 1024;

    private readonly ConcurrentDictionary<(string Issuer, string Id), DateTimeOffset> used = new();
    private int pruneAt = PruneFrom;

    /// <summary>Whether this is the first use.</summary>
    internal bool IsFirst(string issuer, string id, DateTimeOffset expiresAt)
    {
        if (used.Count >= Volatile.Read(ref pruneAt))
            Prune();
        return used.TryAdd((issuer, id), expiresAt);
    }

    private void Prune()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, expiresAt) in used)
            if (expiresAt <= now)
                used.TryRemove(key, out _);
        // Doubling keeps the cost of a use constant on average when all are still good.
        Volatile.Write(ref pruneAt, Math.Max(PruneFrom, used.Count * 2));
    }
}
