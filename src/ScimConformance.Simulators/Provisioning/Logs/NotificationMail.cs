using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A mail to the notification address; it is recorded and never sent.</summary>
/// <param name="At">When.</param>
/// <param name="To">The notification address.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Body">Its text.</param>
public sealed record NotificationMail(DateTimeOffset At, string To, string Subject, string Body)
{
    /// <summary>Who the service writes as.</summary>
    public const string From = "azure-noreply@microsoft.com";

    /// <summary>The mail as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["mail"] = new JsonObject { ["at"] = ProvisioningLogRecord.Time(At), ["from"] = From, ["to"] = To, ["subject"] = Subject, ["body"] = Body },
    };
}
