using NUnit.Framework;
using ScimConformance.Protocol.Filters;

namespace ScimConformance.Protocol.Tests.Filters;

public sealed class FilterLimitTests
{
    private static readonly ScimLimits Long = new() { FilterLength = 4_000_000 };

    [Test]
    public void A_filter_of_exactly_the_allowed_length_is_read()
    {
        var text = $"a eq \"{new string('x', ScimLimits.Default.FilterLength - 7)}\"";
        Assert.That(text, Has.Length.EqualTo(ScimLimits.Default.FilterLength));
        Assert.That(FilterParser.TryParse(text, out _, out _), Is.True);
    }

    [Test]
    public void One_character_more_is_refused_with_both_lengths()
    {
        var text = $"a eq \"{new string('x', ScimLimits.Default.FilterLength - 6)}\"";
        Assert.That(FilterParser.TryParse(text, out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new SyntaxError(8192, "at most 8192 characters", "8193 characters")));
    }

    [TestCase("(", ")")]
    [TestCase("not (", ")")]
    [TestCase("not(", ")")]
    public void Nesting_is_read_up_to_the_limit_and_refused_at_the_next_opening(string open, string close)
    {
        var allowed = Nested(open, close, 32);
        var deeper = Nested(open, close, 33);
        Assert.That(FilterParser.TryParse(allowed, out _, out _), Is.True);
        Assert.That(FilterParser.TryParse(deeper, out _, out var error), Is.False);
        Assert.That(error!.Expected, Is.EqualTo("at most 32 levels of nesting"));
        Assert.That(error.Position, Is.EqualTo((32 * open.Length) + open.Length - 1));
    }

    [Test]
    public void Brackets_count_as_a_level()
    {
        var limits = new ScimLimits { FilterDepth = 1 };
        Assert.That(FilterParser.TryParse("a[b pr]", out _, out _, limits), Is.True);
        Assert.That(FilterParser.TryParse("a[(b pr)]", out _, out _, limits), Is.False);
        Assert.That(FilterParser.TryParse("(a[b pr])", out _, out _, limits), Is.False);
    }

    [TestCase("(")]
    [TestCase("not (")]
    [TestCase("a[")]
    [TestCase("not ")]
    [TestCase("((a pr) and ")]
    public void A_depth_bomb_is_refused_without_overflowing_the_stack(string part)
    {
        var bomb = string.Concat(Enumerable.Repeat(part, 200_000));
        Assert.That(FilterParser.TryParse(bomb, out _, out _, Long), Is.False);
    }

    [Test]
    public void The_deepest_configurable_filter_is_read_and_written_on_a_small_stack()
    {
        var limits = new ScimLimits { FilterDepth = ScimLimits.MaxFilterDepth };
        var text = Nested("not (", ")", ScimLimits.MaxFilterDepth);
        string? written = null;
        var thread = new Thread(() => written = FilterParser.Parse(text, limits).ToString(), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(written, Is.EqualTo(text));
    }

    [Test]
    public void A_very_long_chain_is_flat_and_needs_no_depth()
    {
        var text = string.Join(" or ", Enumerable.Repeat("a pr and b pr", 50_000));
        var filter = (LogicalExpression)FilterParser.Parse(text, Long);
        Assert.That(filter.Operands, Has.Count.EqualTo(50_000));
        Assert.That(filter.ToString(), Is.EqualTo(text));
    }

    [Test]
    public void Limits_that_cannot_bound_anything_are_refused() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ScimLimits { FilterDepth = ScimLimits.MaxFilterDepth + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ScimLimits { FilterDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ScimLimits { FilterLength = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ScimLimits { JsonDepth = ScimLimits.MaxJsonDepth + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ScimLimits { BodyBytes = -1 });
    });

    private static string Nested(string open, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + "a pr" + string.Concat(Enumerable.Repeat(close, levels));
}
