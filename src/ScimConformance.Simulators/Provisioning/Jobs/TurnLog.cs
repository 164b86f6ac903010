using System.Globalization;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Collects what the provisioning log says of one object's turn, with Microsoft's names and sentences.</summary>
internal sealed class TurnLog(JobContext job, SourceObject source, string cycleId)
{
    private static readonly Dictionary<string, string> NoDetails = [];

    private readonly List<ProvisioningLogStep> _steps = [];
    private readonly long _began = job.Options.Clock.GetTimestamp();

    private string Name => $"{source.Kind} '{source.Name}'";

    private string Application => job.Options.Application;

    /// <summary>Whether somebody reads it.</summary>
    public bool IsOn => job.Options.Log is not null || KeepsRecord;

    /// <summary>Whether the record is kept for whoever asked for this one turn.</summary>
    public bool KeepsRecord { get; init; }

    /// <summary>The record, when it is kept.</summary>
    public ProvisioningLogRecord? Record { get; private set; }

    /// <summary>What was changed.</summary>
    public List<ModifiedProperty> Modified { get; } = [];

    /// <summary>Notes changes.</summary>
    public void Modify(IEnumerable<AttributeChange> changes)
    {
        if (IsOn)
        {
            Modified.AddRange(changes.Select(c => c.ToModifiedProperty()));
        }
    }

    /// <summary>Notes where the object came from: a change of the directory, or a failure whose retry is due.</summary>
    public void Imported(bool isRetry = false)
    {
        if (isRetry)
        {
            Add("EntryImport", "import", "success", () => "We are retrying an operation that previously failed.");
            return;
        }

        Add($"EntryImport{source.Change}", "import", "success", () => $"Received {Name} change of type ({source.Change}) from Azure Active Directory");
    }

    public void Scoped(bool inScope) => Add(
        "EntrySynchronizationScoping",
        "scoping",
        inScope ? "success" : "skipped",
        () => $"Determine if {source.Kind} in scope by evaluating against each scoping filter",
        () => source.ScopingDetails(job.MappingOf(source.Kind).ScopingFilters, job.Options));

    /// <summary>Notes what matching came to.</summary>
    /// <param name="action">What follows: <c>Add</c>, <c>Update</c> or <c>Skip</c>.</param>
    /// <param name="description">In words.</param>
    /// <param name="queries">What each matching attribute that was asked for found; null when none was.</param>
    public void Matched(string action, Func<string> description, Dictionary<string, string>? queries = null) => Add(
        $"EntrySynchronization{action}", "matching", action == "Skip" ? "skipped" : "success", description, queries is null ? null : () => queries);

    public void Exported(string action, string status, Func<string> description) => Add($"EntryExport{action}", "export", status, description);

    public void Resolved(string status, Func<string> description) => Add("EntrySynchronizationReference", "referenceResolution", status, description);

    /// <summary>Says that the last export failed, and when it is tried again.</summary>
    public void Failed(string action, ExportFailure failure, Escrow escrow, bool isReference) => Add(
        isReference ? "EntrySynchronizationReference" : $"EntryExport{action}",
        isReference ? "referenceResolution" : "export",
        "failure",
        () => $"Failed to {(action == "Add" ? "create" : action.ToLowerInvariant())} {Name} in {Application}; Error: {failure.Reason} This operation was retried {escrow.Attempts - 1} times. "
            + $"It will be retried again after this date: {escrow.RetryAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)} UTC",
        () => new Dictionary<string, string> { ["ErrorCode"] = failure.ErrorCode });

    /// <summary>Writes the record.</summary>
    public void Write(string action, string status, string? targetId, string? errorCode = null, string? reason = null)
    {
        if (!IsOn)
        {
            return;
        }

        Record = new ProvisioningLogRecord
        {
            Id = job.Ids.Next(),
            ActivityDateTime = job.Now,
            TenantId = job.TenantId,
            JobId = job.JobId,
            CycleId = cycleId,
            ChangeId = job.Ids.Next(),
            Action = action,
            Duration = job.Options.Clock.GetElapsedTime(_began),
            Status = status,
            ErrorCode = errorCode,
            Reason = reason,
            Steps = _steps,
            ModifiedProperties = Modified,
            Source = new LoggedIdentity(source.Id, source.Name, $"{source.Kind}"),
            Target = targetId is null ? null : new LoggedIdentity(targetId, source.Name, SchemaOf(source.Kind)),
            Application = Application,
            ServicePrincipalId = job.ServicePrincipalId,
        };
        job.Options.Log?.Write(Record);
    }

    private static string SchemaOf(ProvisionedObjectType kind) => kind == ProvisionedObjectType.User
        ? "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
        : "urn:ietf:params:scim:schemas:core:2.0:Group";

    private void Add(string name, string type, string status, Func<string> description, Func<Dictionary<string, string>>? details = null)
    {
        if (IsOn)
        {
            _steps.Add(new ProvisioningLogStep(name, type, status, description(), details?.Invoke() ?? NoDetails));
        }
    }
}
