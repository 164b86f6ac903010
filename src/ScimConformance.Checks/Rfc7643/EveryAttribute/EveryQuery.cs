using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Every attribute that users are declared to have, in filters and projections.</summary>
internal static class EveryQuery
{
    /// <summary>How many comparisons go into one filter; URLs stay within what servers take.</summary>
    private const int InOneFilter = 6;

    public static CheckGroup Group { get; } = new("RFC7643-7-every-query", "Every published attribute: filters and projections",
    [
        // eq: the attribute and operator values must be identical for a match (RFC 7644 section 3.4.2.2).
        new()
        {
            Id = "EVERY-FILTER-001", Title = "a user is found by each attribute with eq",
            Verifies = ["RFC7644-3.4.2.2-04"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = scim => ExpectFoundAsync(scim, _ => true, "that can be compared", v => $"{v.Name} eq {Literal(v.Value)}"),
        },

        // pr: if the attribute has a non-empty value, there is a match.
        new()
        {
            Id = "EVERY-FILTER-002", Title = "a user is found by each attribute with pr",
            Verifies = ["RFC7644-3.4.2.2-07"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = scim => ExpectFoundAsync(scim, _ => true, "that can be compared", v => $"{v.Attribute.FullName} pr"),
        },

        // The case sensitivity for String type attributes SHALL be determined by the attribute's "caseExact" characteristic.
        new()
        {
            Id = "EVERY-FILTER-003", Title = "a filter by each text attribute that is not caseExact ignores letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = scim => ExpectFoundAsync(
                scim, c => IsText(c.Compared) && !c.Compared.CaseExact, "a string that is not caseExact", v => $"{v.Name} eq {Literal(S3_1_Ids.Flip(v.Value.Text()!))}", v => $"{v.Name} eq {Literal(v.Value)}"),
        },
        new()
        {
            Id = "EVERY-FILTER-004", Title = "a filter by each text attribute that is caseExact respects letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var (user, compared) = await CreateAsync(scim, c => IsText(c.Compared) && c.Compared.CaseExact, "a caseExact string");
                var judged = 0;
                foreach (var value in compared)
                {
                    if (await FindsAsync(scim, user, $"{value.Name} eq {Literal(value.Value)}") == true)
                    {
                        judged++;
                        var other = await FindsAsync(scim, user, $"{value.Name} eq {Literal(S3_1_Ids.Flip(value.Value.Text()!))}");
                        scim.Expect(other != true, $"no match of {value.Name} in another letter case", "a match");
                    }
                }

                CheckContext.ApplicableIf(judged > 0, "the endpoint filters by no caseExact attribute");
            },
        },

        // The default list of attributes SHALL be overridden; each resource MUST contain the minimum set and any attributes explicitly requested.
        new()
        {
            Id = "EVERY-PROJECTION-001", Title = "attributes= gives each attribute that it names and none that it does not",
            Verifies = ["RFC7644-3.9-01"], Needs = [Needs.Users, Needs.Schemas],
            Run = scim => ExpectHalvesAsync(scim, "attributes", namedIsShown: true),
        },

        // The default set of attributes minus those attributes listed in "excludedAttributes" is returned.
        new()
        {
            Id = "EVERY-PROJECTION-002", Title = "excludedAttributes= takes away each attribute that it names and none that it does not",
            Verifies = ["RFC7644-3.9-02"], Needs = [Needs.Users, Needs.Schemas],
            Run = scim => ExpectHalvesAsync(scim, "excludedAttributes", namedIsShown: false),
        },
    ]);

    private static async Task ExpectFoundAsync(
        CheckContext scim, Func<Comparison, bool> isWanted, string kind, Func<Comparison, string> filter, Func<Comparison, string>? presupposed = null)
    {
        var (user, compared) = await CreateAsync(scim, isWanted, kind);
        var judged = 0;
        var missed = new List<string>();
        foreach (var some in compared.Chunk(InOneFilter))
        {
            judged += await SearchAsync(some);
        }

        CheckContext.ApplicableIf(judged > 0, "the endpoint filters by none of these attributes");
        scim.Expect(missed.Count == 0, "the user found by each attribute", $"not found by {string.Join(", ", missed)}");

        async Task<int> SearchAsync(IReadOnlyList<Comparison> some)
        {
            var found = await FindsAsync(scim, user, string.Join(" and ", some.Select(filter)));
            if (found == true)
            {
                return some.Count;
            }

            if (some.Count > 1)
            {
                return await SearchAsync(some.Take(some.Count / 2).ToList()) + await SearchAsync(some.Skip(some.Count / 2).ToList());
            }

            if (found is null || (presupposed is not null && await FindsAsync(scim, user, presupposed(some[0])) != true))
            {
                return 0;
            }

            missed.Add(filter(some[0]));
            return 1;
        }
    }

