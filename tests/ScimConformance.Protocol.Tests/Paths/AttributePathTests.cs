using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Paths;

/// <summary>RFC 7644 section 3.10.</summary>
public sealed class AttributePathTests
{
    [TestCase("userName", null, "userName", null)]
    [TestCase("name.familyName", null, "name", "familyName")]
    [TestCase("members.$ref", null, "members", "$ref")]
    [TestCase("x-y_z9", null, "x-y_z9", null)]
    [TestCase(ScimUrn.User + ":userName", ScimUrn.User, "userName", null)]
    [TestCase(ScimUrn.EnterpriseUser + ":manager.displayName", ScimUrn.EnterpriseUser, "manager", "displayName")]
    [TestCase("http://example.com/schemas/v1.0:badge.number", "http://example.com/schemas/v1.0", "badge", "number")]
    public void A_path_is_read_and_written(string text, string? urn, string attribute, string? subAttribute)
    {
        var path = AttributePath.Parse(text);
        Assert.That(path, Is.EqualTo(new AttributePath(urn, attribute, subAttribute)));
        Assert.That(path.ToString(), Is.EqualTo(text));
    }

    [TestCase("", 0)]
    [TestCase("9lives", 0)]
    [TestCase("$", 0)]
    [TestCase("-a", 0)]
    [TestCase("user name", 4)]
    [TestCase("a.b.c", 3)]
    [TestCase("a.", 2)]
    [TestCase(".a", 0)]
    [TestCase("a,b", 1)]
    [TestCase("urn:a:", 6)]
    [TestCase(":a", 0)]
    [TestCase("urn :b:a", 3)]
    [TestCase("notAUri:a", 7)]
    [TestCase("urn:example:1.0", 12)]
    public void A_wrong_path_is_refused_at_its_first_wrong_character(string text, int position)
    {
        var thrown = Assert.Throws<ScimSyntaxException>(() => AttributePath.Parse(text))!;
        Assert.That(thrown.SyntaxError.Position, Is.EqualTo(position), thrown.Message);
        Assert.That(thrown.Error.ScimType, Is.EqualTo(ScimErrorType.InvalidPath));
    }

    [Test]
    public void Paths_are_equal_whatever_their_letter_case()
    {
        var one = AttributePath.Parse(ScimUrn.User + ":name.familyName");
        var other = AttributePath.Parse(ScimUrn.User.ToUpperInvariant() + ":NAME.FamilyName");
        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
    }

    [TestCase("name", "name.familyName")]
    [TestCase("userName", ScimUrn.User + ":userName")]
    [TestCase("userName", "nickName")]
    public void Paths_that_differ_in_any_part_are_not_equal(string left, string right) =>
        Assert.That(AttributePath.Parse(left), Is.Not.EqualTo(AttributePath.Parse(right)));

    [TestCase(ScimUrn.EnterpriseUser, true)]
    [TestCase("URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER", true)]
    [TestCase(ScimUrn.EnterpriseUser + ":manager", false)]
    [TestCase(ScimUrn.User, false)]
    [TestCase("User", false)]
    public void The_bare_URN_of_a_schema_is_recognised(string text, bool isSchema) =>
        Assert.That(AttributePath.Parse(text).IsSchema(ScimUrn.EnterpriseUser), Is.EqualTo(isSchema));
}
