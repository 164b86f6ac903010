using NUnit.Framework;
using ScimConformance.Protocol.Filters;

namespace ScimConformance.Protocol.Tests.Filters;

/// <summary>"not" before "and" before "or" (RFC 7644 section 3.4.2.2).</summary>
public sealed class FilterPrecedenceTests
{
    [TestCase("a pr or b pr and c pr", "or(a, and(b, c))")]
    [TestCase("a pr and b pr or c pr", "or(and(a, b), c)")]
    [TestCase("a pr and b pr or c pr and d pr", "or(and(a, b), and(c, d))")]
    [TestCase("(a pr or b pr) and c pr", "and(or(a, b), c)")]
    [TestCase("a pr and (b pr or c pr)", "and(a, or(b, c))")]
    [TestCase("not (a pr) and b pr", "and(not(a), b)")]
    [TestCase("not (a pr) or b pr and c pr", "or(not(a), and(b, c))")]
    [TestCase("not (a pr or b pr) and c pr", "and(not(or(a, b)), c)")]
    [TestCase("a pr and not (b pr)", "and(a, not(b))")]
    [TestCase("not (not (a pr))", "not(not(a))")]
    [TestCase("a pr AND b pr Or c pr", "or(and(a, b), c)")]
    [TestCase("x[a pr or b pr and c pr] and d pr", "and(x[or(a, and(b, c))], d)")]
    [TestCase("((a pr))", "a")]
    public void Operators_bind_as_the_RFC_says(string text, string tree) =>
        Assert.That(Shape(FilterParser.Parse(text)), Is.EqualTo(tree));

    [TestCase("a pr and b pr and c pr and d pr", "and(a, b, c, d)")]
    [TestCase("a pr or b pr or c pr", "or(a, b, c)")]
    public void A_chain_of_one_operator_is_one_flat_expression(string text, string tree) =>
        Assert.That(Shape(FilterParser.Parse(text)), Is.EqualTo(tree));

    [Test]
    public void Parentheses_around_part_of_a_chain_are_kept() =>
        Assert.That(Shape(FilterParser.Parse("(a pr and b pr) and c pr")), Is.EqualTo("and(and(a, b), c)"));

    private static string Shape(Filter filter) => filter switch
    {
        PresentExpression present => present.Path.Attribute,
        NotExpression not => $"not({Shape(not.Inner)})",
        ValuePath path => $"{path.Path}[{Shape(path.Inner)}]",
        LogicalExpression logical => $"{(logical.Op == LogicalOperator.And ? "and" : "or")}({string.Join(", ", logical.Operands.Select(Shape))})",
        _ => filter.ToString(),
    };
}
