using System.Collections.Concurrent;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>
/// A provisioning job: brings an application in line with a directory, cycle by cycle, as Microsoft Entra's provisioning service does (Microsoft, How application provisioning works).
/// The engine never looks for changes made in the application; it reads an object when the object's source changed, and sends what differs.
/// </summary>
public sealed class ProvisioningJob : IDisposable
{
    private static readonly TimeSpan SlowestInterval = TimeSpan.FromDays(1);

    private readonly JobContext _job;
    private readonly IProvisioningDialect _onDemandDialect;
    private readonly IDisposable? _wire;
    private readonly JobStateFile? _file;

    internal ProvisioningJob(JobSetup setup, ProvisioningJobOptions options, IDisposable? wire)
    {
        ScopingRules.RequireUsable(setup.Mapping, options.Scope);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallel, 1, nameof(options));
        _wire = wire;
        _onDemandDialect = setup.OnDemandDialect;
        var state = new JobState();
        if (options.StateFile is { } path)
        {
            (_file, state) = JobStateFile.Load(path);
        }

        if (options.Origin is { } origin && state.Facts.Origin != origin)
        {
            state.Change(f => f with { Origin = origin });
        }

        _job = new JobContext(setup.Directory, setup.Mapping, options, setup.Wire, setup.Dialect, state) { PassesTransportFailuresOn = setup.PassesTransportFailuresOn };
        if (state.Facts.Mapping is { } former && former != MappingFingerprint.Of(setup.Mapping))
        {
            BeginAnew("The attribute mappings or scoping filters are not those of the last cycle; all objects are evaluated again.");
        }
    }

    /// <summary>The job's id.</summary>
    public string Id => _job.JobId;

    /// <summary>The job as Microsoft Graph shows it.</summary>
    public JobStatus Status => JobStatus.Of(_job);

    /// <summary>How many requests were sent so far.</summary>
    public long Requests => _job.Requests;

    /// <summary>How many of them were to change something.</summary>
    public long Writes => _job.Writes;

    internal JobState State => _job.State;

    internal JobContext Context => _job;

    /// <summary>The id that the application gave to an object's counterpart, or null while there is none.</summary>
    public string? LinkOf(string objectId) => _job.State.LinkOf(objectId)?.TargetId;

    /// <summary>What the directory was made from whose job left this memory (<see cref="ProvisioningJobOptions.Origin"/>).</summary>
    /// <param name="stateFile">The file.</param>
    /// <returns>Null when there is no such file, or nothing was told.</returns>
    /// <exception cref="FormatException">The file is none of a job's memory.</exception>
    /// <exception cref="IOException">It cannot be read, or another process has it open.</exception>
    public static string? OriginOf(string stateFile)
    {
        if (!File.Exists(stateFile))
        {
            return null;
        }

        var (file, state) = JobStateFile.Load(stateFile);
        file.Dispose();
        return state.Facts.Origin;
    }

    /// <summary>Test Connection.</summary>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public async Task<string?> TestConnectionAsync() => (await ConnectionTest.RunAsync(_job).ConfigureAwait(false))?.Reason;

    /// <summary>Switches the job on. The first cycle is an initial one.</summary>
    public void Start()
    {
        _job.State.Change(f => f with { IsStarted = true, IsSwitchedOff = false });
        _job.Audit("Start provisioning", "success", "");
    }

    /// <summary>Switches the job off; a cycle that is running ends first.</summary>
    public void Pause()
    {
        _job.State.Change(f => f with { IsStarted = false });
        _job.Audit("Stop provisioning", "success", "");
    }

    /// <summary>Switches the job on after forgetting what is named.</summary>
    public void Restart(ResetScopes reset)
    {
        if (reset.HasFlag(ResetScopes.Watermark))
        {
            ForgetWatermark();
        }

        if (reset.HasFlag(ResetScopes.Escrows))
        {
            _job.State.ForgetEscrows();
        }

        if (reset.HasFlag(ResetScopes.ConnectorDataStore))
        {
            _job.State.ForgetLinks();
        }

        _job.State.Change(f => f with
        {
            IsStarted = true,
            IsSwitchedOff = false,
            EscrowsPruned = false,
            Quarantine = reset.HasFlag(ResetScopes.QuarantineState) ? null : f.Quarantine,
            DeletesAllowed = f.DeletesAllowed || reset.HasFlag(ResetScopes.ForceDeletes),
        });
        _job.Audit("Restart provisioning", "success", $"resetScope: {reset}");
    }

    /// <summary>Puts other attribute mappings or scoping filters in force. All objects are evaluated again: the next cycle is an initial one. Links, failures and quarantine stay.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <exception cref="ArgumentException">A scoping filter has an unknown operator, or an attribute that cannot be filtered by.</exception>
    public void ChangeMapping(ApplicationMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ScopingRules.RequireUsable(mapping, _job.Options.Scope);
        _job.TakeMapping(mapping);
        BeginAnew("All objects are evaluated again.");
    }

    /// <summary>Permits the deletions that wait; the next cycle makes them.</summary>
    public void AllowDeletes() => Restart(ResetScopes.ForceDeletes);

    /// <summary>Puts the job into quarantine by hand.</summary>
    /// <param name="detail">Why.</param>
    public void QuarantineOnDemand(string detail) => CycleEnd.Enter(_job, Quarantine.OnDemand, detail);

    /// <summary>Runs one cycle now, whatever the schedule says.</summary>
    /// <param name="cancellation">Gives up between two objects; the next cycle begins where this one began.</param>
    /// <exception cref="InvalidOperationException">The job was not started, or was switched off after too long a quarantine.</exception>
    public async Task<CycleReport> RunCycleAsync(CancellationToken cancellation = default)
    {
        if (_job.State.Facts is not { IsStarted: true, IsSwitchedOff: false })
        {
            throw new InvalidOperationException($"The job is {Status.Code}; start or restart it first.");
        }

        var (began, requests, writes) = (_job.Now, _job.Requests, _job.Writes);
        var cycle = ProvisioningCycle.Begin(_job);
        try
        {
            await cycle.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _job.Tell(null);
        }

        CycleEnd.Close(_job, cycle, began);
        return new CycleReport(
            cycle.Id, cycle.IsInitial, began, _job.Now, new Dictionary<TurnOutcome, int>(cycle.Counts), _job.Requests - requests, _job.Writes - writes, cycle.Stop?.Reason);
    }

    /// <summary>Runs cycles as the schedule says, until a time is reached or the job is switched off.</summary>
    /// <param name="until">When to end; a cycle that is due later is not begun.</param>
    /// <param name="afterCycle">Told of each cycle, and the place to change the directory in; null for nobody.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many cycles were run.</returns>
    public async Task<int> RunUntilAsync(DateTimeOffset until, Action<CycleReport>? afterCycle = null, CancellationToken cancellation = default)
    {
        var count = 0;
        while (_job.State.Facts is { IsStarted: true, IsSwitchedOff: false } facts)
        {
            var due = facts.NextCycle ?? _job.Now;
            if (due > until)
            {
                break;
            }

            if (due - _job.Now is { } wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _job.Options.Clock, cancellation).ConfigureAwait(false);
            }

            // Not in one expression: without anybody to tell, ?. would skip the cycle too.
            var report = await RunCycleAsync(cancellation).ConfigureAwait(false);
            afterCycle?.Invoke(report);
            count++;
        }

        return count;
    }

    /// <summary>Provisions one person, or one group with at most five named members, at once.</summary>
    /// <param name="objectId">The directory id.</param>
    /// <param name="memberIds">Of a group: the members to provision with it.</param>
    /// <exception cref="ArgumentException">There is no such object, or too many members are named.</exception>
    /// <exception cref="InvalidOperationException">Tokens of an authorization server are in use and the job is not paused.</exception>
    public Task<OnDemandResult> ProvisionOnDemandAsync(string objectId, params IReadOnlyList<string> memberIds) =>
        OnDemandProvisioning.RunAsync(_job, _onDemandDialect, objectId, memberIds);

    /// <summary>Removes what is linked by plain requests that are no part of the identity provider's own traffic, groups first.</summary>
    /// <param name="done">Told now and then how many are done, of how many; null for nobody.</param>
    /// <returns>What could not be removed, in words.</returns>
    public async Task<IReadOnlyList<string>> RemoveLinkedAsync(Action<int, int>? done = null)
    {
        var left = new ConcurrentQueue<string>();
        var links = _job.State.Links();
        var count = 0;
        foreach (var kind in links.GroupBy(l => l.Link.Kind).OrderByDescending(g => g.Key))
        {
            await Parallel.ForEachAsync(kind, new ParallelOptions { MaxDegreeOfParallelism = _job.Options.Parallel }, async (item, _) =>
            {
                if (await CleanUp.RemoveAsync(_job, item.Link).ConfigureAwait(false) is { } problem)
                {
                    left.Enqueue(problem);
                }
                else
                {
                    _job.State.Unlink(item.ObjectId);
                }

                var number = Interlocked.Increment(ref count);
                if (number % 100 == 0 || number == links.Count)
                {
                    done?.Invoke(number, links.Count);
                }
            }).ConfigureAwait(false);
        }

        return [.. left];
    }

    /// <summary>An initial cycle exports memberships again: the application may have lost them with a switched-off account.</summary>
    private void ForgetWatermark()
    {
        _job.State.ExportMembersAgain();
        _job.State.Change(f => f with { Watermark = null });
    }

    private void BeginAnew(string reason)
    {
        ForgetWatermark();
        _job.Audit("Update attribute mappings or scope", "success", reason);
    }

    /// <summary>Brings one object in line, with its references, outside of any cycle and without probes: what a cycle does with it.</summary>
    internal async Task<TurnOutcome> SynchronizeAsync(string objectId)
    {
        var source = SourceObject.Find(_job.Directory, objectId, _job.Mapping, _job.Options, delta: null)
            ?? throw new ArgumentException($"The directory has no object '{objectId}'.", nameof(objectId));
        var turn = new ObjectTurn(_job, source, new TurnLog(_job, source, "none"));
        var outcome = await turn.RunAsync().ConfigureAwait(false);
        if (outcome is TurnOutcome.Failed)
        {
            return outcome;
        }

        if (source.Kind == ProvisionedObjectType.Group)
        {
            await new MembersTurn(_job, source, new TurnLog(_job, source, "none")).RunAsync().ConfigureAwait(false);
        }
        else if (ManagerTurn.IsNeeded(_job, source, turn.Shown))
        {
            var shown = _job.Mapping.Users.Attributes.Where(l => l.IsReference).ToDictionary(l => l.Target.Text, l => ManagerTurn.ShownId(l, turn.Shown));
            await new ManagerTurn(_job, source, new TurnLog(_job, source, "none")).RunAsync(shown).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _wire?.Dispose();
    }

    /// <summary>When the next cycle is due: as often as the interval says, slower and slower in quarantine, once a day at last.</summary>
    internal static TimeSpan IntervalOf(ProvisioningJobOptions options, Quarantine? quarantine)
    {
        var interval = options.Interval;
        for (var i = 0; i < quarantine?.Cycles && interval < SlowestInterval; i++)
        {
            interval *= 2;
        }

        return interval < SlowestInterval ? interval : SlowestInterval;
    }
}

/// <summary>What a job is made of.</summary>
internal sealed record JobSetup(IdpDirectory Directory, ApplicationMapping Mapping, IProvisioningWire Wire, IProvisioningDialect Dialect)
{
    /// <summary>How on-demand provisioning speaks: the compliance flag has no effect there.</summary>
    public required IProvisioningDialect OnDemandDialect { get; init; }

    public bool PassesTransportFailuresOn { get; init; }
}
