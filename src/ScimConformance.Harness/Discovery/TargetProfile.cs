using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What an endpoint says of itself, and what a first trial showed. Preconditions of checks are decided from it.</summary>
public sealed class TargetProfile
{
    private const string CoreUser = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string CoreGroup = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The endpoint's /ServiceProviderConfig, or null when it has none.</summary>
    public JsonObject? ServiceProviderConfig { get; init; }

    /// <summary>The endpoint's resource types; assumed ones when it has no /ResourceTypes.</summary>
    public IReadOnlyList<ResourceTypeInfo> ResourceTypes { get; init; } = [];

    /// <summary>Whether <see cref="ResourceTypes"/> come from the endpoint.</summary>
    public bool ResourceTypesPublished { get; init; }

    /// <summary>The endpoint's schemas; empty when it has no /Schemas.</summary>
    public IReadOnlyList<SchemaInfo> Schemas { get; init; } = [];

    /// <summary>Whether the run has credentials.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>Whether the run has a second tenant.</summary>
    public bool HasSecondTenant { get; init; }

    /// <summary>How many people a check that puts load on the endpoint may create; 0 where the run allows none.</summary>
    public int Load { get; init; }

    /// <summary>The base URL.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>What the endpoint's SCIM 1.1 face says of itself; null where the run names none.</summary>
    public Scim11Profile? Scim11 { get; internal set; }

    /// <summary>Why no user could be created on trial, in words, or null when it worked.</summary>
    public string? UserCreationProblem
    {
        get => ProblemWith(TrialStep.Create);
        internal set => TrialProblems[TrialStep.Create] = value;
    }

    /// <summary>The trial user as it was read back, or null.</summary>
    public JsonObject? TrialUser { get; internal set; }

    /// <summary>Findings of trials made because the endpoint publishes no ServiceProviderConfig, by capability.</summary>
    internal Dictionary<string, bool> Trials { get; } = new(StringComparer.Ordinal);

    /// <summary>What went wrong in steps of the trial; null for a step that worked. A step that was not tried has no entry.</summary>
    internal Dictionary<TrialStep, string?> TrialProblems { get; } = [];

    /// <summary>Whether a filter by the beginning of a user name was declined on trial with 400 invalidFilter, or 501; a wrong answer is no such thing.</summary>
    internal bool DeclinesPrefixFilter { get; set; }

    /// <summary>The User resource type, or null.</summary>
    public ResourceTypeInfo? Users => Type(CoreUser, "User");

    /// <summary>The Group resource type, or null.</summary>
    public ResourceTypeInfo? Groups => Type(CoreGroup, "Group");

    /// <summary>Whether users have the enterprise extension.</summary>
    public bool HasEnterpriseUser => Users?.Extensions.Any(e => Same(e.Urn, Enterprise)) ?? false;

    /// <summary>Whether a capability of ServiceProviderConfig is supported; null when nothing tells.</summary>
    /// <param name="capability"><c>patch</c>, <c>bulk</c>, <c>filter</c>, <c>changePassword</c>, <c>sort</c> or <c>etag</c>.</param>
    public bool? Supports(string capability) =>
        ServiceProviderConfig.At(capability, "supported").Boolean() ?? (Trials.TryGetValue(capability, out var works) ? works : null);

    /// <summary>Why a step of the trial did not work, in words; null when it did, or was not tried because the endpoint does not offer it.</summary>
    /// <param name="step">The step. Where users cannot be created, no later step could be tried, and the reason is that of the creation.</param>
    public string? ProblemWith(TrialStep step) => TrialProblems.GetValueOrDefault(step) ?? TrialProblems.GetValueOrDefault(TrialStep.Create);

    /// <summary>The published schema with this URN, or null.</summary>
    public SchemaInfo? Schema(string urn) => Schemas.FirstOrDefault(s => Same(s.Urn, urn));

    /// <summary>The declaration of an attribute of a resource type; null when it is not declared or the schema is not published.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="path">A dotted core attribute (<c>name.familyName</c>), or an extension's URN followed by a dotted attribute.</param>
    public AttributeInfo? Attribute(ResourceTypeInfo? type, params string[] path)
    {
        if (type is null || path.Length == 0)
        {
            return null;
        }

        var extension = path.Length > 1 && type.Extensions.Any(e => Same(e.Urn, path[0]));
        var names = path[^1].Split('.');
        var top = path.Length > 1 && !extension ? null : Schema(extension ? path[0] : type.Schema)?.Find(names[0]);
        return names.Length > 1 ? top?.Sub(names[1]) : top;
    }

    /// <summary>Whether users can be given this attribute and show it again, by /Schemas, or by the trial user where no schema is published.</summary>
    /// <param name="path">A dotted core attribute, or an extension's URN followed by a dotted attribute.</param>
    public bool UserAttributeIsReadWrite(params string[] path)
    {
        if (Users is { } users && Schema(users.Schema) is not null)
        {
            var top = Attribute(users, [.. path[..^1], path[^1].Split('.')[0]]);
            return top is { IsReadWrite: true, IsReturnedUnasked: true } && Attribute(users, path) is { IsReadWrite: true, IsReturnedUnasked: true };
        }

        return !TrialUser.At(path).IsUnassigned();
    }

    private ResourceTypeInfo? Type(string urn, string name) =>
        ResourceTypes.FirstOrDefault(t => Same(t.Schema, urn)) ?? ResourceTypes.FirstOrDefault(t => Same(t.Name, name));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
