using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What all turns of a job share.</summary>
internal sealed class JobContext
{
    private IReadOnlyList<AttributeMapping> _userMatching = [];
    private IReadOnlyList<AttributeMapping> _groupMatching = [];
    private readonly RequestCounts _counts = new();

    public JobContext(IdpDirectory directory, ApplicationMapping mapping, ProvisioningJobOptions options, IProvisioningWire wire, IProvisioningDialect dialect, JobState state)
    {
        (Directory, Mapping, Options, Wire, Dialect, State) = (directory, mapping, options, wire, dialect, state);
        Language = options.Language with { Clock = options.Clock, Random = MappingOptions.Seeded(unchecked((int)(options.Seed ^ (options.Seed >> 32)))) };
        Ids = new GuidSequence(options.Seed);
        TenantId = options.TenantId ?? Ids.Next();
        ServicePrincipalId = Ids.Next();
        JobId = $"{options.Template}.{TenantId.Replace("-", "", StringComparison.Ordinal)}.{Ids.Next()}";
        if (state.Facts.Cycles is > 0 and var cycles)
        {
            // The tenant and the job are the same as before; cycles and log records are not.
            Ids = new GuidSequence(options.Seed + ((long)cycles << 32));
        }

        TakeMapping(mapping);
    }

    public IdpDirectory Directory { get; }

    public ApplicationMapping Mapping { get; private set; }

    /// <summary>How the mapping language behaves here: with the job's clock, and randomness from its seed.</summary>
    public MappingOptions Language { get; }

    public ProvisioningJobOptions Options { get; }

    public IProvisioningWire Wire { get; }

    public IProvisioningDialect Dialect { get; private set; }

    public JobState State { get; }

    public GuidSequence Ids { get; }

    public string TenantId { get; }

    public string ServicePrincipalId { get; }

    public string JobId { get; }

    /// <summary>Whether a request without answer ends the run instead of one object's turn: a check has to hear of it.</summary>
    public bool PassesTransportFailuresOn { get; init; }

    public long Requests => Interlocked.Read(ref _counts.Requests);

    public long Writes => Interlocked.Read(ref _counts.Writes);

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>How far the running cycle has come, and when that was so; null between cycles.</summary>
    public (CycleProgress Progress, DateTimeOffset At)? Running => _counts.Running is { } running ? (running.Progress, running.At) : null;

    /// <summary>Notes how far a cycle has come, and tells who wants to know; null when it is over.</summary>
    public void Tell(CycleProgress? progress)
    {
        _counts.Running = progress is { } now ? new Observed(now, Now) : null;
        if (progress is { } told)
        {
            Options.Progress?.Invoke(told);
        }
    }

    /// <summary>Puts a mapping in force.</summary>
    public void TakeMapping(ApplicationMapping mapping)
    {
        Mapping = mapping;
        _userMatching = mapping.Users.Matching;
        _groupMatching = mapping.Groups?.Matching ?? [];
    }

    /// <summary>The value of a mapping's line for an object.</summary>
    public MappingValue Evaluate(AttributeMapping line, IMappingSource source) => line.Source.Evaluate(source, Language);

    /// <summary>The same job with another dialect.</summary>
    public JobContext Speaking(IProvisioningDialect dialect)
    {
        var other = (JobContext)MemberwiseClone();
        other.Dialect = dialect;
        return other;
    }

    /// <summary>Whether groups are provisioned.</summary>
    public bool HasGroups => Mapping.Groups is { IsEnabled: true };

    /// <summary>The mapping of a kind of object.</summary>
    public ObjectMapping MappingOf(ProvisionedObjectType kind) => kind == ProvisionedObjectType.User ? Mapping.Users : Mapping.Groups!;

    /// <summary>The attributes that objects of a kind are matched by, first to last.</summary>
    public IReadOnlyList<AttributeMapping> MatchingOf(ProvisionedObjectType kind) => kind == ProvisionedObjectType.User ? _userMatching : _groupMatching;

    /// <summary>Sends a request.</summary>
    /// <param name="action">What it is for.</param>
    /// <param name="request">The request.</param>
    /// <param name="judge">Says what is wrong with the answer.</param>
    /// <param name="isAnchored">Whether it names an object by the id that the application gave it.</param>
    /// <returns>A step that succeeded.</returns>
    /// <exception cref="ExportFailedException">It did not succeed.</exception>
    public async Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge, bool isAnchored)
    {
        Interlocked.Increment(ref _counts.Requests);
        if (request.Method != "GET")
        {
            Interlocked.Increment(ref _counts.Writes);
        }

        try
        {
            var step = await Wire.SendAsync(action, request, judge).ConfigureAwait(false);
            return step.Succeeded ? step : throw new ExportFailedException(ExportFailure.Of(step, isAnchored));
        }
        catch (TransportException e) when (!PassesTransportFailuresOn)
        {
            throw new ExportFailedException(ExportFailure.Of(e));
        }
        catch (TokenException e) when (!PassesTransportFailuresOn)
        {
            throw new ExportFailedException(ExportFailure.Of(e));
        }
    }

    /// <summary>Notes that something failed, and when it is tried again.</summary>
    public Escrow Hold(string objectId, ProvisionedObjectType kind, bool isReference, string errorCode)
    {
        var now = Now;
        var former = State.EscrowOf(objectId, isReference) is { IsStaged: false } held ? held : null;
        var attempts = (former?.Attempts ?? 0) + 1;
        var first = former?.FirstFailure ?? now;
        var escrow = new Escrow(objectId, kind, isReference, errorCode, first, attempts, RetrySchedule.Next(errorCode, first, attempts, now));
        State.Hold(escrow);
        return escrow;
    }

    /// <summary>Writes to the log, if there is one.</summary>
    public void Audit(string activity, string result, string reason) => Options.Log?.Write(new AuditRecord(Now, activity, result, reason, JobId));

    /// <summary>Shared with the same job in another dialect.</summary>
    private sealed class RequestCounts
    {
        public long Requests;
        public long Writes;
        public volatile Observed? Running;
    }

    private sealed record Observed(CycleProgress Progress, DateTimeOffset At);
}
