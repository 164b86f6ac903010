using System.Globalization;

namespace ScimConformance.Provider;

/// <summary>Identifiers that count from 1, for tests and transcripts that must come out the same every time: <c>00000000-0000-4000-8000-000000000001</c>.</summary>
public sealed class SequentialIdSource : IIdSource
{
    private long last;

    /// <inheritdoc/>
    public string Next() => $"00000000-0000-4000-8000-{Interlocked.Increment(ref last).ToString("d12", CultureInfo.InvariantCulture)}";
}
