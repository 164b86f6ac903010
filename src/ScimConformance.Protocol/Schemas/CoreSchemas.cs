namespace ScimConformance.Protocol.Schemas;

/// <summary>The six schemas of RFC 7643 section 8.7 with its errata applied.</summary>
public static class CoreSchemas
{
    /// <summary>User accounts.</summary>
    public static Schema User => UserSchema.Definition;

    /// <summary>Groups.</summary>
    public static Schema Group => GroupSchema.Definition;

    /// <summary>The extension for users who work in an organization.</summary>
    public static Schema EnterpriseUser => EnterpriseUserSchema.Definition;

    /// <summary>The configuration of a service provider.</summary>
    public static Schema ServiceProviderConfig => ServiceProviderConfigSchema.Definition;

    /// <summary>Resource types.</summary>
    public static Schema ResourceType => ResourceTypeSchema.Definition;

    /// <summary>Schemas themselves.</summary>
    public static Schema Schema => SchemaSchema.Definition;

    /// <summary>All six.</summary>
    public static IReadOnlyList<Schema> All { get; } = [User, Group, EnterpriseUser, ServiceProviderConfig, ResourceType, Schema];
}
