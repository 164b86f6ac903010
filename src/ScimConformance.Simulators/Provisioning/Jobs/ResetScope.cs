namespace ScimConformance.Simulators.Provisioning;

/// <summary>What a restart forgets; names are those of Microsoft Graph's <c>resetScope</c>.</summary>
[Flags]
public enum ResetScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How far the source was read: every object is evaluated again.</summary>
    Watermark = 1,

    /// <summary>Failures, and with them what counts toward quarantine.</summary>
    Escrows = 2,

    /// <summary>The quarantine.</summary>
    QuarantineState = 4,

    /// <summary>The links between source and application.</summary>
    ConnectorDataStore = 8,

    /// <summary>Deletions that wait for permission are made in the next cycle ("Allow deletes" [inferred from newer versions of Graph's list]).</summary>
    ForceDeletes = 16,

    /// <summary>All of the first four.</summary>
    Full = Watermark | Escrows | QuarantineState | ConnectorDataStore,
}
