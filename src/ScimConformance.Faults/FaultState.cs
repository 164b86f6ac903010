using System.Collections.Concurrent;

namespace ScimConformance.Faults;

/// <summary>What a fault remembers between requests to one provider.</summary>
public sealed class FaultState
{
    private int _count;

    /// <summary>Values by name.</summary>
    public ConcurrentDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Where requests at the same time wait for each other.</summary>
    public Meetings Meetings { get; } = new();

    /// <summary>Held by what must not be interrupted by other requests.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>Counts up and returns the new number, starting with 1.</summary>
    public int Next() => Interlocked.Increment(ref _count);
}
