using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What the provisioning service did with one object in one cycle, with the names of Microsoft Graph's <c>provisioningObjectSummary</c>.</summary>
public sealed record ProvisioningLogRecord
{
    /// <summary>The record's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset ActivityDateTime { get; init; }

    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>The cycle.</summary>
    public required string CycleId { get; init; }

    /// <summary>What joins the records of one change.</summary>
    public required string ChangeId { get; init; }

    /// <summary><c>Create</c>, <c>Update</c>, <c>Delete</c>, <c>Disable</c>, <c>StagedDelete</c> or <c>Other</c>.</summary>
    public required string Action { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary><c>success</c>, <c>failure</c>, <c>skipped</c> or <c>warning</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed or was skipped, for example <c>EntryConflict</c>; null on success.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The same in words; null on success.</summary>
    public string? Reason { get; init; }

    /// <summary>Import, scoping, matching and export, as far as they were reached.</summary>
    public IReadOnlyList<ProvisioningLogStep> Steps { get; init; } = [];

    /// <summary>What was changed in the application.</summary>
    public IReadOnlyList<ModifiedProperty> ModifiedProperties { get; init; } = [];

    /// <summary>The object in the directory.</summary>
    public required LoggedIdentity Source { get; init; }

    /// <summary>The object in the application; null when there is none.</summary>
    public LoggedIdentity? Target { get; init; }

    /// <summary>The application's name.</summary>
    public required string Application { get; init; }

    /// <summary>The application's service principal.</summary>
    public required string ServicePrincipalId { get; init; }

    /// <summary>The record as Microsoft Graph shows it.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["activityDateTime"] = Time(ActivityDateTime),
        ["tenantId"] = TenantId,
        ["jobId"] = JobId,
        ["cycleId"] = CycleId,
        ["changeId"] = ChangeId,
        ["provisioningAction"] = Action,
        ["durationInMilliseconds"] = (long)Duration.TotalMilliseconds,
        ["statusInfo"] = StatusInfo(),
        ["provisioningSteps"] = new JsonArray(Steps.Select(s => (JsonNode)s.ToJson()).ToArray()),
        ["modifiedProperties"] = new JsonArray(ModifiedProperties.Select(p => (JsonNode)p.ToJson()).ToArray()),
        ["servicePrincipal"] = new JsonObject { ["id"] = ServicePrincipalId, ["displayName"] = Application },
        ["sourceSystem"] = new JsonObject { ["id"] = TenantId, ["displayName"] = "Azure Active Directory", ["details"] = new JsonObject() },
        ["targetSystem"] = new JsonObject
        {
            ["id"] = ServicePrincipalId,
            ["displayName"] = Application,
            ["details"] = new JsonObject { ["ApplicationId"] = JobId.Split('.')[^1], [nameof(ServicePrincipalId)] = ServicePrincipalId, ["ServicePrincipalDisplayName"] = Application },
        },
        ["initiatedBy"] = new JsonObject { ["id"] = "", ["displayName"] = "Azure AD Provisioning Service", ["initiatorType"] = "system" },
        ["sourceIdentity"] = Source.ToJson(),
        ["targetIdentity"] = (Target ?? new LoggedIdentity("", "", "")).ToJson(),
    };

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private JsonObject StatusInfo() => ErrorCode is null && Reason is null
        ? new JsonObject { ["status"] = Status }
        : new JsonObject
        {
            ["status"] = Status,
            ["errorCode"] = ErrorCode,
            ["reason"] = Reason,
            ["additionalDetails"] = null,
            ["errorCategory"] = Status == "failure" ? "failure" : "nonServiceFailure",
            ["recommendedAction"] = null,
        };
}

/// <summary>One step of a provisioning log record.</summary>
/// <param name="Name">For example <c>EntryExportAdd</c>.</param>
/// <param name="Type"><c>import</c>, <c>scoping</c>, <c>matching</c>, <c>processing</c>, <c>referenceResolution</c> or <c>export</c>.</param>
/// <param name="Status"><c>success</c>, <c>failure</c>, <c>skipped</c> or <c>warning</c>.</param>
/// <param name="Description">What happened, in words.</param>
/// <param name="Details">More, by name.</param>
public sealed record ProvisioningLogStep(string Name, string Type, string Status, string Description, IReadOnlyDictionary<string, string> Details)
{
    internal JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["provisioningStepType"] = Type,
        ["status"] = Status,
        ["description"] = Description,
        ["details"] = new JsonObject(Details.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
    };
}

/// <summary>A changed attribute in a provisioning log record. Values are text; booleans are <c>True</c> and <c>False</c>.</summary>
/// <param name="DisplayName">The attribute of the application.</param>
/// <param name="OldValue">Its value before; null where there was none.</param>
/// <param name="NewValue">Its value after; null where it was removed.</param>
public sealed record ModifiedProperty(string DisplayName, string? OldValue, string? NewValue)
{
    internal JsonObject ToJson() => new() { ["displayName"] = DisplayName, ["oldValue"] = OldValue, ["newValue"] = NewValue };
}

/// <summary>An object in a provisioning log record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="IdentityType"><c>User</c>, <c>Group</c>, or the URN of the application's schema.</param>
public sealed record LoggedIdentity(string Id, string DisplayName, string IdentityType)
{
    internal JsonObject ToJson() => new() { ["id"] = Id, ["displayName"] = DisplayName, ["identityType"] = IdentityType, ["details"] = new JsonObject() };
}
