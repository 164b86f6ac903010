using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 8.7.1: the published schemas against those of the RFC.</summary>
internal static class S8_7_1_PublishedSchemas
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("RFC7643-8.7.1", "Published schemas",
    [
        // 8.7.1 is what a client assumes where a provider publishes nothing.
        new()
        {
            Id = "PUBLISHED-USER-001", Title = "the published User schema gives its attributes the characteristics of the RFC",
            Verifies = ["RFC7643-8.7.1-01"], Needs = [Needs.Schemas, Needs.Users],
            Run = scim => CompareAsync(scim, scim.Profile.Users!.Schema, CoreDefinitions.User, "userName"),
        },

        // canonicalValues: suggested values.
        new()
        {
            Id = "PUBLISHED-USER-002", Title = "published canonical values hold those of the RFC",
            Verifies = ["RFC7643-8.7.1-01"], Needs = [Needs.Schemas, Needs.Users],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                var definitions = published.Of(scim.Profile.Users!.Schema);
                var differing = CoreDefinitions.CanonicalValues
                    .Where(c => definitions.TryGetValue(c.Key, out var d) && d.Json.Member("canonicalValues") is JsonArray values
                        && c.Value.Except(values.Select(v => v.Text() ?? ""), StringComparer.OrdinalIgnoreCase).Any())
                    .Select(c => $"{c.Key} lacks some of {string.Join(", ", c.Value)}");
                published.Reply.ExpectNone(differing, "the canonical values of the RFC where any are published");
            },
        },

        // Group: displayName is required (erratum 5368), members are immutable values.
        new()
        {
            Id = "PUBLISHED-GROUP-001", Title = "the published Group schema gives its attributes the characteristics of the RFC",
            Verifies = ["RFC7643-8.7.1-02"], Needs = [Needs.Schemas, Needs.Groups],
            Run = scim => CompareAsync(scim, scim.Profile.Groups!.Schema, CoreDefinitions.Group, "displayName", "members", "members.value"),
        },

        // The enterprise extension of section 8.7.1.
        new()
        {
            Id = "PUBLISHED-ENTERPRISE-001", Title = "the published enterprise extension gives its attributes the characteristics of the RFC",
            Verifies = ["RFC7643-8.7.1-03"], Needs = [Needs.Schemas, Needs.EnterpriseUser],
            Run = scim => CompareAsync(scim, Enterprise, CoreDefinitions.EnterpriseUser),
        },
    ]);

    private static async Task CompareAsync(CheckContext scim, string schema, IReadOnlyList<CoreDefinition> core, params string[] expected)
    {
        var published = await PublishedDefinitions.ReadAsync(scim);
        var definitions = published.Of(schema);
        CheckContext.ApplicableIf(definitions.Count > 0, $"/Schemas does not publish {schema}");
        published.Reply.ExpectNone(expected.Where(name => !definitions.ContainsKey(name)), $"{string.Join(", ", expected)} published");
        published.Reply.ExpectNone(
            core.Where(c => definitions.ContainsKey(c.Name)).SelectMany(c => Differences(c, definitions[c.Name].Json)), "the characteristics of RFC 7643 section 8.7.1");
    }

    private static IEnumerable<string> Differences(CoreDefinition core, JsonObject json)
    {
        (string Name, string Core, string Published)[] characteristics =
        [
            ("type", core.Type, json.Member("type").Text() ?? "string"),
            ("multiValued", Show(core.MultiValued), Show(json.Member("multiValued").Boolean() ?? false)),
            ("required", Show(core.Required), Show(json.Member("required").Boolean() ?? false)),
            ("mutability", core.Mutability, json.Member("mutability").Text() ?? "readWrite"),
            ("returned", core.Returned, json.Member("returned").Text() ?? "default"),
            ("uniqueness", core.Uniqueness, json.Member("uniqueness").Text() ?? "none"),
        ];
        return characteristics
            .Where(c => !c.Core.Equals(c.Published, StringComparison.OrdinalIgnoreCase))
            .Select(c => $"{core.Name} {c.Name} {c.Published} instead of {c.Core}");
    }

    private static string Show(bool value) => value ? "true" : "false";
}
