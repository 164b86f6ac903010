using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>A user attribute as the endpoint declares it, in the core schema or in an extension.</summary>
/// <param name="Extension">URN of the extension, or null for the core schema.</param>
/// <param name="Info">Its declaration.</param>
internal sealed record DeclaredAttribute(string? Extension, AttributeInfo Info)
{
    /// <summary>Its path in a PATCH operation.</summary>
    public string Path => Extension is null ? Info.Name : $"{Extension}:{Info.Name}";

    /// <summary>Its place in a resource, for <c>At</c> and <c>Expect</c>.</summary>
    public string[] Place => Extension is null ? [Info.Name] : [Extension, Info.Name];

    /// <summary>The first user attribute that satisfies the condition; the check does not apply where there is none.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="description">The condition in words, for example <c>immutable string</c>.</param>
    /// <param name="condition">The condition.</param>
    public static DeclaredAttribute OfUser(CheckContext scim, string description, Func<AttributeInfo, bool> condition)
    {
        var found = All(scim.Profile).FirstOrDefault(a => condition(a.Info));
        CheckContext.ApplicableIf(found is not null, $"/Schemas declares no {description} attribute of users");
        return found!;
    }

    /// <summary>A single-valued string that may be set once and is shown.</summary>
    public static DeclaredAttribute ImmutableOfUser(CheckContext scim) => OfUser(
        scim,
        "single-valued immutable string",
        a => Is(a.Mutability, "immutable") && a is { MultiValued: false, CanonicalValues.Count: 0 } && Is(a.Type, "string") && (Is(a.Returned, "default") || Is(a.Returned, "always")));

    /// <summary>A value that no other resource has, and that bears the run's name: the attribute may be the one by which users are told apart.</summary>
    public static string NewText(CheckContext scim) => scim.Email(scim.NewName());

    /// <summary>A JSON object that gives the attribute this value; of an extension also its URN and its required attributes.</summary>
    public string Members(CheckContext scim, JsonNode value)
    {
        if (Extension is null)
        {
            return new JsonObject { [Info.Name] = value }.ToJsonString();
        }

        var container = new JsonObject { [Info.Name] = value };
        foreach (var required in scim.Profile.Schema(Extension)!.Attributes.Where(a => a is { Required: true, IsWritable: true } && a.Name != Info.Name))
        {
            container[required.Name] = scim.Sample(required);
        }

        return new JsonObject { ["schemas"] = new JsonArray(scim.Profile.Users!.Schema, Extension), [Extension] = container }.ToJsonString();
    }

    /// <summary>Creates a user without the attribute, but with whatever its extension requires besides.</summary>
    public Task<ScimResource> CreateUserWithoutAsync(CheckContext scim)
    {
        if (Extension is null)
        {
            return scim.CreateUserAsync();
        }

        var members = ScimJson.Object(Members(scim, ""));
        var container = (JsonObject)members[Extension]!;
        container.Remove(Info.Name);
        return scim.CreateUserAsync(container.Count == 0 ? "" : members.ToJsonString(ScimJson.Compact));
    }

    private static IEnumerable<DeclaredAttribute> All(TargetProfile profile)
    {
        if (profile.Users is not { } users)
        {
            return [];
        }

        var core = profile.Schema(users.Schema)?.Attributes.Select(a => new DeclaredAttribute(null, a)) ?? [];
        return core.Concat(users.Extensions.SelectMany(e => profile.Schema(e.Urn)?.Attributes.Select(a => new DeclaredAttribute(e.Urn, a)) ?? []));
    }

    private static bool Is(string actual, string expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
