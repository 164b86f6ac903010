namespace ScimConformance.Simulators.Provisioning;

/// <summary>Where a provisioning job tells what it does. Called from whatever task does it, one call at a time.</summary>
public interface IProvisioningLog
{
    /// <summary>An object was processed.</summary>
    void Write(ProvisioningLogRecord record);

    /// <summary>Something happened to the job itself.</summary>
    void Write(AuditRecord record);

    /// <summary>A mail went to the notification address.</summary>
    void Write(NotificationMail mail);
}
