using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What an endpoint's SCIM 1.1 face says of itself.</summary>
public sealed class Scim11Profile
{
    private const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    /// <summary>Its base URL, without trailing slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Its /ServiceProviderConfigs, or null when it has none.</summary>
    public JsonObject? Config { get; init; }

    /// <summary>Its schema of users, or null when it publishes none.</summary>
    public JsonObject? UserSchema { get; init; }

    /// <summary>Whether /Groups answers.</summary>
    public bool HasGroups { get; init; }

    /// <summary>Whether it offers XML, by its configuration, or on trial where that does not say.</summary>
    public bool SupportsXml { get; init; }

    /// <summary>Whether users have the enterprise extension; taken for granted where no schema of users is published.</summary>
    public bool HasEnterpriseUser => UserSchema is null || Attributes.Any(a => Enterprise.Equals(a.Member("schema").Text(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The attributes of <see cref="UserSchema"/>.</summary>
    public IReadOnlyList<JsonObject> Attributes => (UserSchema.Member("attributes") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];

    /// <summary>The attributes that a user must have and a client may set, of the core schema and of extensions.</summary>
    internal IEnumerable<AttributeInfo> Required =>
        AttributeInfo.ReadAll(UserSchema.Member("attributes")).Where(a => a.Required && a.Source.Member("readOnly").Boolean() != true && a.Name is not ("id" or "meta" or "schemas"));

    /// <summary>Whether the configuration says that a capability is supported; null where it does not say.</summary>
    /// <param name="capability"><c>patch</c>, <c>bulk</c>, <c>filter</c>, <c>changePassword</c>, <c>sort</c> or <c>etag</c>.</param>
    public bool? Supports(string capability) => Config.At(capability, "supported").Boolean();

    /// <summary>Whether users have a core attribute, and may be given it; taken for granted where no schema of users is published.</summary>
    public bool HasAttribute(string name) =>
        UserSchema is null || Attributes.Any(a => name.Equals(a.Member("name").Text(), StringComparison.OrdinalIgnoreCase) && a.Member("readOnly").Boolean() != true);

    /// <summary>Whether users must have an attribute.</summary>
    public bool Requires(string name) => Required.Any(a => name.Equals(a.Name, StringComparison.OrdinalIgnoreCase));
}
