using NUnit.Framework;
using ScimConformance.Protocol.Filters;

namespace ScimConformance.Protocol.Tests.Filters;

/// <summary>The values of comparisons are JSON literals (RFC 7644 section 3.4.2.2, RFC 8259).</summary>
public sealed class FilterValueTests
{
    [TestCase("\"bjensen\"", "bjensen")]
    [TestCase("\"\"", "")]
    [TestCase("\"O'Malley (and) [or] not\"", "O'Malley (and) [or] not")]
    [TestCase("\"a\\\"b\"", "a\"b")]
    [TestCase("\"a\\\\\"", "a\\")]
    [TestCase("\"\\/\\b\\f\\n\\r\\t\"", "/\b\f\n\r\t")]
    [TestCase("\"\\u00e9\\u00E9é\"", "ééé")]
    [TestCase("\"\\ud83d\\ude00\"", "😀")]
    [TestCase("\"2011-05-13T04:42:34Z\"", "2011-05-13T04:42:34Z")]
    public void A_string_is_read_without_its_quotes_and_escapes(string literal, string text) =>
        Assert.That(Value(literal), Is.EqualTo(FilterValue.Of(text)));

    [TestCase("0", "0")]
    [TestCase("-0", "0")]
    [TestCase("42", "42")]
    [TestCase("-7", "-7")]
    [TestCase("3.25", "3.25")]
    [TestCase("1e3", "1000")]
    [TestCase("-1.5E+2", "-150")]
    [TestCase("25e-2", "0.25")]
    public void A_number_is_read_by_the_JSON_grammar(string literal, string number)
    {
        var value = Value(literal);
        Assert.Multiple(() =>
        {
            Assert.That(value.Kind, Is.EqualTo(FilterValueKind.Number));
            Assert.That(value.TryGetNumber(out var read), Is.True);
            Assert.That(read, Is.EqualTo(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(value.ToString(), Is.EqualTo(literal));
        });
    }

    [TestCase("01")]
    [TestCase("+1")]
    [TestCase(".5")]
    [TestCase("5.")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("-")]
    [TestCase("0x1F")]
    [TestCase("1_000")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("True")]
    [TestCase("FALSE")]
    [TestCase("Null")]
    [TestCase("akadmin")]
    [TestCase("'bjensen'")]
    [TestCase("2011-05-13T04:42:34Z")]
    public void Anything_else_is_refused_where_it_stands(string literal)
    {
        Assert.That(FilterParser.TryParse($"userName eq {literal}", out _, out var error), Is.False);
        Assert.That(error!.Position, Is.EqualTo("userName eq ".Length));
        Assert.That(error.Expected, Does.StartWith("a value"));
    }

    [Test]
    public void A_number_too_large_for_a_decimal_is_a_number_without_a_value()
    {
        var value = Value("1e400");
        Assert.That(value.Kind, Is.EqualTo(FilterValueKind.Number));
        Assert.That(value.TryGetNumber(out _), Is.False);
    }

    [Test]
    public void Booleans_and_null_are_read() => Assert.Multiple(() =>
    {
        Assert.That(Value("true"), Is.SameAs(FilterValue.True));
        Assert.That(Value("false"), Is.SameAs(FilterValue.False));
        Assert.That(Value("null"), Is.SameAs(FilterValue.Null));
    });

    [Test]
    public void A_string_that_looks_like_a_boolean_stays_a_string() =>
        Assert.That(Value("\"true\"").Kind, Is.EqualTo(FilterValueKind.String));

    private static FilterValue Value(string literal) => ((AttributeExpression)FilterParser.Parse($"a eq {literal}")).Value;
}
