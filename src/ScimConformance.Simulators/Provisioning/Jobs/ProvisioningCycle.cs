using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>One cycle: everybody (initial) or whoever changed (incremental), people first, then groups, then references.</summary>
internal sealed class ProvisioningCycle
{
    private readonly JobContext _job;
    private readonly DirectoryDelta? _delta;
    private readonly ConcurrentDictionary<TurnOutcome, int> _counts = [];
    private readonly ConcurrentQueue<(string Id, IReadOnlyDictionary<string, string?> Shown)> _references = [];
    private readonly HashSet<string> _staged = new(StringComparer.Ordinal);
    private ExportFailure? _stop;
    private int _objectFailures;

    private ProvisioningCycle(JobContext job, string id, DirectoryDelta? delta) => (_job, Id, _delta) = (job, id, delta);

    /// <summary>The cycle's id.</summary>
    public string Id { get; }

    /// <summary>Whether it looks at everybody.</summary>
    public bool IsInitial => _delta is null;

    /// <summary>How far it read the source.</summary>
    public long Watermark { get; private init; }

    /// <summary>How many objects had which outcome.</summary>
    public IReadOnlyDictionary<TurnOutcome, int> Counts => _counts;

    /// <summary>How many objects failed, references not counted.</summary>
    public int ObjectFailures => _objectFailures;

    /// <summary>Why it ended before its end; null when it did not.</summary>
    public ExportFailure? Stop => _stop;

    /// <summary>How many deletions and switchings-off wait for permission.</summary>
    public int StagedCount => _staged.Count;

