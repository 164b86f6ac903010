namespace ScimConformance.Harness;

/// <summary>A precondition of a check, decided from what the endpoint says of itself. A missing one makes the check not applicable, with the reason.</summary>
/// <param name="Name">Its name, for reports.</param>
/// <param name="WhyNot">Why the endpoint does not meet it, in words; null when it does.</param>
public sealed record Needs(string Name, Func<TargetProfile, string?> WhyNot)
{
    /// <summary>A User resource type.</summary>
    public static Needs Users { get; } = new("users", p => p.Users is null ? "no User resource type is published" : null);

    /// <summary>A Group resource type.</summary>
    public static Needs Groups { get; } = new("groups", p => p.Groups is null ? "no Group resource type is published" : null);

    /// <summary>The enterprise extension on users.</summary>
    public static Needs EnterpriseUser { get; } = new("enterprise user", p => p.HasEnterpriseUser ? null : "the User resource type has no enterprise extension");

    /// <summary>PATCH.</summary>
    public static Needs Patch { get; } = Capability("patch");

    /// <summary>Filtering.</summary>
    public static Needs Filter { get; } = Capability("filter");

    /// <summary>Filtering by the beginning of a user name, by which a check keeps to its own users in lists. A provider may decline it (RFC 7644 section 3.4.2.2).</summary>
    public static Needs FilterByPrefix { get; } = new("filter by prefix", p => Filter.WhyNot(p) ?? (p.DeclinesPrefixFilter ? "the endpoint declines filters of the form userName sw …" : null));

    /// <summary>Sorting.</summary>
    public static Needs Sort { get; } = Capability("sort");

    /// <summary>Bulk requests.</summary>
    public static Needs Bulk { get; } = Capability("bulk");

    /// <summary>Entity tags.</summary>
    public static Needs ETag { get; } = Capability("etag");

    /// <summary>Paging by cursor (RFC 9865).</summary>
    public static Needs CursorPagination { get; } = new("cursor pagination", p => p.ServiceProviderConfig.At("pagination.cursor").Boolean() switch
    {
        true => null,
        false => "ServiceProviderConfig.pagination.cursor is false",
        null => "ServiceProviderConfig.pagination does not announce paging by cursor",
    });

    /// <summary>Changing passwords.</summary>
    public static Needs ChangePassword { get; } = Capability("changePassword");

    /// <summary>A /ServiceProviderConfig.</summary>
    public static Needs ServiceProviderConfig { get; } =
        new("ServiceProviderConfig", p => p.ServiceProviderConfig is null ? "no /ServiceProviderConfig is published" : null);

    /// <summary>A /ResourceTypes.</summary>
    public static Needs ResourceTypes { get; } = new("ResourceTypes", p => p.ResourceTypesPublished ? null : "no /ResourceTypes is published");

    /// <summary>A /Schemas.</summary>
    public static Needs Schemas { get; } = new("Schemas", p => p.Schemas.Count > 0 ? null : "no /Schemas is published");

    /// <summary>Credentials, so that requests without them can be compared.</summary>
    public static Needs Credentials { get; } = new("credentials", p => p.HasCredentials ? null : "the run has no credentials to leave out");

    /// <summary>Credentials of a second tenant, so that a check sees whether tenants are kept apart.</summary>
    public static Needs SecondTenant { get; } = new("second tenant", p => p.HasSecondTenant ? null : "the run has no credentials of a second tenant");

    /// <summary>The run's permission to put load on the endpoint.</summary>
    public static Needs Load { get; } = new("load", p => p.Load > 0 ? null : "the run allows no load (--load N creates N people at 25 requests a second)");

    /// <summary>A SCIM 1.1 face.</summary>
    public static Needs Scim11 { get; } = new("SCIM 1.1", p => p.Scim11 is null ? "the run names no SCIM 1.1 face of the endpoint (--scim11-url)" : null);

    /// <summary>Both a SCIM 1.1 and a SCIM 2.0 face.</summary>
    public static Needs BothVersions { get; } = new("both versions", p => Scim11.WhyNot(p) ?? (p.Users is null ? "the endpoint has no SCIM 2.0 face with users" : null));

