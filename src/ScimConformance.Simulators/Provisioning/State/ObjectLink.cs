using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What the engine knows of an object's counterpart in the application.</summary>
internal sealed class ObjectLink(ProvisionedObjectType kind, string targetId)
{
    /// <summary>The kind of object.</summary>
    public ProvisionedObjectType Kind { get; } = kind;

    /// <summary>The id that the application gave.</summary>
    public string TargetId { get; } = targetId;

    /// <summary>Whether it was switched off by the last export.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Whether it still is provisioned. What fell out of scope is switched off and then left alone, whatever becomes of it.</summary>
    public bool IsManaged { get; set; } = true;

    /// <summary>Source ids of the members that were exported; null for none.</summary>
    public HashSet<string>? Members { get; set; }

    /// <summary>Source ids of members whose addition got no clear answer, so that nobody knows whether they are there; null for none.</summary>
    public HashSet<string>? Uncertain { get; set; }

    /// <summary>Whether members that were exported are exported once more: an initial cycle after a restart does so, for the application may have lost them with a switched-off account.</summary>
    public bool ExportsMembersAgain { get; set; }
}
