namespace ScimConformance.Simulators.Provisioning;

/// <summary>What became of one object in one cycle.</summary>
public enum TurnOutcome
{
    /// <summary>It was compared, and nothing was to do.</summary>
    Unchanged,

    /// <summary>It is not provisioned: out of scope, or an action is switched off.</summary>
    Skipped,

    /// <summary>It was created.</summary>
    Created,

    /// <summary>Attributes were changed.</summary>
    Updated,

    /// <summary>It was switched off.</summary>
    Disabled,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>Its deletion waits for permission.</summary>
    Staged,

    /// <summary>Its references, manager or members, were changed.</summary>
    Referenced,

    /// <summary>It failed and will be tried again.</summary>
    Failed,
}