    /// <summary>Groups of the SCIM 1.1 face.</summary>
    public static Needs Scim11Groups { get; } = new("SCIM 1.1 groups", p => Scim11.WhyNot(p) ?? (p.Scim11!.HasGroups ? null : "SCIM 1.1 has no /Groups here"));

    /// <summary>The enterprise extension in SCIM 1.1.</summary>
    public static Needs Scim11Enterprise { get; } = new("SCIM 1.1 enterprise user", p => Scim11.WhyNot(p) ?? (p.Scim11!.HasEnterpriseUser ? null : "the SCIM 1.1 schema of users has no enterprise extension"));

    /// <summary>A core attribute of users in SCIM 1.1 that a client may set.</summary>
    public static Needs Scim11Attribute(string name) => new($"SCIM 1.1 user attribute {name}", p => Scim11.WhyNot(p) ?? (p.Scim11!.HasAttribute(name) ? null : $"users of SCIM 1.1 have no writable attribute {name}"));

    /// <summary>The same of an attribute that a user may lack; for checks that leave it out or remove it.</summary>
    public static Needs Scim11OptionalAttribute(string name) => new(
        $"optional SCIM 1.1 user attribute {name}", p => Scim11Attribute(name).WhyNot(p) ?? (p.Scim11!.Requires(name) ? $"users of SCIM 1.1 must have {name}" : null));

    /// <summary>XML in SCIM 1.1.</summary>
    public static Needs Scim11Xml { get; } = new("SCIM 1.1 XML", p => Scim11.WhyNot(p) ?? (p.Scim11!.SupportsXml ? null : "SCIM 1.1 offers no XML here (xmlDataFormat)"));

    /// <summary>A capability that SCIM 1.1's /ServiceProviderConfigs says is there; one of which it says nothing is taken for one that is not.</summary>
    /// <param name="capability"><c>patch</c>, <c>bulk</c>, <c>filter</c>, <c>sort</c>, <c>etag</c> or <c>changePassword</c>.</param>
    public static Needs Scim11Capability(string capability) => new(
        $"SCIM 1.1 {capability}", p => Scim11.WhyNot(p) ?? (p.Scim11!.Supports(capability) == true ? null : $"ServiceProviderConfigs.{capability}.supported is not true"));

    /// <summary>A version segment such as <c>v2</c> at the end of the base URL (RFC 7644 section 3.13).</summary>
    public static Needs VersionSegment { get; } = new(
        "version segment",
        p => p.BaseUrl.Segments[^1].Trim('/') is ['v' or 'V', .. var digits] && digits.Length > 0 && digits.All(char.IsAsciiDigit)
            ? null
            : "the base URL does not end in a version segment");

    /// <summary>A user attribute that can be written and read back.</summary>
    /// <param name="path">A dotted core attribute, or an extension's URN followed by a dotted attribute.</param>
    public static Needs UserAttribute(params string[] path) => new(
        $"user attribute {string.Join(':', path)}",
        p => p.Users is null || p.UserAttributeIsReadWrite(path) ? null : $"users have no writable and readable attribute {string.Join(':', path)}");

    /// <summary>A user attribute that can be written and read back, and that a user may lack; for checks that leave it out or remove it.</summary>
    /// <param name="path">A dotted core attribute, or an extension's URN followed by a dotted attribute.</param>
    public static Needs OptionalUserAttribute(params string[] path) => new(
        $"optional user attribute {string.Join(':', path)}",
        p => UserAttribute(path).WhyNot(p) ?? (p.Attribute(p.Users, path) is { Required: true } ? $"users must have {string.Join(':', path)}" : null));

    private static Needs Capability(string name) => new(name, p => p.Supports(name) switch
    {
        true => null,
        false when p.ServiceProviderConfig is null => $"no /ServiceProviderConfig is published and a trial of {name} did not succeed",
        false => $"ServiceProviderConfig.{name}.supported is false",
        null => $"ServiceProviderConfig does not say whether {name} is supported",
    });
}
