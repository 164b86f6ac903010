using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

public sealed class AttributeMappingTests
{
    private const string Department = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";

    [TestCase("userName", """{"userName":"v"}""")]
    [TestCase("name.formatted", """{"name":{"formatted":"v"}}""")]
    [TestCase("emails[type eq \"work\"].value", """{"emails":[{"type":"work","value":"v"}]}""")]
    [TestCase("roles[primary eq \"True\"].display", """{"roles":[{"primary":true,"display":"v"}]}""")]
    [TestCase(Department, """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"v"}}""")]
    public void What_is_written_at_a_target_is_read_there(string target, string expected)
    {
        var path = TargetPath.Parse(target);
        var resource = new JsonObject();
        path.Write(resource, "v");
        Assert.That(resource.ToJsonString(), Is.EqualTo(expected));
        Assert.That(TargetPath.ToText(path.Read(resource)), Is.EqualTo("v"));
    }

    [TestCase("")]
    [TestCase("emails[type ne \"work\"].value")]
    [TestCase("emails[type eq \"work\"]value")]
    [TestCase("two words")]
    public void Another_form_of_target_is_refused(string target) =>
        Assert.That(() => TargetPath.Parse(target), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("a target such as userName"));

    [Test]
    public void The_mapping_of_2020_matches_by_work_address()
    {
        var mapping = EntraMappings.ThousandEyes2020.Users;
        Assert.That(mapping.Matching.Select(m => m.Target.Text), Is.EqualTo(new[] { "emails[type eq \"work\"].value" }));
        Assert.That(mapping.Attributes.Select(m => m.Target.Text), Is.EquivalentTo(
            new[] { "emails[type eq \"work\"].value", "externalId", "userName", "active", "displayName", "name.formatted" }));
    }

    [TestCase("""[]""", "no JSON object")]
    [TestCase("""{"users":{}}""", "lacks \"name\"")]
    [TestCase("""{"name":"m"}""", "lacks \"users\"")]
    [TestCase("""{"name":"m","users":{}}""", "'m', users lacks \"attributeMappings\"")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"source":"[mail]"}]}}""", "line 1 lacks \"target\"")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"target":"userName"}]}}""", "line 1 (userName) lacks \"source\"")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"[shoeSize]"}]}}""", "reads [shoeSize]; the directory has")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"Nope()"}]}}""", "line 1 (userName): 'Nope()', position 1")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"[mail]","matchingPriority":0}]}}""", "whole number from 1")]
    [TestCase("""{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"[mail]"}]}}""", "users could not be matched")]
    public void A_malformed_mapping_is_refused_with_the_place(string json, string message) =>
        Assert.That(() => ApplicationMapping.Parse(json), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void Matching_by_an_unmapped_attribute_is_refused() =>
        Assert.That(() => EntraMappings.ThousandEyes2020.Users.MatchedBy("title"), Throws.ArgumentException.With.Message.Contains("no line for 'title'"));
}
