using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>The shared state of a provider that is the only one over its store.</summary>
internal sealed class InMemorySharedState : ISharedState
{
    private const int PruneFrom = 1024;

    private readonly ConcurrentDictionary<string, byte[]> secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);
    private int pruneAt = PruneFrom;

    public ValueTask<byte[]> GetSecretAsync(string name, CancellationToken cancel) =>
        ValueTask.FromResult(secrets.GetOrAdd(name, static _ => RandomNumberGenerator.GetBytes(32)));

    public ValueTask<bool> IsFirstUseAsync(string what, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        if (used.Count >= Volatile.Read(ref pruneAt))
            Prune(now);
        return ValueTask.FromResult(used.TryAdd(what, until));
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (what, until) in used)
            if (until <= now)
                used.TryRemove(what, out _);
        // Doubling keeps the cost of a use constant on average when all are still good.
        Volatile.Write(ref pruneAt, Math.Max(PruneFrom, used.Count * 2));
    }
}
