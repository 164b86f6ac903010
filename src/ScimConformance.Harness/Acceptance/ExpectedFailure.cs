namespace ScimConformance.Harness;

/// <summary>A failure that somebody knows of and accepts for a time.</summary>
/// <param name="Check">The id of the check that fails.</param>
/// <param name="Reason">Why that is accepted, in plain words.</param>
/// <param name="Link">Where it is being worked on, an absolute http or https URL; null for nowhere.</param>
/// <param name="Until">The last day (UTC) on which it is accepted; null for no end.</param>
public sealed record ExpectedFailure(string Check, string Reason, Uri? Link = null, DateOnly? Until = null)
{
    /// <summary>Whether the last day on which it is accepted is over.</summary>
    /// <param name="today">The day (UTC) of the run.</param>
    public bool HasLapsed(DateOnly today) => Until is { } last && last < today;

    /// <summary>Reason and link, for people.</summary>
    internal string Told => Link is null ? Reason : $"{Reason} ({Link.OriginalString})";
}
