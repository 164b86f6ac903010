using System.Globalization;
using System.Text;
using NUnit.Framework;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Schemas;

[TestFixture]
internal sealed class AttributeComparisonTests
{
    private static readonly SchemaAttribute AnyCase = new() { Name = "userName" };

    private static readonly SchemaAttribute Exact = new() { Name = "id", CaseExact = true };

    [Test]
    public void Keys_of_texts_that_are_not_case_exact_follow_normalisation_form_KC()
    {
        var wrong = RfcFixtures.Lines(Path.Combine("..", "unicode", "nfkc-samples.txt"))
            .Where(line => line[0] != '#')
            .Where(line => line.Split(';') is [var text, var form, ..] && !string.Equals(AnyCase.ComparisonKey(Text(text)), Text(form).ToUpperInvariant(), StringComparison.Ordinal));
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("\u00c5NGSTR\u00d6M", "a\u030angstro\u0308m")]
    [TestCase("\u212b", "\u00e5")]
    [TestCase("\uac01", "\u1100\u1161\u11a8")]
    [TestCase("I", "i")]
    public void Forms_of_the_same_text_are_equal_unless_the_attribute_is_case_exact(string left, string right)
    {
        Assert.Multiple(() =>
        {
            Assert.That(AnyCase.EqualText(left, right), Is.True);
            Assert.That(AnyCase.ContainsText($"x{left}y", right) && AnyCase.StartsWithText(left, right) && AnyCase.EndsWithText(left, right), Is.True);
            Assert.That(AnyCase.CompareText(left, right), Is.Zero);
            Assert.That(AnyCase.ComparisonKey(left), Is.EqualTo(AnyCase.ComparisonKey(right)));
            Assert.That(Exact.EqualText(left, right), Is.False);
            Assert.That(Exact.ComparisonKey(left), Is.EqualTo(left));
        });
    }

    private static string Text(string points) => string.Concat(points.Trim().Split(' ')
        .Select(point => new Rune(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
}
