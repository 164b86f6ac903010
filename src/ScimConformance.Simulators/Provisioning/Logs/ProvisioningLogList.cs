namespace ScimConformance.Simulators.Provisioning;

/// <summary>Keeps everything in memory; for few objects.</summary>
public sealed class ProvisioningLogList : IProvisioningLog
{
    private readonly Lock _lock = new();
    private readonly List<ProvisioningLogRecord> _records = [];
    private readonly List<AuditRecord> _audit = [];
    private readonly List<NotificationMail> _mails = [];

    /// <summary>A copy of the provisioning log.</summary>
    public IReadOnlyList<ProvisioningLogRecord> Records => Copy(_records);

    /// <summary>A copy of the audit log.</summary>
    public IReadOnlyList<AuditRecord> Audit => Copy(_audit);

    /// <summary>A copy of the mails.</summary>
    public IReadOnlyList<NotificationMail> Mails => Copy(_mails);

    /// <inheritdoc/>
    public void Write(ProvisioningLogRecord record) => Add(_records, record);

    /// <inheritdoc/>
    public void Write(AuditRecord record) => Add(_audit, record);

    /// <inheritdoc/>
    public void Write(NotificationMail mail) => Add(_mails, mail);

    private void Add<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
