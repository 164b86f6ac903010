using NUnit.Framework;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Tests.Filters;

public sealed class FilterRoundTripTests
{
    private static IEnumerable<string> RfcFilters => RfcFixtures.Names("-filters", ".txt").SelectMany(RfcFixtures.Lines);

    [TestCaseSource(nameof(RfcFilters))]
    public void The_RFC_examples_are_read_and_written_unchanged(string text)
    {
        // Figure 2 puts parentheses around one comparison, which need none.
        var canonical = text.Replace("(emails.type eq \"work\")", "emails.type eq \"work\"", StringComparison.Ordinal);
        Assert.That(FilterParser.Parse(text).ToString(), Is.EqualTo(canonical));
    }

    [TestCase("userName EQ \"x\"", "userName eq \"x\"")]
    [TestCase("a pr OR (b pr AND c pr)", "a pr or b pr and c pr")]
    [TestCase("(a pr or b pr) or c pr", "(a pr or b pr) or c pr")]
    [TestCase("NOT(a pr)", "not (a pr)")]
    [TestCase("a eq \"\\u0041\\/\\u000a\"", "a eq \"A/\\u000a\"")]
    [TestCase("a eq 1.50E+2", "a eq 1.50E+2")]
    public void Text_is_written_in_canonical_form(string text, string canonical) =>
        Assert.That(FilterParser.Parse(text).ToString(), Is.EqualTo(canonical));

    [Test]
    public void Any_tree_that_is_written_is_read_back_equal()
    {
        var random = new Random(7644);
        for (var i = 0; i < 2000; i++)
        {
            var filter = Tree(random, 4, inBrackets: false);
            Assert.That(FilterParser.Parse(filter.ToString()), Is.EqualTo(filter), filter.ToString());
        }
    }

    [Test]
    public void Damaged_text_is_either_refused_inside_its_bounds_or_round_trips()
    {
        const string Alphabet = "()[]\"\\ .:-$aeqntorpd01\u00e9\t";
        var random = new Random(2152);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = Tree(random, 3, inBrackets: false).ToString().ToCharArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
            var damaged = new string(text);
            if (FilterParser.TryParse(damaged, out var filter, out var error))
            {
                Assert.That(FilterParser.Parse(filter.ToString()), Is.EqualTo(filter), damaged);
                continue;
            }

            refused++;
            Assert.That(error.Position, Is.InRange(0, damaged.Length), damaged);
        }

        Assert.That(refused, Is.GreaterThan(5000), "the damage is not enough to test anything");
    }

    private static Filter Tree(Random random, int depth, bool inBrackets) => random.Next(depth == 0 ? 2 : inBrackets ? 4 : 5) switch
    {
        0 => new PresentExpression(Path(random)),
        1 => new AttributeExpression(Path(random), (CompareOperator)random.Next(9), Value(random)),
        2 => new NotExpression(Tree(random, depth - 1, inBrackets)),
        3 => new LogicalExpression(
            (LogicalOperator)random.Next(2), [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Tree(random, depth - 1, inBrackets))]),
        _ => new ValuePath(Path(random), Tree(random, depth - 1, inBrackets: true)),
    };

    private static AttributePath Path(Random random) => new(
        random.Next(4) == 0 ? "urn:example:a:2.0:B" : null,
        random.GetItems(["userName", "not", "and", "a-b_c9", "$ref"], 1)[0],
        random.Next(3) == 0 ? "value" : null);

    private static FilterValue Value(Random random) => random.Next(4) switch
    {
        0 => FilterValue.Null,
        1 => FilterValue.Of(random.Next(2) == 0),
        2 => FilterValue.Of((decimal)random.Next(-1000, 1000) / 8),
        _ => FilterValue.Of(new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => (char)random.Next(0, 0x250))])),
    };
}