    /// <summary>Whether the user is among those that match; null where the endpoint declines the filter (RFC 7644 section 3.4.2.2).</summary>
    private static async Task<bool?> FindsAsync(CheckContext scim, ScimResource user, string filter)
    {
        var reply = await scim.FindUsersAsync($"{Queries.IsUser(user)} and {filter}");
        return reply.Status is 501 or 414 or 400 ? null : reply.Status == 200 && reply.Ids.Contains(user.Id);
    }

    /// <summary>A user that has the attributes, and what can be compared with what.</summary>
    private static async Task<(ScimResource User, IReadOnlyList<Comparison> Compared)> CreateAsync(CheckContext scim, Func<Comparison, bool> isWanted, string kind)
    {
        var all = scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0);
        var wanted = all.Where(v => Comparison.Of(v.Key, v.Value) is { } c && isWanted(c)).ToDictionary(v => v.Key, v => v.Value);
        CheckContext.ApplicableIf(wanted.Count > 0, $"/Schemas publishes no user attribute that is {kind}");
        var (user, sent) = await scim.CreateUserWithAsync(wanted);
        var read = await scim.ReadAsync(user);
        var kept = sent.Where(v => v.Key.Info.Holds(v.Value, read.At(v.Key.Path))).Select(v => Comparison.Of(v.Key, v.Value)).OfType<Comparison>().ToList();
        CheckContext.Require(kept.Count > 0, "the endpoint keeps none of the attributes");
        return (user, kept);
    }

    private static async Task ExpectHalvesAsync(CheckContext scim, string parameter, bool namedIsShown)
    {
        var visible = DeclaredAttributes.Visible(scim, scim.Profile.Users);
        CheckContext.ApplicableIf(visible.Count > 1, $"/Schemas publishes a single user attribute that a client writes and reads, {visible[0].FullName}");
        var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(visible, 0));
        var plain = await scim.ReadAsync(user);
        var shown = sent.Keys.Where(a => !plain.At(a.Path).IsUnassigned()).ToList();
        CheckContext.Require(shown.Count > 1, "the endpoint shows less than two of the attributes");
        foreach (var half in new[] { shown.Where((_, i) => i % 2 == 0).ToList(), shown.Where((_, i) => i % 2 == 1).ToList() })
        {
            var read = await scim.GetAsync($"{user.Target}?{parameter}={string.Join(',', half.Select(a => Uri.EscapeDataString(a.FullName)))}");
            read.Accept(r => r.Is(200).WithJsonObject());
            if (read.Status == 200)
            {
                read.ExpectEach(shown, a => Problem(read, a, half.Contains(a) == namedIsShown), $"what {parameter} names {(namedIsShown ? "shown and the rest left out" : "left out and the rest shown")}");
            }
        }
    }

    private static string? Problem(ScimResponse read, UserAttribute attribute, bool isShown) =>
        isShown == !read.At(attribute.Path).IsUnassigned() || (!isShown && IsAlways(attribute.Info)) ? null : isShown ? "is missing" : "is shown";

    private static bool IsAlways(AttributeInfo attribute) =>
        attribute.Returned.Equals("always", StringComparison.OrdinalIgnoreCase) || attribute.SubAttributes.Any(IsAlways);

    private static bool IsText(AttributeInfo attribute) => attribute.Type.Equals("string", StringComparison.OrdinalIgnoreCase);

    private static string Literal(JsonNode value) => value.ToJsonString(ScimJson.Compact);

    /// <summary>What a filter compares: an attribute, or of a complex one the sub-attribute <c>value</c> or else its first text.</summary>
    private sealed record Comparison(UserAttribute Attribute, string Name, AttributeInfo Compared, JsonNode Value)
    {
        public static Comparison? Of(UserAttribute attribute, JsonNode sample)
        {
            var one = sample is JsonArray array ? array[0] : sample;
            var part = attribute.Info.IsComplex
                ? Samples.Parts(attribute.Info).FirstOrDefault(p => p.Name.Equals("value", StringComparison.OrdinalIgnoreCase)) ?? Samples.Parts(attribute.Info).FirstOrDefault(IsText)
                : attribute.Info;
            var value = attribute.Info.IsComplex ? one.Member(part?.Name ?? "") : one;

            // Whether bytes can be compared the text does not say.
            return part is null || value is null || part.Type.Equals("binary", StringComparison.OrdinalIgnoreCase)
                ? null
                : new Comparison(attribute, attribute.Info.IsComplex ? $"{attribute.FullName}.{part.Name}" : attribute.FullName, part, value);
        }
    }
}