    /// <summary>Begins a cycle where the last one ended, or with everybody.</summary>
    public static ProvisioningCycle Begin(JobContext job)
    {
        job.Directory.PurgeExpired();
        var id = job.Ids.Next();
        if (job.State.Facts.Watermark is { } watermark && watermark <= job.Directory.Watermark)
        {
            try
            {
                var delta = job.Directory.ChangesSince(watermark);
                return new ProvisioningCycle(job, id, delta) { Watermark = delta.Watermark };
            }
            catch (ArgumentOutOfRangeException)
            {
                // The directory forgot what happened since; everybody has to be looked at.
            }
        }

        return new ProvisioningCycle(job, id, null) { Watermark = job.Directory.Watermark };
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">It was given up between two objects; the next cycle begins where this one began.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_job.Options.Probes > 0 && await ConnectionTest.RunAsync(_job).ConfigureAwait(false) is { } failure)
        {
            _stop = failure with { StopsJob = true };
            return;
        }

        var users = new List<string>();
        var groups = new List<string>();
        Divide(users, groups);
        Stage(users.Concat(groups));
        await EachAsync("users", users, ObjectAsync, cancellation).ConfigureAwait(false);
        await EachAsync("groups", groups, ObjectAsync, cancellation).ConfigureAwait(false);
        await EachAsync("managers", _references.ToList(), r => ManagerAsync(r.Id, r.Shown), cancellation).ConfigureAwait(false);
        await EachAsync("members", groups, MembersAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whose turn it is: those who changed and those who are due for another try; in an initial cycle everybody.</summary>
    private void Divide(List<string> users, List<string> groups)
    {
        var groupsToo = _job.HasGroups;
        if (IsInitial)
        {
            users.AddRange(_job.Directory.Users.Where(u => u.State != AccountState.HardDeleted || _job.State.LinkOf(u.Id) is not null).Select(u => u.Id));
            groups.AddRange(_job.Directory.Groups.Where(g => groupsToo && (g.State != AccountState.HardDeleted || _job.State.LinkOf(g.Id) is not null)).Select(g => g.Id));
            return;
        }

        var now = _job.Now;
        var allowed = _job.State.Facts.DeletesAllowed;
        var due = _job.State.Escrows().Where(e => e.IsStaged ? allowed : e.RetryAt <= now).Select(e => e.ObjectId);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in _job.Directory.AffectedBy(_delta!).Concat(due).Where(seen.Add))
        {
            if (_job.Directory.FindUser(id) is not null)
            {
                users.Add(id);
            }
            else if (groupsToo)
            {
                groups.Add(id);
            }
        }
    }

    /// <summary>Finds out whether more would be deleted or switched off than the threshold permits, before anything is.</summary>
    private void Stage(IEnumerable<string> ids)
    {
        if (_job.Options.DeletionThreshold is not { } threshold || _job.State.Facts.DeletesAllowed)
        {
            return;
        }

        foreach (var id in ids)
        {
            if (Find(id) is { } source && ObjectTurn.IsDeprovisioning(_job, source))
            {
                _staged.Add(id);
            }
        }

        foreach (var waiting in _job.State.Escrows().Where(e => e.IsStaged))
        {
            _staged.Add(waiting.ObjectId);
        }

        if (_staged.Count < threshold)
        {
            _staged.Clear();
        }
    }

    private async Task ObjectAsync(string id)
    {
        if (Find(id) is not { } source)
        {
            _job.State.Release(id, isReference: false);
            _job.State.Release(id, isReference: true);
            return;
        }

        var turn = new ObjectTurn(_job, source, new TurnLog(_job, source, Id));
        var outcome = await turn.RunAsync(_staged.Contains(id)).ConfigureAwait(false);
        Count(outcome);
        if (outcome == TurnOutcome.Failed)
        {
            Interlocked.Increment(ref _objectFailures);
        }

        StopAfter(turn.Failure);

        if (source.Kind == ProvisionedObjectType.User
            && outcome is TurnOutcome.Created or TurnOutcome.Updated or TurnOutcome.Unchanged
            && ManagerTurn.IsNeeded(_job, source, turn.Shown))
        {
            _references.Enqueue((id, ShownReferences(turn.Shown)));
        }
        else if (source.Kind == ProvisionedObjectType.User && outcome is not (TurnOutcome.Failed or TurnOutcome.Staged))
        {
            // Whatever failed before: there is nothing to refer to any more.
            _job.State.Release(id, isReference: true);
        }
    }

    /// <summary>The references that the application showed; of a new user none, for which a hundred thousand share one object.</summary>
    private IReadOnlyDictionary<string, string?> ShownReferences(JsonNode? shown) => shown is null
        ? ReadOnlyDictionary<string, string?>.Empty
        : _job.Mapping.Users.Attributes.Where(l => l.IsReference).ToDictionary(l => l.Target.Text, l => ManagerTurn.ShownId(l, shown), StringComparer.Ordinal);

    private async Task ManagerAsync(string id, IReadOnlyDictionary<string, string?> shown)
    {
        if (Find(id) is { } source)
        {
            var turn = new ManagerTurn(_job, source, new TurnLog(_job, source, Id));
            CountReference(await turn.RunAsync(shown).ConfigureAwait(false));
            StopAfter(turn.Failure);
        }
    }

    private async Task MembersAsync(string id)
    {
        if (Find(id) is { } source)
        {
            var turn = new MembersTurn(_job, source, new TurnLog(_job, source, Id));
            CountReference(await turn.RunAsync().ConfigureAwait(false));
            StopAfter(turn.Failure);
        }
    }

    private void StopAfter(ExportFailure? failure)
    {
        if (failure is { StopsJob: true })
        {
            Interlocked.CompareExchange(ref _stop, failure, null);
        }
    }

    private SourceObject? Find(string id) => SourceObject.Find(_job.Directory, id, _job.Mapping, _job.Options, _delta);

    private void Count(TurnOutcome outcome) => _counts.AddOrUpdate(outcome, 1, (_, n) => n + 1);

    private void CountReference(TurnOutcome outcome)
    {
        if (outcome is TurnOutcome.Referenced or TurnOutcome.Failed)
        {
            Count(outcome);
        }
    }

    private async Task EachAsync<T>(string phase, List<T> items, Func<T, Task> turn, CancellationToken cancellation)
    {
        var done = 0;
        // A progress bar needs no more than this.
        var step = Math.Max(1, items.Count / 500);
        _job.Tell(new CycleProgress(phase, 0, items.Count));
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = _job.Options.Parallel, CancellationToken = cancellation },
            async (item, _) =>
            {
                if (Volatile.Read(ref _stop) is null)
                {
                    await turn(item).ConfigureAwait(false);
                    var count = Interlocked.Increment(ref done);
                    if (count % step == 0 || count == items.Count)
                    {
                        _job.Tell(new CycleProgress(phase, count, items.Count));
                    }
                }
            }).ConfigureAwait(false);
    }
}
