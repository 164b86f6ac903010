using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// The attribute mappings of one application, read from JSON:
/// <c>{"name":"…","users":{"attributeMappings":[{"target":"userName","source":"[userPrincipalName]","matchingPriority":1}]},"groups":{…}}</c>.
/// </summary>
public sealed record ApplicationMapping
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was seen, and whether that is documented, observed or inferred; null when nobody says.</summary>
    public string? Seen { get; init; }

    /// <summary>How people become users.</summary>
    public required ObjectMapping Users { get; init; }

    /// <summary>How groups become groups; null when they are not provisioned.</summary>
    public ObjectMapping? Groups { get; init; }

    /// <summary>Source attributes that a tenant has beyond those that every tenant has.</summary>
    public IReadOnlyList<string> CustomAttributes { get; init; } = [];

    /// <summary>
    /// Reads a mapping: this project's own format (fixtures/entra/mapping-*.json), or the schema that Entra's portal offers for download
    /// under Attribute mappings, Show advanced options, Review your schema here (Microsoft Graph's synchronizationSchema).
    /// </summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is malformed, reads an unknown attribute, or has no matching attribute; the message names the field and the way out.</exception>
    public static ApplicationMapping Parse(string json)
    {
        JsonObject root;
        try
        {
            root = ScimJson.Object(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The attribute mapping is no JSON object: {e.Message}", e);
        }

        return root["synchronizationRules"] is null && root["directories"] is null ? MappingFileReader.Read(root) : PortalSchemaReader.Read(root);
    }
}
