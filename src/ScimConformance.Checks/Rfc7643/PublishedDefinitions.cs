using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>One attribute definition in a published schema.</summary>
/// <param name="Schema">URN of the schema.</param>
/// <param name="Name">Name with its parent's, for example <c>name.familyName</c>.</param>
/// <param name="Json">The definition as the endpoint gave it.</param>
/// <param name="Parent">The definition it is a sub-attribute of, or null.</param>
internal sealed record PublishedDefinition(string Schema, string Name, JsonObject Json, PublishedDefinition? Parent)
{
    /// <summary>For messages.</summary>
    public string Place => $"{Schema}:{Name}";

    public string? Type => Json.Member("type").Text();

    public bool IsMultiValued => Json.Member("multiValued").Boolean() ?? false;

    /// <summary>The sub-attribute's or attribute's own name, without its parent's.</summary>
    public string OwnName => Json.Member("name").Text() ?? "";

    public bool IsType(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads what /Schemas publishes as it stands, defaults not applied.</summary>
internal sealed class PublishedDefinitions
{
    private PublishedDefinitions(ScimResponse reply)
    {
        Reply = reply;
        Schemas = reply.Resources;
        All = Schemas.SelectMany(s => Walk(s.Member("id").Text() ?? "", s.Member("attributes"), null)).ToList();
    }

    /// <summary>The answer of /Schemas.</summary>
    public ScimResponse Reply { get; }

    /// <summary>The schemas.</summary>
    public IReadOnlyList<JsonObject> Schemas { get; }

    /// <summary>Every attribute and sub-attribute of every schema.</summary>
    public IReadOnlyList<PublishedDefinition> All { get; }

    /// <summary>GET of /Schemas, whose form another check judges.</summary>
    public static async Task<PublishedDefinitions> ReadAsync(CheckContext scim) =>
        new((await scim.GetOnceAsync("/Schemas")).Require(r => r.Is(200).WithList()));

    /// <summary>The definitions of one schema, by name in any letter case.</summary>
    public Dictionary<string, PublishedDefinition> Of(string schema) => All
        .Where(d => d.Schema.Equals(schema, StringComparison.OrdinalIgnoreCase))
        .DistinctBy(d => d.Name.ToLowerInvariant())
        .ToDictionary(d => d.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Judges that no definition is of a kind.</summary>
    /// <param name="isOffender">The kind.</param>
    /// <param name="expected">What is expected instead, in words.</param>
    public void ExpectNone(Func<PublishedDefinition, bool> isOffender, string expected) =>
        Reply.ExpectNone(All.Where(isOffender).Select(d => $"{d.Place} {d.Json.Show()}"), expected);

    private static IEnumerable<PublishedDefinition> Walk(string schema, JsonNode? attributes, PublishedDefinition? parent)
    {
        foreach (var json in (attributes as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            var own = json.Member("name").Text() ?? "(no name)";
            var definition = new PublishedDefinition(schema, parent is null ? own : $"{parent.Name}.{own}", json, parent);
            yield return definition;
            foreach (var sub in Walk(schema, json.Member("subAttributes"), definition))
            {
                yield return sub;
            }
        }
    }
}
