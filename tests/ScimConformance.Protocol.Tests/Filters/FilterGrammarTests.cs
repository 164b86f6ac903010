using NUnit.Framework;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Filters;

/// <summary>RFC 7644 section 3.4.2.2, figure 1.</summary>
public sealed class FilterGrammarTests
{
    private static readonly AttributePath UserName = new(null, "userName", null);

    [TestCase("eq", CompareOperator.Equal)]
    [TestCase("ne", CompareOperator.NotEqual)]
    [TestCase("co", CompareOperator.Contains)]
    [TestCase("sw", CompareOperator.StartsWith)]
    [TestCase("ew", CompareOperator.EndsWith)]
    [TestCase("gt", CompareOperator.GreaterThan)]
    [TestCase("ge", CompareOperator.GreaterOrEqual)]
    [TestCase("lt", CompareOperator.LessThan)]
    [TestCase("le", CompareOperator.LessOrEqual)]
    public void Each_comparison_operator_is_read_in_any_letter_case(string word, CompareOperator op)
    {
        var expected = new AttributeExpression(UserName, op, FilterValue.Of("x"));
        Assert.Multiple(() =>
        {
            Assert.That(FilterParser.Parse($"userName {word} \"x\""), Is.EqualTo(expected));
            Assert.That(FilterParser.Parse($"userName {word.ToUpperInvariant()} \"x\""), Is.EqualTo(expected));
            Assert.That(FilterParser.Parse($"userName {char.ToUpperInvariant(word[0])}{word[1]} \"x\""), Is.EqualTo(expected));
        });
    }

    [TestCase("title pr")]
    [TestCase("title PR")]
    [TestCase("Title Pr")]
    public void Presence_is_read_in_any_letter_case(string text) =>
        Assert.That(FilterParser.Parse(text), Is.EqualTo(new PresentExpression(new AttributePath(null, "title", null))));

    [TestCase("not (title pr)")]
    [TestCase("not(title pr)")]
    [TestCase("NOT  ( title pr )")]
    public void Not_may_stand_with_and_without_a_space_before_its_parenthesis(string text) =>
        Assert.That(FilterParser.Parse(text), Is.EqualTo(new NotExpression(new PresentExpression(new AttributePath(null, "title", null)))));

    [TestCase("not pr", "not")]
    [TestCase("and eq \"x\"", "and")]
    [TestCase("or eq \"x\"", "or")]
    [TestCase("pr pr", "pr")]
    [TestCase("eq eq \"x\"", "eq")]
    public void An_attribute_may_be_named_like_an_operator(string text, string name)
    {
        var path = FilterParser.Parse(text) switch
        {
            PresentExpression present => present.Path,
            AttributeExpression compare => compare.Path,
            var other => throw new AssertionException($"Read as {other.GetType().Name}."),
        };
        Assert.That(path.Attribute, Is.EqualTo(name));
    }

    [Test]
    public void A_value_path_holds_a_filter_on_sub_attributes()
    {
        var inner = new LogicalExpression(LogicalOperator.And,
        [
            new AttributeExpression(new AttributePath(null, "type", null), CompareOperator.Equal, FilterValue.Of("work")),
            new AttributeExpression(new AttributePath(null, "value", null), CompareOperator.Contains, FilterValue.Of("@x")),
        ]);
        Assert.That(
            FilterParser.Parse("emails[type eq \"work\" and value co \"@x\"]"),
            Is.EqualTo(new ValuePath(new AttributePath(null, "emails", null), inner)));
    }

    [TestCase("emails[(type eq \"a\" or type eq \"b\") and primary eq true]")]
    [TestCase("emails[not (type eq \"work\")]")]
    [TestCase("emails[type eq \"x]\"]")]
    [TestCase("(emails[type pr])")]
    [TestCase("not (emails[type pr] or userName pr)")]
    public void Value_paths_combine_with_grouping_and_negation(string text) =>
        Assert.That(FilterParser.Parse(text).ToString(), Is.EqualTo(text.StartsWith('(') ? text[1..^1] : text));

    [TestCase("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"", ScimUrn.User, "userName", null)]
    [TestCase("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"1\"", ScimUrn.EnterpriseUser, "manager", "value")]
    [TestCase("urn:example:never:seen:1.0:Thing:size.width gt 3", "urn:example:never:seen:1.0:Thing", "size", "width")]
    [TestCase("URN:IETF:params:scim:schemas:core:2.0:User:USERNAME pr", "URN:IETF:params:scim:schemas:core:2.0:User", "USERNAME", null)]
    public void A_name_is_split_from_its_schema_at_the_last_colon(string text, string urn, string attribute, string? subAttribute)
    {
        var path = FilterParser.Parse(text) switch
        {
            AttributeExpression compare => compare.Path,
            PresentExpression present => present.Path,
            var other => throw new AssertionException($"Read as {other.GetType().Name}."),
        };
        Assert.That((path.Urn, path.Attribute, path.SubAttribute), Is.EqualTo((urn, attribute, subAttribute)));
    }

    [Test]
    public void A_value_path_may_carry_a_schema()
    {
        var filter = (ValuePath)FilterParser.Parse($"{ScimUrn.User}:emails[type eq \"work\"]");
        Assert.That(filter.Path, Is.EqualTo(new AttributePath(ScimUrn.User, "emails", null)));
    }

    [Test]
    public void Dollar_ref_is_an_attribute_name()
    {
        var filter = (AttributeExpression)FilterParser.Parse("members.$ref ew \"/Users/1\"");
        Assert.That(filter.Path, Is.EqualTo(new AttributePath(null, "members", "$ref")));
    }

    [Test]
    public void Names_that_differ_in_letter_case_are_equal() =>
        Assert.That(FilterParser.Parse("USERNAME eq \"x\""), Is.EqualTo(FilterParser.Parse("username EQ \"x\"")));

    [Test]
    public void A_string_may_follow_its_operator_without_a_space_as_in_an_example_of_the_RFC() =>
        Assert.That(FilterParser.Parse("value eq\"2819c223\""), Is.EqualTo(FilterParser.Parse("value eq \"2819c223\"")));

    [Test]
    public void Extra_spaces_change_nothing() =>
        Assert.That(
            FilterParser.Parse("  userName   eq   \"x\"   and   (  title   pr  )  "),
            Is.EqualTo(FilterParser.Parse("userName eq \"x\" and (title pr)")));
}
