namespace ScimConformance.Harness;

/// <summary>What became of a request that a journal tells of.</summary>
/// <param name="BaseUrl">The base URL of the endpoint.</param>
/// <param name="Prefix">How the names of the run begin.</param>
/// <param name="Endpoint">The path below the base URL that the request went to.</param>
/// <param name="Name">The name that the request gives to what it creates; null when there is none.</param>
/// <param name="Targets">The paths below the base URL of what it created and what is not known to be gone.</param>
/// <param name="Answered">Whether the answer is known. If not, the request may have created something, or not have been sent at all.</param>
public sealed record JournalEntry(Uri BaseUrl, string Prefix, string Endpoint, string? Name, IReadOnlyList<string> Targets, bool Answered)
{
    /// <summary>Whether something may be left of it.</summary>
    public bool IsOpen => Targets.Count > 0 || !Answered;
}
