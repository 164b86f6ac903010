namespace ScimConformance.Harness;

/// <summary>Gathers what a check judges, so that all findings are reported at once.</summary>
public sealed class FindingCollector
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];

    /// <summary>How many facts were judged, met or not.</summary>
    public int Judged { get; private set; }

    /// <summary>The unmet expectations so far.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            lock (_lock)
            {
                return _findings.ToList();
            }
        }
    }

    /// <summary>Judges one fact.</summary>
    /// <param name="holds">Whether it is as expected.</param>
    /// <param name="expected">What is expected, in words.</param>
    /// <param name="actual">What was seen, in words.</param>
    /// <param name="exchange">The place in the transcript of the exchange that shows it.</param>
    public void Judge(bool holds, string expected, string actual, int? exchange = null)
    {
        lock (_lock)
        {
            Judged++;
            if (!holds)
            {
                _findings.Add(new Finding(expected, actual, exchange));
            }
        }
    }
}
