namespace ScimConformance.Simulators.OneLogin;

/// <summary>What OneLogin does when a person loses the application.</summary>
public enum RemovalAction
{
    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>PUT with <c>active</c> false.</summary>
    Suspend,

    /// <summary>Nothing.</summary>
    DoNothing,
}

/// <summary>The settings of a OneLogin connector that show on the wire. Sources stand in fixtures/onelogin/SOURCES.md.</summary>
public sealed record OneLoginOptions
{
    /// <summary>The connector's SCIM JSON template.</summary>
    public OneLoginTemplate Template { get; init; } = OneLoginTemplate.Version2Enterprise;

    /// <summary>What happens when a person loses the application.</summary>
    public RemovalAction Removal { get; init; } = RemovalAction.Delete;

    /// <summary>The Content-Type of bodies, set in the Custom Headers box; guides ask for <c>application/scim+json</c>, without it <c>application/json</c> is likely.</summary>
    public string ContentType { get; init; } = "application/scim+json";
}
