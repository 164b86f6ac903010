using NUnit.Framework;
using ScimConformance.Protocol.Filters;

namespace ScimConformance.Protocol.Tests.Filters;

/// <summary>The sub-attribute after brackets that Entra's matching sends.</summary>
public sealed class FilterToleranceTests
{
    [TestCase("emails[type eq \"work\"].value eq \"a@x\"", "emails[type eq \"work\" and value eq \"a@x\"]")]
    [TestCase("emails[type eq \"work\" and primary eq true].value eq \"a@x\"", "emails[type eq \"work\" and primary eq true and value eq \"a@x\"]")]
    [TestCase("emails[type eq \"a\" or type eq \"b\"].value pr", "emails[(type eq \"a\" or type eq \"b\") and value pr]")]
    [TestCase("active eq true and emails[type eq \"work\"].value eq \"a@x\"", "active eq true and emails[type eq \"work\" and value eq \"a@x\"]")]
    public void A_sub_attribute_after_brackets_is_read_as_a_condition_inside_them(string text, string same) =>
        Assert.That(
            FilterParser.Parse(text, syntax: FilterSyntax.SubAttributeAfterBrackets),
            Is.EqualTo(FilterParser.Parse(same)));

    [TestCase("emails[type eq \"work\"].", 23, "an attribute name")]
    [TestCase("emails[type eq \"work\"].value", 28, "an operator")]
    [TestCase("emails[type eq \"work\"].value eq", 31, "a value")]
    [TestCase("emails[type eq \"work\"].value is \"x\"", 29, "an operator")]
    public void Its_errors_have_positions_too(string text, int position, string expected)
    {
        Assert.That(FilterParser.TryParse(text, out _, out var error, syntax: FilterSyntax.SubAttributeAfterBrackets), Is.False);
        Assert.That(error!.Position, Is.EqualTo(position));
        Assert.That(error.Expected, Does.StartWith(expected));
    }
}
