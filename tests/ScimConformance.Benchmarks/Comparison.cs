namespace ScimConformance.Benchmarks;

/// <summary>One round of one server.</summary>
/// <param name="PerSecond">Requests answered a second.</param>
/// <param name="CpuMicroseconds">The server's processor time a request.</param>
internal readonly record struct Round(double PerSecond, double CpuMicroseconds)
{
    /// <summary>A server that does not offer the operation.</summary>
    public static Round Refused { get; } = new(double.NaN, double.NaN);
}

/// <summary>The rounds of one operation on both servers.</summary>
internal sealed class Comparison(Operation operation, int bytes)
{
    private readonly List<(Round Provider, Round Bare)> _rounds = [];

    public Operation Operation { get; } = operation;

    /// <summary>Length of the answer's body.</summary>
    public int Bytes { get; } = bytes;

    public Round Provider => Median(_rounds.Select(r => r.Provider));

    public Round Bare => Median(_rounds.Select(r => r.Bare));

    /// <summary>The median of the rounds' ratios: what disturbs a round disturbs both its halves.</summary>
    public double Ratio => Median(_rounds.Select(r => r.Provider.PerSecond / r.Bare.PerSecond));

    /// <exception cref="InvalidOperationException">A server refused; both have to offer what is compared.</exception>
    public void Add(Round provider, Round bare) => _rounds.Add(provider == Round.Refused || bare == Round.Refused
        ? throw new InvalidOperationException($"{Operation.Title}: a server refused all requests; a measurement of errors is worth nothing.")
        : (provider, bare));

    /// <summary>The median of each number.</summary>
    public static Round Median(IEnumerable<Round> rounds)
    {
        var all = rounds.ToList();
        return new Round(Median(all.Select(r => r.PerSecond)), Median(all.Select(r => r.CpuMicroseconds)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
