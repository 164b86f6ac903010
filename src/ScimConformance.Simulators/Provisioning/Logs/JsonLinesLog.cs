using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Writes provisioning log, audit log and mails as JSON lines.</summary>
/// <param name="writer">Where to; the caller closes it.</param>
public sealed class JsonLinesLog(TextWriter writer) : IProvisioningLog
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Write(ProvisioningLogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Write(record.ToJson());
    }

    /// <inheritdoc/>
    public void Write(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Write(record.ToJson());
    }

    /// <inheritdoc/>
    public void Write(NotificationMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        Write(mail.ToJson());
    }

    private void Write(JsonObject line)
    {
        var text = line.ToJsonString(ScimJson.Compact);
        lock (_lock)
        {
            writer.Write(text);
            writer.Write('\n');
        }
    }
}
