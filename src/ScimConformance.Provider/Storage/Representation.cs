using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.Storage;

/// <summary>A resource as clients of one base URL see it: complete with common and derived attributes.</summary>
internal sealed class Representation(StoredResource resource, string baseUrl, long membershipVersion, Func<ComplexValue> complete, string location, string version)
{
    private byte[]? json;
    private ComplexValue? attributes;

    internal StoredResource Resource { get; } = resource;

    internal string BaseUrl { get; } = baseUrl;

    /// <summary>The store's membership version when the groups of the resource were looked up.</summary>
    internal long MembershipVersion { get; } = membershipVersion;

    /// <summary>All attributes, secrets too. Put together when they are needed: whoever changes a large group is not always shown it.</summary>
    internal ComplexValue Attributes => attributes ??= complete();

    /// <summary>The absolute URL, as in meta.location.</summary>
    internal string Location { get; } = location;

    /// <summary>The weak entity tag, as in meta.version.</summary>
    internal string Version { get; } = version;

    /// <summary>UTF-8 JSON of the default attributes.</summary>
    internal byte[] Json => json ??= JsonBuffer.Write(this, static (writer, shown) => ValueWriter.WriteResource(writer, shown.Attributes, Projection.Default));
}
