namespace ScimConformance.Harness;

/// <summary>How the pace of a run was held back.</summary>
/// <param name="Rate">The most requests a second that the run allowed itself; null for no limit.</param>
/// <param name="Answers">How many answers of 429, or of 503 with Retry-After, asked the run to wait.</param>
/// <param name="Waited">How long it waited for them in all, each pause counted once however many requests stood in it.</param>
/// <param name="GivenUp">How many requests were not repeated once more, because tries or patience were at an end.</param>
public sealed record RunThrottling(double? Rate, int Answers, TimeSpan Waited, int GivenUp);
