namespace ScimConformance.Harness;

/// <summary>Keeps the book of what a run creates, so that it can be removed even after the run was killed. Safe for use from several tasks.</summary>
public interface IRunJournal
{
    /// <summary>Tells of a request that may create something. It is sent only after this has returned.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="endpoint">The path below the base URL, for example <c>/Users</c>.</param>
    /// <param name="body">The body.</param>
    /// <returns>The number of the entry.</returns>
    /// <exception cref="IOException">The journal cannot be written; the request must not be sent.</exception>
    long Announce(string method, string endpoint, ReadOnlyMemory<byte> body);

    /// <summary>Tells that the answer came and that this was created.</summary>
    /// <param name="entry">The number of the entry.</param>
    /// <param name="target">Its path below the base URL, percent-encoded.</param>
    void Created(long entry, string target);

    /// <summary>Tells that the answer came and that nothing was created.</summary>
    /// <param name="entry">The number of the entry.</param>
    /// <param name="status">The status of the answer.</param>
    void NothingCreated(long entry, int status);

    /// <summary>Tells that this is gone.</summary>
    /// <param name="target">Its path below the base URL, percent-encoded.</param>
    void Removed(string target);
}

/// <summary>A journal that nobody keeps.</summary>
internal sealed class NoJournal : IRunJournal
{
    public static NoJournal Instance { get; } = new();

    public long Announce(string method, string endpoint, ReadOnlyMemory<byte> body) => 0;

    public void Created(long entry, string target)
    {
    }

    public void NothingCreated(long entry, int status)
    {
    }

    public void Removed(string target)
    {
    }
}
