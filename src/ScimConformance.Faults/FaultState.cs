using System.Collections.Concurrent;

namespace ScimConformance.Faults;

/// <summary>What a fault remembers between requests to one provider.</summary>
public sealed class FaultState
{
    private int _count;

    /// <summary>Values by name.</summary>
    public ConcurrentDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts up and returns the new number, starting with 1.</summary>
    public int Next() => Interlocked.Increment(ref _count);
}
