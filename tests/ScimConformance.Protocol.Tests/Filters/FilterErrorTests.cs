using NUnit.Framework;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Tests.Filters;

/// <summary>Every error says where it is, counted from zero, what was expected and what is there.</summary>
public sealed class FilterErrorTests
{
    [TestCase("", 0, "an attribute name")]
    [TestCase("   ", 3, "an attribute name")]
    [TestCase("userName", 8, "an operator")]
    [TestCase("userName ", 9, "an operator")]
    [TestCase("userName eq", 11, "a value")]
    [TestCase("userName eq ", 12, "a value")]
    [TestCase("userName regex \"x\"", 9, "an operator")]
    [TestCase("userName = \"x\"", 9, "an operator")]
    [TestCase("userName eq(x)", 11, "a space and a value")]
    [TestCase("userName\"x\"", 8, "a space and an operator")]
    [TestCase("userName eq \"x", 14, "a closing double quote")]
    [TestCase("userName eq \"x\\\"", 16, "a closing double quote")]
    [TestCase("userName eq \"a\\qb\"", 14, "a JSON escape")]
    [TestCase("userName eq \"\\u12g4\"", 13, "a JSON escape")]
    [TestCase("userName eq \"\\u12", 13, "a JSON escape")]
    [TestCase("userName eq \"a\tb\"", 14, "no control character")]
    [TestCase("userName eq \"a\nb\"", 14, "no control character")]
    [TestCase("userName eq \"\\ud800\"", 12, "a string without half of a surrogate pair")]
    [TestCase("userName eq \"x\" title pr", 16, "\"and\", \"or\" or end of text")]
    [TestCase("userName eq \"x\" xor title pr", 16, "\"and\", \"or\" or end of text")]
    [TestCase("userName eq \"x\"and title pr", 15, "a space and \"and\", \"or\" or end of text")]
    [TestCase("userName eq \"x\" and", 19, "a space and an attribute name")]
    [TestCase("userName eq \"x\" and ", 20, "an attribute name")]
    [TestCase("userName eq \"x\" and(title pr)", 19, "a space and an attribute name")]
    [TestCase("userName eq \"x\" and and title pr", 24, "an operator")]
    [TestCase("and title pr", 4, "an operator")]
    [TestCase("(userName pr", 12, "\"and\", \"or\" or \")\"")]
    [TestCase("(userName pr]", 12, "\"and\", \"or\" or \")\"")]
    [TestCase("(userName pr title", 13, "\"and\", \"or\" or \")\"")]
    [TestCase("userName pr)", 11, "\"and\", \"or\" or end of text")]
    [TestCase("()", 1, "an attribute name")]
    [TestCase("not", 3, "\"(\" after \"not\", or an operator")]
    [TestCase("not userName pr", 4, "\"(\" after \"not\", or an operator")]
    [TestCase("not (userName pr", 16, "\"and\", \"or\" or \")\"")]
    [TestCase("emails[", 7, "an attribute name")]
    [TestCase("emails[]", 7, "an attribute name")]
    [TestCase("emails[type pr", 14, "\"and\", \"or\" or \"]\"")]
    [TestCase("emails[type pr)", 14, "\"and\", \"or\" or \"]\"")]
    [TestCase("emails[type pr x]", 15, "\"and\", \"or\" or \"]\"")]
    [TestCase("emails[(type pr x)]", 16, "\"and\", \"or\" or \")\"")]
    [TestCase("emails[work]", 11, "a space and an operator")]
    [TestCase("emails [type pr]", 7, "an operator")]
    [TestCase("emails[type pr] eq \"x\"", 16, "\"and\", \"or\" or end of text")]
    [TestCase("emails[type pr].value eq \"x\"", 15, "a space and \"and\", \"or\" or end of text")]
    [TestCase("a[b[c pr]]", 3, "no brackets inside brackets")]
    [TestCase("a[not (b[c pr])]", 8, "no brackets inside brackets")]
    [TestCase("1name pr", 0, "an attribute name")]
    [TestCase("user!name pr", 4, "an attribute name")]
    [TestCase("name. pr", 5, "a sub-attribute name")]
    [TestCase("name.a.b pr", 6, "a sub-attribute name")]
    [TestCase(".value pr", 0, "an attribute name")]
    [TestCase("\"userName\" eq \"x\"", 0, "an attribute name")]
    [TestCase("urn:x: pr", 6, "an attribute name")]
    [TestCase(":userName pr", 0, "a schema URN")]
    [TestCase("title pr and 2.0:User:name pr", 13, "a schema URN")]
    [TestCase("userName:x pr", 8, "a schema URN")]
    [TestCase("café pr", 3, "an attribute name")]
    public void An_error_names_its_position_and_what_was_expected(string text, int position, string expected)
    {
        Assert.That(FilterParser.TryParse(text, out var filter, out var error), Is.False, $"read as {filter}");
        Assert.That(error!.Position, Is.EqualTo(position), error.ToString());
        Assert.That(error.Expected, Does.StartWith(expected));
    }

    [Test]
    public void The_exception_is_an_invalidFilter_error_that_quotes_the_filter_and_the_place()
    {
        var thrown = Assert.Throws<ScimSyntaxException>(() => FilterParser.Parse("userName regex \"x\""))!;
        Assert.Multiple(() =>
        {
            Assert.That(thrown.Error.Status, Is.EqualTo(400));
            Assert.That(thrown.Error.ScimType, Is.EqualTo(ScimErrorType.InvalidFilter));
            Assert.That(thrown.SyntaxError, Is.EqualTo(new SyntaxError(9, "an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr)", "\"regex\"")));
            Assert.That(thrown.Message, Is.EqualTo(
                "The filter \"userName regex \"x\"\" is not valid. At position 9: expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr), found \"regex\"."));
        });
    }

    [Test]
    public void The_end_of_the_text_is_named_as_such()
    {
        Assert.That(FilterParser.TryParse("userName eq", out _, out var error), Is.False);
        Assert.That(error!.Found, Is.EqualTo("end of text"));
    }

    [Test]
    public void A_long_or_dirty_filter_is_quoted_short_and_clean()
    {
        var thrown = Assert.Throws<ScimSyntaxException>(() => FilterParser.Parse("a\u0007\r\n" + new string('b', 1000)))!;
        Assert.That(thrown.Message, Has.Length.LessThan(300));
        Assert.That(thrown.Message, Has.None.Matches<char>(char.IsControl));
    }
}
