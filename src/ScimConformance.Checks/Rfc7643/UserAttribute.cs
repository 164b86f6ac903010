using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>A top-level attribute of users, or of another resource type, as the endpoint's own /Schemas declares it, and where it stands in a user.</summary>
/// <param name="Extension">URN of the extension that declares it; null for the base schema.</param>
/// <param name="Info">Its declaration.</param>
internal sealed record UserAttribute(string? Extension, AttributeInfo Info)
{
    /// <summary>Its path in a user, for <see cref="ScimJson.At"/>.</summary>
    public string[] Path => Extension is null ? [Info.Name] : [Extension, Info.Name];

    /// <summary>Its name in filters, paths and projections.</summary>
    public string FullName => Extension is null ? Info.Name : $"{Extension}:{Info.Name}";

    /// <summary>Every attribute of users, those of the base schema first.</summary>
    public static IEnumerable<UserAttribute> Of(TargetProfile profile) => Of(profile, profile.Users);

    /// <summary>Every attribute of a resource type, those of the base schema first.</summary>
    public static IEnumerable<UserAttribute> Of(TargetProfile profile, ResourceTypeInfo? type) => type is null
        ? []
        : Of(profile, type.Schema, null).Concat(type.Extensions.SelectMany(e => Of(profile, e.Urn, e.Urn)));

    /// <summary>The first attribute of a kind; the check does not apply where there is none.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="isWanted">The kind.</param>
    /// <param name="kind">The kind in words, for example <c>a writable dateTime attribute</c>.</param>
    public static UserAttribute Require(CheckContext scim, Func<AttributeInfo, bool> isWanted, string kind)
    {
        var found = Of(scim.Profile).FirstOrDefault(a => isWanted(a.Info));
        CheckContext.ApplicableIf(found is not null, $"/Schemas publishes no user attribute that is {kind}");
        return found!;
    }

    /// <summary>A new user that has the attribute; its extension is named in <c>schemas</c> and has what it requires besides.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="value">The value.</param>
    public JsonObject On(CheckContext scim, JsonNode? value) => PutInto(scim.NewUser(), scim, value);

    /// <summary>A user that has the attribute; its extension is named in <c>schemas</c> and has what it requires besides.</summary>
    /// <param name="user">The user, which is changed.</param>
    /// <param name="scim">The running check.</param>
    /// <param name="value">The value.</param>
    public JsonObject PutInto(JsonObject user, CheckContext scim, JsonNode? value)
    {
        if (Extension is null)
        {
            user[Info.Name] = value;
            return user;
        }

        if (user[Extension] is not JsonObject container)
        {
            user[Extension] = container = [];
            foreach (var other in scim.Profile.Schema(Extension)!.Attributes.Where(a => a is { Required: true, IsWritable: true }))
            {
                container[other.Name] = scim.Sample(other);
            }
        }

        container[Info.Name] = value;
        if (user["schemas"] is JsonArray schemas && schemas.All(s => s.Text() != Extension))
        {
            schemas.Add((JsonNode)Extension);
        }

        return user;
    }

    private static IEnumerable<UserAttribute> Of(TargetProfile profile, string schema, string? extension) =>
        profile.Schema(schema)?.Attributes.Select(a => new UserAttribute(extension, a)) ?? [];
}
