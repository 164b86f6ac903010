using System.Collections.Frozen;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Provider.Schemas;

/// <summary>The options in the form in which requests use them: schemas bound, names indexed, contradictions refused.</summary>
internal sealed class ProviderModel
{
    private readonly FrozenDictionary<string, BoundResourceType> byEndpoint;
    private readonly FrozenDictionary<string, BoundResourceType> byName;

    internal ProviderModel(ScimProviderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxResults, 1, nameof(options.MaxResults));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SecretIterations, 1, nameof(options.SecretIterations));
        if (options.CursorTimeout < TimeSpan.FromSeconds(1) || options.CursorTimeout > TimeSpan.FromDays(365))
            throw new ArgumentException($"CursorTimeout is {options.CursorTimeout}; it must be from one second to 365 days.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BulkMaxOperations, nameof(options.BulkMaxOperations));
        ArgumentOutOfRangeException.ThrowIfNegative(options.BulkMaxPayloadBytes, nameof(options.BulkMaxPayloadBytes));
        CheckUrl(options.PublicBaseUrl, nameof(options.PublicBaseUrl));
        CheckUrl(options.PublicScim11BaseUrl, nameof(options.PublicScim11BaseUrl));
        Options = options;
        Tolerance = new ToleranceSet(options.Profile is { } profile ? options.Tolerance.Append(new ProfileTolerance(profile, options.Tolerance.Count > 0)) : options.Tolerance);
        var schemas = options.Schemas.ToDictionary(schema => schema.Id, ScimUrn.Comparer);
        Types = [.. options.ResourceTypes.Select(type => new BoundResourceType(type, schemas))];
        byEndpoint = Types.ToFrozenDictionary(type => type.Endpoint, StringComparer.Ordinal);
        byName = Types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
    }

    internal ScimProviderOptions Options { get; }

    internal ScimLimits Limits => Options.Limits;

    /// <summary>Whether bulk requests are offered.</summary>
    internal bool HasBulk => Options is { BulkMaxOperations: > 0, BulkMaxPayloadBytes: > 0 };

    internal ToleranceSet Tolerance { get; }

    internal IReadOnlyList<BoundResourceType> Types { get; }

    /// <summary>The resource type at an endpoint's path segment, or null.</summary>
    internal BoundResourceType? FindEndpoint(string segment) => byEndpoint.GetValueOrDefault(segment);

    /// <summary>The resource type of this name, or null.</summary>
    internal BoundResourceType? FindType(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    private static void CheckUrl(Uri? url, string name)
    {
        if (url is not null && (!url.IsAbsoluteUri || url.Query.Length > 0 || url.Fragment.Length > 0))
            throw new ArgumentException($"{name} is \"{url}\"; it must be an absolute URL without query and fragment (RFC 7644 section 1.3).", nameof(url));
    }
}
