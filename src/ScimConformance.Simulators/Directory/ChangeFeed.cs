namespace ScimConformance.Simulators.Directory;

/// <summary>The changes of a directory in order, each with its position. Old ones can be forgotten.</summary>
internal sealed class ChangeFeed(TimeProvider clock)
{
    private readonly List<DirectoryChange> _changes = [];
    private long _forgotten;

    /// <summary>The position of the last change; 0 when there was none.</summary>
    public long Position => _forgotten + _changes.Count;

    public void Add(DirectoryChangeKind kind, string objectId, params IReadOnlyList<string> details) =>
        _changes.Add(new DirectoryChange(Position + 1, clock.GetUtcNow(), kind, objectId, details));

    /// <summary>The changes after a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not one of this feed's, or what followed it was forgotten.</exception>
    public IEnumerable<DirectoryChange> Since(long position)
    {
        if (position < _forgotten || position > Position)
        {
            throw new ArgumentOutOfRangeException(
                nameof(position), position, $"The directory knows its changes after position {_forgotten} up to {Position}; begin with all objects instead (an initial cycle).");
        }

        return _changes.Skip((int)(position - _forgotten));
    }

    /// <summary>Forgets what happened up to a position.</summary>
    public void ForgetUpTo(long position)
    {
        var count = (int)Math.Clamp(position - _forgotten, 0, _changes.Count);
        _changes.RemoveRange(0, count);
        _forgotten += count;
    }
}
