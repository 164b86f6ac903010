using System.Globalization;

namespace ScimConformance.Harness;

/// <summary>How the pace of a run was held back.</summary>
/// <param name="Rate">The most requests a second that the run allowed itself; null for no limit.</param>
/// <param name="Answers">How many answers of 429, or of 503 with Retry-After, asked the run to wait.</param>
/// <param name="Waited">How long it waited for them in all, each pause counted once however many requests stood in it.</param>
/// <param name="GivenUp">How many requests were not repeated once more, because tries or patience were at an end.</param>
public sealed record RunThrottling(double? Rate, int Answers, TimeSpan Waited, int GivenUp)
{
    /// <summary>What there is to tell, one sentence; null where the endpoint never asked for patience.</summary>
    public string? Told => Answers == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"The endpoint asked for patience {Answers} times (429, or 503 with Retry-After); the run waited {Waited.TotalSeconds:0.0} s{(GivenUp > 0 ? $" and gave up on {GivenUp} requests: lower --rate or --parallel" : "")}.");
}
