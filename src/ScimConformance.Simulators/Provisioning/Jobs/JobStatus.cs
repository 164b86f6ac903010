using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>How a job stands, with the names of Microsoft Graph's <c>synchronizationStatus</c>.</summary>
public sealed record JobStatus
{
    private static readonly DateTimeOffset Never = new(1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly JobContext _job;

    private JobStatus(JobContext job) => (_job, Facts) = (job, job.State.Facts);

    /// <summary><c>NotRun</c>, <c>Active</c>, <c>Paused</c> or <c>Quarantine</c>.</summary>
    public string Code => Facts switch
    {
        { Quarantine: not null } => "Quarantine",
        { IsStarted: true } => "Active",
        { Cycles: 0 } => "NotRun",
        _ => "Paused",
    };

    /// <summary>Why the job is in quarantine; null when it is not.</summary>
    public Quarantine? Quarantine => Facts.Quarantine;

    /// <summary>Whether cycles take place: <c>Active</c>, <c>Paused</c>, or <c>Disabled</c> after four weeks of quarantine.</summary>
    public string ScheduleState => Facts.IsSwitchedOff ? "Disabled" : Facts.IsStarted ? "Active" : "Paused";

    /// <summary>How many cycles were run.</summary>
    public int Cycles => Facts.Cycles;

    /// <summary>Users ever linked since the connector data store was cleared; deletions do not lower the number.</summary>
    public int Users => Facts.Users;

    /// <summary>The same for groups.</summary>
    public int Groups => Facts.Groups;

    /// <summary>How many cycles in a row failed altogether.</summary>
    public int CountSuccessiveCompleteFailures => Facts.SuccessiveCompleteFailures;

    /// <summary>When there was nothing more to do for the first time; null while there was.</summary>
    public DateTimeOffset? SteadyStateFirstAchieved => Facts.SteadyStateFirst;

    /// <summary>When the next cycle is due; null before the first.</summary>
    public DateTimeOffset? NextCycle => Facts.NextCycle;

    /// <summary>How many changes wait for another try, and how many deletions for permission.</summary>
    public (int Escrowed, int Staged) Waiting { get; private init; }

    /// <summary>How far the running cycle has come; null between cycles.</summary>
    public CycleProgress? Progress => Running?.Progress;

    private JobFacts Facts { get; }

    private (CycleProgress Progress, DateTimeOffset At)? Running { get; init; }

    internal static JobStatus Of(JobContext job)
    {
        var escrows = job.State.Escrows();
        return new JobStatus(job) { Running = job.Running, Waiting = (escrows.Count(e => !e.IsStaged), escrows.Count(e => e.IsStaged)) };
    }

    /// <summary>The status as Microsoft Graph shows it.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = _job.JobId,
        ["templateId"] = _job.Options.Template,
        ["status"] = new JsonObject
        {
            ["code"] = Code,
            ["countSuccessiveCompleteFailures"] = CountSuccessiveCompleteFailures,
            ["escrowsPruned"] = Facts.EscrowsPruned,
            ["lastExecution"] = Execution(Facts.LastExecution),
            ["lastSuccessfulExecution"] = Execution(Facts.LastSuccess),
            ["lastSuccessfulExecutionWithExports"] = Execution(Facts.LastSuccessWithExports),
            ["progress"] = Running is { } running ? new JsonArray(ToJson(running.Progress, running.At)) : new JsonArray(),
            ["quarantine"] = Quarantine is null ? null : new JsonObject
            {
                ["currentBegan"] = ProvisioningLogRecord.Time(Quarantine.Began),
                ["reason"] = Quarantine.Reason,
                ["seriesBegan"] = ProvisioningLogRecord.Time(Quarantine.Began),
                ["seriesCount"] = Quarantine.Cycles,
                ["error"] = new JsonObject { ["code"] = Quarantine.Reason, ["message"] = Quarantine.Detail },
            },
            ["steadyStateFirstAchievedTime"] = ProvisioningLogRecord.Time(Facts.SteadyStateFirst ?? Never),
            ["steadyStateLastAchievedTime"] = ProvisioningLogRecord.Time(Facts.SteadyStateLast ?? Never),
            ["synchronizedEntryCountByType"] = new JsonArray(Count(ProvisionedObjectType.User, Users), Count(ProvisionedObjectType.Group, Groups)),
            ["troubleshootingUrl"] = null,
        },
        ["schedule"] = new JsonObject { ["expiration"] = null, ["interval"] = XmlConvert.ToString(ScheduleState == "Disabled" ? TimeSpan.MaxValue : _job.Options.Interval), ["state"] = ScheduleState },
        ["synchronizationJobSettings"] = _job.Options.DeletionThreshold is { } threshold
            ? new JsonArray(new JsonObject { ["name"] = "QuarantineTooManyDeletesThreshold", ["value"] = threshold.ToString(CultureInfo.InvariantCulture) })
            : new JsonArray(),
    };

    private static JsonObject ToJson(CycleProgress progress, DateTimeOffset at) => new()
    {
        ["completedUnits"] = progress.Done,
        ["progressObservationDateTime"] = ProvisioningLogRecord.Time(at),
        ["totalUnits"] = progress.Total,
        ["units"] = progress.Phase,
    };

    private static JsonObject Count(ProvisionedObjectType kind, int value) => new() { ["key"] = $"{kind}", ["value"] = value };

    private static JsonObject? Execution(ExecutionFacts? facts) => facts is null ? null : new JsonObject
    {
        ["activityIdentifier"] = facts.ActivityId,
        ["countEntitled"] = facts.Imported,
        ["countEscrowed"] = facts.Escrowed,
        ["countExported"] = facts.Exported,
        ["countImported"] = facts.Imported,
        ["state"] = facts.State,
        ["timeBegan"] = ProvisioningLogRecord.Time(facts.Began),
        ["timeEnded"] = ProvisioningLogRecord.Time(facts.Ended),
    };
}
