using NUnit.Framework;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Paths;

/// <summary>RFC 7644 section 3.5.2, figure 7.</summary>
public sealed class PatchPathTests
{
    private static readonly string[] Known = [ScimUrn.User, ScimUrn.EnterpriseUser, "urn:example:1.0"];

    private static IEnumerable<string> RfcPaths => RfcFixtures.Names("-paths", ".txt").SelectMany(RfcFixtures.Lines);

    [TestCaseSource(nameof(RfcPaths))]
    public void The_RFC_examples_are_read_and_written_unchanged(string text) =>
        Assert.That(PatchPath.Parse(text, Known).ToString(), Is.EqualTo(text));

    [TestCase("members", null, "members", null, null)]
    [TestCase("name.familyName", null, "name", null, "familyName")]
    [TestCase("addresses[type eq \"work\"]", null, "addresses", "type eq \"work\"", null)]
    [TestCase("addresses[type eq \"work\"].streetAddress", null, "addresses", "type eq \"work\"", "streetAddress")]
    [TestCase("emails[not (type eq \"a]b\") or primary eq true].value", null, "emails", "not (type eq \"a]b\") or primary eq true", "value")]
    [TestCase(ScimUrn.EnterpriseUser + ":manager.value", ScimUrn.EnterpriseUser, "manager", null, "value")]
    [TestCase(ScimUrn.User + ":emails[type eq \"urn:x\"].value", ScimUrn.User, "emails", "type eq \"urn:x\"", "value")]
    [TestCase("members[value eq \"1\"].$ref", null, "members", "value eq \"1\"", "$ref")]
    public void A_path_has_a_schema_an_attribute_a_filter_and_a_sub_attribute(
        string text, string? urn, string attribute, string? filter, string? subAttribute)
    {
        var path = PatchPath.Parse(text, Known);
        Assert.That(
            (path.Urn, path.Attribute, path.ValueFilter?.ToString(), path.SubAttribute),
            Is.EqualTo((urn, attribute, filter, subAttribute)));
        Assert.That(path.ToString(), Is.EqualTo(text));
    }

    [TestCase(ScimUrn.EnterpriseUser)]
    [TestCase("URN:IETF:PARAMS:SCIM:SCHEMAS:EXTENSION:ENTERPRISE:2.0:USER")]
    public void A_path_that_is_a_known_URN_means_the_whole_schema(string text)
    {
        var path = PatchPath.Parse(text, Known);
        Assert.That(path.IsSchema, Is.True);
        Assert.That(path.Urn, Is.EqualTo(ScimUrn.EnterpriseUser));
        Assert.That(path, Is.EqualTo(PatchPath.ForSchema(ScimUrn.EnterpriseUser)));
    }

    [Test]
    public void A_known_URN_may_end_in_a_version() =>
        Assert.That(PatchPath.Parse("urn:example:1.0", Known).IsSchema, Is.True);

    [Test]
    public void An_unknown_URN_is_read_as_an_attribute_of_a_shorter_one()
    {
        var path = PatchPath.Parse(ScimUrn.EnterpriseUser);
        Assert.That((path.IsSchema, path.Attribute), Is.EqualTo((false, "User")));
    }

    [TestCase("", 0)]
    [TestCase(" members", 0)]
    [TestCase("members ", 7)]
    [TestCase("/members", 0)]
    [TestCase("a.b.c", 3)]
    [TestCase("name.familyName[type pr]", 15)]
    [TestCase("emails[type pr]value", 15)]
    [TestCase("emails[type pr] ", 15)]
    [TestCase("emails[type pr].", 16)]
    [TestCase("emails[type pr].a.b", 17)]
    [TestCase("emails[type pr].value[x pr]", 21)]
    [TestCase("emails[type pr][x pr]", 15)]
    [TestCase("[type pr]", 0)]
    [TestCase("emails]", 6)]
    public void A_wrong_path_is_an_invalidPath_error_with_its_position(string text, int position) =>
        AssertRefused(text, position, ScimErrorType.InvalidPath);

    [TestCase("emails[", 7)]
    [TestCase("emails[]", 7)]
    [TestCase("emails[type eq \"work\"", 21)]
    [TestCase("emails[type is \"work\"]", 12)]
    [TestCase("emails[a[b pr]]", 8)]
    [TestCase("emails[type eq work]", 15)]
    public void A_wrong_filter_in_a_path_is_an_invalidFilter_error_with_its_position_in_the_path(string text, int position) =>
        AssertRefused(text, position, ScimErrorType.InvalidFilter);

    [Test]
    public void Length_and_depth_are_limited()
    {
        var deep = $"a[{new string('(', 33)}b pr{new string(')', 33)}]";
        AssertRefused(deep, 34, ScimErrorType.InvalidFilter);
        AssertRefused(new string('a', 8193), 8192, ScimErrorType.InvalidPath);
    }

    [Test]
    public void Paths_are_equal_whatever_the_letter_case_of_their_names_but_not_of_their_values()
    {
        var path = PatchPath.Parse("emails[type eq \"work\"].value");
        Assert.That(path, Is.EqualTo(PatchPath.Parse("EMAILS[Type EQ \"work\"].Value")));
        Assert.That(path.GetHashCode(), Is.EqualTo(PatchPath.Parse("EMAILS[Type EQ \"work\"].Value").GetHashCode()));
        Assert.That(path, Is.Not.EqualTo(PatchPath.Parse("emails[type eq \"WORK\"].value")));
        Assert.That(path.ValueFilter, Is.InstanceOf<AttributeExpression>());
    }

    private static void AssertRefused(string text, int position, ScimErrorType type)
    {
        var thrown = Assert.Throws<ScimSyntaxException>(() => PatchPath.Parse(text, Known))!;
        Assert.That(thrown.SyntaxError.Position, Is.EqualTo(position), thrown.Message);
        Assert.That(thrown.Error.ScimType, Is.EqualTo(type));
    }
}
