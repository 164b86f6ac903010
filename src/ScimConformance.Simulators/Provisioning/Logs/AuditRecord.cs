using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A line of the audit log: something happened to the job itself.</summary>
/// <param name="ActivityDateTime">When.</param>
/// <param name="Activity">What, for example <c>Quarantine</c>, <c>Start provisioning</c> or <c>Restart provisioning</c>.</param>
/// <param name="Result"><c>success</c> or <c>failure</c>.</param>
/// <param name="ResultReason">More, in words.</param>
/// <param name="JobId">The job.</param>
public sealed record AuditRecord(DateTimeOffset ActivityDateTime, string Activity, string Result, string ResultReason, string JobId)
{
    /// <summary>The line as Microsoft Graph's <c>directoryAudit</c> names its parts.</summary>
    public JsonObject ToJson() => new()
    {
        ["activityDateTime"] = ProvisioningLogRecord.Time(ActivityDateTime),
        ["category"] = "ProvisioningManagement",
        ["loggedByService"] = "Account Provisioning",
        ["activityDisplayName"] = Activity,
        ["result"] = Result,
        ["resultReason"] = ResultReason,
        ["additionalDetails"] = new JsonArray(new JsonObject { ["key"] = "JobId", ["value"] = JobId }),
    };
}
