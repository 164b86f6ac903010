namespace ScimConformance.Faults;

/// <summary>
/// Lets requests wait for each other, so that a fault of concurrency shows whenever requests overlap, and not only when a scheduler is unkind.
/// A request that nobody meets goes on after a moment.
/// </summary>
public sealed class Meetings
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Brings, TaskCompletionSource<string> Met)> _alone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TaskCompletionSource<string>>> _listening = new(StringComparer.Ordinal);

    /// <summary>Waits at a place for one other request; requests meet in pairs.</summary>
    /// <param name="place">The place.</param>
    /// <param name="brings">What this request tells the other.</param>
    /// <returns>What the other brought; null when nobody came.</returns>
    public async Task<string?> MeetAsync(string place, string brings = "")
    {
        var met = NewSource();
        lock (_lock)
        {
            if (_alone.Remove(place, out var other))
            {
                other.Met.SetResult(brings);
                return other.Brings;
            }

            _alone[place] = (brings, met);
        }

        if (await CameAsync(met))
        {
            return await met.Task;
        }

        lock (_lock)
        {
            if (!met.Task.IsCompleted)
            {
                _alone.Remove(place);
                return null;
            }
        }

        return await met.Task;
    }

    /// <summary>Waits until something is told; listening begins at the call.</summary>
    /// <param name="what">What.</param>
    /// <returns>What was told with it; null when nothing was.</returns>
    public async Task<string?> HearAsync(string what)
    {
        var heard = NewSource();
        lock (_lock)
        {
            if (!_listening.TryGetValue(what, out var all))
            {
                _listening[what] = all = [];
            }

            all.Add(heard);
        }

        var came = await CameAsync(heard);
        lock (_lock)
        {
            if (_listening.TryGetValue(what, out var all))
            {
                all.Remove(heard);
            }
        }

        return came ? await heard.Task : null;
    }

    /// <summary>Whether somebody listens.</summary>
    /// <param name="what">For what.</param>
    public bool IsAwaited(string what)
    {
        lock (_lock)
        {
            return _listening.TryGetValue(what, out var all) && all.Count > 0;
        }
    }

    /// <summary>Tells everybody who listens.</summary>
    /// <param name="what">What.</param>
    /// <param name="with">What is told with it.</param>
    public void Tell(string what, string with = "")
    {
        lock (_lock)
        {
            if (_listening.Remove(what, out var all))
            {
                all.ForEach(heard => heard.TrySetResult(with));
            }
        }
    }

    private static TaskCompletionSource<string> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<bool> CameAsync(TaskCompletionSource<string> source) =>
        await Task.WhenAny(source.Task, Task.Delay(Patience, TimeProvider.System)) == source.Task;
}
