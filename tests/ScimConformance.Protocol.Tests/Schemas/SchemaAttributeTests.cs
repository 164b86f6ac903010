using NUnit.Framework;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Schemas;

public sealed class SchemaAttributeTests
{
    [Test]
    public void An_attribute_of_which_nothing_is_said_has_the_defaults_of_the_RFC()
    {
        var attribute = new SchemaAttribute { Name = "x" };
        Assert.Multiple(() =>
        {
            Assert.That(attribute.Type, Is.EqualTo(AttributeType.String));
            Assert.That(attribute.MultiValued, Is.False);
            Assert.That(attribute.Required, Is.False);
            Assert.That(attribute.CaseExact, Is.False);
            Assert.That(attribute.Mutability, Is.EqualTo(Mutability.ReadWrite));
            Assert.That(attribute.Returned, Is.EqualTo(Returned.Default));
            Assert.That(attribute.Uniqueness, Is.EqualTo(Uniqueness.None));
            Assert.That(attribute.CanonicalValues, Is.Empty);
            Assert.That(attribute.ReferenceTypes, Is.Empty);
            Assert.That(attribute.SubAttributes, Is.Empty);
        });
    }

    [TestCase(AttributeType.String, false, false)]
    [TestCase(AttributeType.String, true, true)]
    [TestCase(AttributeType.Reference, false, true)]
    [TestCase(AttributeType.Binary, false, true)]
    public void Letter_case_counts_where_the_attribute_is_case_exact_and_always_for_references_and_binaries(
        AttributeType type, bool caseExact, bool counts)
    {
        var attribute = new SchemaAttribute { Name = "x", Type = type, CaseExact = caseExact };
        Assert.That(attribute.Comparer.Equals("a", "A"), Is.Not.EqualTo(counts));
        Assert.That("a".Equals("A", attribute.Comparison), Is.Not.EqualTo(counts));
    }

    [TestCase("userName", null, "userName")]
    [TestCase("USERNAME", null, "userName")]
    [TestCase("Name", "FamilyName", "familyName")]
    [TestCase("groups", "$REF", "$ref")]
    public void Attributes_are_found_in_any_letter_case(string name, string? subAttribute, string found) =>
        Assert.That(CoreSchemas.User.FindAttribute(name, subAttribute)!.Name, Is.EqualTo(found));

    [TestCase("user", null)]
    [TestCase("name", "value")]
    [TestCase("nothing", "value")]
    public void An_unknown_name_finds_nothing(string name, string? subAttribute) =>
        Assert.That(CoreSchemas.User.FindAttribute(name, subAttribute), Is.Null);

    [Test]
    public void A_name_may_not_stand_twice_in_any_letter_case()
    {
        SchemaAttribute[] twice = [new() { Name = "badge" }, new() { Name = "Badge" }];
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<ArgumentException>(() => _ = new Schema("urn:x:1", "X", "", twice))!.Message, Does.Contain("urn:x:1").And.Contain("Badge"));
            Assert.That(Assert.Throws<ArgumentException>(() => _ = new SchemaAttribute { Name = "a", SubAttributes = twice })!.Message, Does.Contain("\"a\""));
        });
    }

    [Test]
    public void A_copy_with_other_sub_attributes_finds_those()
    {
        var name = CoreSchemas.User.FindAttribute("name")! with { SubAttributes = [new SchemaAttribute { Name = "initials" }] };
        Assert.That(name.FindSubAttribute("INITIALS"), Is.Not.Null);
        Assert.That(name.FindSubAttribute("familyName"), Is.Null);
    }

    // RFC 7643 section 3.1.
    [TestCase("schemas", null, Mutability.ReadWrite, Returned.Always, true)]
    [TestCase("id", null, Mutability.ReadOnly, Returned.Always, true)]
    [TestCase("externalId", null, Mutability.ReadWrite, Returned.Default, true)]
    [TestCase("meta", "resourceType", Mutability.ReadOnly, Returned.Default, true)]
    [TestCase("meta", "created", Mutability.ReadOnly, Returned.Default, false)]
    [TestCase("meta", "lastModified", Mutability.ReadOnly, Returned.Default, false)]
    [TestCase("meta", "location", Mutability.ReadOnly, Returned.Default, true)]
    [TestCase("META", "VERSION", Mutability.ReadOnly, Returned.Default, true)]
    public void The_common_attributes_have_their_characteristics(
        string name, string? subAttribute, Mutability mutability, Returned returned, bool caseExact)
    {
        var attribute = CommonAttributes.Find(name)!;
        if (subAttribute is not null)
            attribute = attribute.FindSubAttribute(subAttribute)!;
        Assert.That((attribute.Mutability, attribute.Returned, attribute.CaseExact), Is.EqualTo((mutability, returned, caseExact)));
    }
}
