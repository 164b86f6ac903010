using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Mappings of applications: those of fixtures/entra, and what files may say.</summary>
public sealed class ApplicationMappingTests
{
    [Test]
    public void The_generic_application_has_22_lines_for_users_and_3_for_groups()
    {
        var mapping = EntraMappings.Generic;
        Assert.Multiple(() =>
        {
            Assert.That(mapping.Seen, Does.Contain("[observed]"));
            Assert.That(mapping.Users.Attributes, Has.Count.EqualTo(22));
            Assert.That(mapping.Users.Matching.Select(m => m.Target.Text), Is.EqualTo(new[] { "userName" }));
            Assert.That(mapping.Users.Attributes.Where(m => m.IsReference).Select(m => m.Target.Attribute), Is.EqualTo(new[] { "manager" }));
            Assert.That(mapping.Users.Attributes.Where(m => m.Type == AttributeMappingType.Expression).Select(m => m.Target.Text), Is.EqualTo(new[] { "active", "name.formatted" }));
            Assert.That(mapping.Groups!.Attributes.Select(m => m.Target.Text), Is.EqualTo(new[] { "displayName", "externalId", "members" }));
            Assert.That(mapping.Groups.Matching.Select(m => m.Target.Text), Is.EqualTo(new[] { "displayName" }));
        });
    }

    [Test]
    public void The_gallery_application_maps_what_its_tutorial_lists() => Assert.That(
        EntraMappings.ThousandEyesGallery.Users.Attributes.Select(m => m.Target.Text),
        Is.EquivalentTo(new[] { "externalId", "userName", "active", "displayName", "emails[type eq \"work\"].value", "name.formatted" }));

    [Test]
    public void A_file_says_everything_about_a_line()
    {
        var mapping = ApplicationMapping.Parse("""
            {
              "name": "m",
              "customAttributes": ["badge"],
              "users": {
                "actions": ["create", "update"],
                "scopingFilters": [{ "title": "Sales", "clauses": [{ "attribute": "department", "operator": "EQUALS", "value": "Sales" }, { "attribute": "badge", "operator": "IS NOT NULL" }] }],
                "attributeMappings": [
                  { "target": "userName", "source": "[userPrincipalName]", "matchingPriority": 2, "caseExact": true },
                  { "target": "externalId", "source": "[badge]", "matchingPriority": 1, "apply": "ObjectAddOnly", "flowBehavior": "flowAlways", "defaultValue": "none" },
                  { "target": "title", "type": "None", "defaultValue": "Staff" },
                  { "target": "userType", "source": "\"Employee\"" },
                  { "target": "nickName", "source": "[extension_9d98asdfl15980a_Nickname]" },
                  { "target": "manager", "source": "[manager]" }
                ]
              },
              "groups": { "enabled": false, "attributeMappings": [{ "target": "displayName", "source": "[displayName]", "matchingPriority": 1 }] }
            }
            """);
        var (userName, externalId, title, userType) = (mapping.Users.Attributes[0], mapping.Users.Attributes[1], mapping.Users.Attributes[2], mapping.Users.Attributes[3]);
        Assert.Multiple(() =>
        {
            Assert.That(mapping.Users.Actions, Is.EqualTo(TargetActions.Create | TargetActions.Update));
            Assert.That(mapping.Users.ScopingFilters.Single().Clauses, Is.EqualTo(new[] { new ScopingClause("department", "EQUALS", "Sales"), new ScopingClause("badge", "IS NOT NULL", null) }));
            Assert.That(mapping.Users.Matching, Is.EqualTo(new[] { externalId, userName }));
            Assert.That(userName.IsCaseExact, Is.True);
            Assert.That(externalId, Has.Property("Apply").EqualTo(FlowType.ObjectAddOnly).And.Property("Behavior").EqualTo(FlowBehavior.FlowAlways).And.Property("DefaultValue").EqualTo("none"));
            Assert.That(title.Type, Is.EqualTo(AttributeMappingType.None));
            Assert.That(title.Source.Evaluate(MappingSources.Of()).IsNull, Is.True);
            Assert.That(userType.Type, Is.EqualTo(AttributeMappingType.Constant));
            Assert.That(mapping.Users.Attributes.Where(m => m.IsReference).Select(m => m.Target.Text), Is.EqualTo(new[] { "manager" }));
            Assert.That(mapping.Groups!.IsEnabled, Is.False);
        });
    }

    [TestCase("""{"target":"id","source":"[mail]"}""", "'id' is assigned by the application and cannot be a target; use externalId")]
    [TestCase("""{"target":"title","type":"None","source":"[mail]"}""", "leave out one of them")]
    [TestCase("""{"target":"title","type":"Constant","source":"[mail]"}""", "but [mail] is Direct; leave \"type\" out")]
    [TestCase("""{"target":"title","type":"Magic","source":"[mail]"}""", "one of Direct, Constant, Expression, None is expected")]
    [TestCase("""{"target":"title","source":"[mail]","apply":"Sometimes"}""", "one of Always, ObjectAddOnly, MultiValueAddOnly")]
    [TestCase("""{"target":"title","source":"[Mail]"}""", "reads [Mail]; the directory has mail.")]
    [TestCase("""{"target":"title","source":"[mail]","caseExact":"yes"}""", "true or false is expected")]
    [TestCase("""{"target":"title","source":"SelectUniqueValue([mail], [mailNickname])"}""", "(title) uses SelectUniqueValue, which is for creation only")]
    [TestCase("""{"target":"userName","source":"[mail]"}""", "2 lines for 'userName'")]
    [TestCase("""{"target":"title","source":"[mail]","matchingPriority":1}""", "gives the \"matchingPriority\" 1 to userName and title")]
    public void A_wrong_line_is_refused(string line, string message) => Assert.That(
        () => ApplicationMapping.Parse("""{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"[mail]","matchingPriority":1},LINE]}}""".Replace("LINE", line, StringComparison.Ordinal)),
        Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [TestCase("""{"actions":["destroy"]""", "the action 'destroy' in \"actions\"; known are create, update, delete")]
    [TestCase("""{"enabled":false""", "the mapping of users cannot be switched off")]
    [TestCase("""{"scopingFilters":[{"title":"t"}]""", "scoping filter 1 lacks \"clauses\"")]
    [TestCase("""{"scopingFilters":[{"clauses":[{"attribute":"mail","operator":"EQUALS"}]}]""", "scoping filter 1 lacks \"title\"")]
    [TestCase("""{"scopingFilters":[{"title":"t","clauses":[{"attribute":"mail"}]}]""", "clause 1 lacks the operator")]
    [TestCase("""{"scopingFilters":[{"title":"t","clauses":[{"attribute":"shoe","operator":"EQUALS"}]}]""", "clause 1 reads [shoe]")]
    public void A_wrong_mapping_of_users_is_refused(string beginning, string message) => Assert.That(
        () => ApplicationMapping.Parse("""{"name":"m","users":""" + beginning + ""","attributeMappings":[{"target":"userName","source":"[mail]","matchingPriority":1}]}}"""),
        Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void A_schema_exported_from_the_portal_is_read()
    {
        var mapping = ApplicationMapping.Parse(RepositoryFiles.ReadText("fixtures", "entra", "schema-export-sample.json"));
        AttributeMapping Line(string target) => mapping.Users.Attributes.Single(m => m.Target.Text == target);
        Assert.Multiple(() =>
        {
            Assert.That(mapping.Name, Is.EqualTo("customappsso"));
            Assert.That(mapping.CustomAttributes, Is.EqualTo(new[] { "badgeColour" }));
            Assert.That(mapping.Groups, Is.Null, "disabled");
            Assert.That(mapping.Users.Actions, Is.EqualTo(TargetActions.Create | TargetActions.Update));
            Assert.That(mapping.Users.Matching.Select(m => m.Target.Text), Is.EqualTo(new[] { "userName", "externalId" }));
            Assert.That(mapping.Users.ScopingFilters.Select(f => f.Title), Is.EqualTo(new[] { "Researchers", "Blue badges" }));
            Assert.That(mapping.Users.ScopingFilters[0].Clauses, Is.EqualTo(new[] { new ScopingClause("department", "EQUALS", "Research"), new ScopingClause("mail", "IS NOT NULL", null) }));
            Assert.That(Line("userName"), Has.Property("IsCaseExact").True.And.Property("IsRequired").True.And.Property("IsBoolean").False);
            Assert.That(Line("active"), Has.Property("IsBoolean").True.And.Property("IsRequired").False);
            Assert.That(Line("active").Source.Evaluate(MappingSources.Of(("IsSoftDeleted", "True"))).Text, Is.EqualTo("False"));
            Assert.That(Line("externalId"), Has.Property("Apply").EqualTo(FlowType.ObjectAddOnly).And.Property("Behavior").EqualTo(FlowBehavior.FlowAlways).And.Property("DefaultValue").EqualTo("Unknown"));
            Assert.That(Line("userType").Type, Is.EqualTo(AttributeMappingType.Constant));
            Assert.That(Line("preferredLanguage"), Has.Property("Type").EqualTo(AttributeMappingType.None).And.Property("DefaultValue").EqualTo("en-US"));
            Assert.That(Line("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager").IsReference, Is.True);
        });
    }

    [TestCase("""{"synchronizationRules":{}}""", "Schema has \"synchronizationRules\" {}; an array of objects is expected")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":"User"}]}""", "rule 'r' has \"objectMappings\" \"User\"; an array of objects is expected")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","enabled":"yes"}]}]}""", "object mapping 'm' has \"enabled\" \"yes\"; true or false is expected")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","matchingPriority":"1","source":{"expression":"[mail]"}}]}]}]}""", "(userName) has \"matchingPriority\" \"1\"; it must be a whole number from 1 on")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","flowType":"Sometimes","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "(userName) has \"flowType\" \"Sometimes\"; one of Always, ObjectAddOnly, MultiValueAddOnly is expected")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","defaultValue":5,"matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "(userName) has \"defaultValue\" 5; a string is expected")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[shoeSize]"}}]}]}]}""", "(userName) reads [shoeSize]; the directory has")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"emails[type eq \"work\" and primary eq true].value","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "a target such as userName")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","source":{"expression":"[mail]"}}]}]}]}""", "no line with \"matchingPriority\"; users could not be matched")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","scope":{"groups":[{"name":"g","clauses":[{"sourceOperandName":"mail","targetOperand":{"values":["a"]}}]}]},"attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "scoping filter 1, clause 1 lacks the operator")]
    [TestCase("""{"directories":[]}""", "no entry of \"synchronizationRules\"")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","enabled":false}]}]}""", "is enabled; the mapping of users cannot be switched off")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User"},{"name":"n","sourceObjectName":"User"}]}]}""", "disable all but one")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{}]}]}]}""", "'r', object mapping 'm', attribute mapping 1 lacks \"targetAttributeName\"")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","source":{}}]}]}]}""", "a \"source\" without \"expression\": {}")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","flowTypes":"Add, Move","attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "'Move' in \"flowTypes\"")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","scope":{"inputFilterGroups":[{}]},"attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "\"inputFilterGroups\" in \"scope\", which the simulator does not know")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","scope":{"groups":[{"name":"g","clauses":[{"sourceOperandName":"mail","operatorName":"EQUALS","targetOperand":{"values":["a","b"]}}]}]},"attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[mail]"}}]}]}]}""", "has 2 \"values\" in \"targetOperand\"")]
    [TestCase("""{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"Split([mail])"}}]}]}]}""", "(userName): 'Split([mail])', position 1")]
    public void An_export_that_cannot_be_used_is_refused_with_the_place(string json, string message) =>
        Assert.That(() => ApplicationMapping.Parse(json), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    /// <summary>Whatever single place of an export is something else: it is read, or refused in words.</summary>
    [Test]
    public void An_export_that_is_damaged_anywhere_is_read_or_refused()
    {
        var whole = JsonNode.Parse(RepositoryFiles.ReadText("fixtures", "entra", "schema-export-sample.json"))!;
        JsonNode?[] damages = [null, JsonValue.Create(7), JsonValue.Create("x"), JsonValue.Create(true), new JsonArray(), new JsonObject(), new JsonArray(JsonValue.Create(1))];
        var (read, refused) = (0, 0);
        foreach (var path in Paths(whole, []))
        {
            foreach (var damage in damages)
            {
                var copy = whole.DeepClone();
                var holder = path[..^1].Aggregate(copy, (node, step) => step is int index ? node[index]! : node[(string)step]!);
                if (path[^1] is int at)
                {
                    holder[at] = damage?.DeepClone();
                }
                else
                {
                    holder[(string)path[^1]] = damage?.DeepClone();
                }

                try
                {
                    Assert.That(ApplicationMapping.Parse(copy.ToJsonString()).Users.Matching, Is.Not.Empty);
                    read++;
                }
                catch (FormatException e)
                {
                    Assert.That(e.Message, Has.Length.GreaterThan(20), string.Join('/', path));
                    refused++;
                }
            }
        }

        Assert.That((read > 100, refused > 100), Is.EqualTo((true, true)), $"{read} read, {refused} refused");
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] to) => node switch
    {
        JsonObject members => members.SelectMany(m => Paths(m.Value, [.. to, m.Key]).Prepend([.. to, m.Key])),
        JsonArray list => list.SelectMany((e, i) => Paths(e, [.. to, i]).Prepend([.. to, i])),
        _ => [],
    };

    [Test]
    public void A_constant_is_taken_as_it_is_with_or_without_quotes()
    {
        const string Json = """{"synchronizationRules":[{"name":"r","objectMappings":[{"name":"m","sourceObjectName":"User","attributeMappings":[{"targetAttributeName":"userName","matchingPriority":1,"source":{"name":"mail","type":"Attribute"}},{"targetAttributeName":"title","source":{"expression":"a \"b\" \\","name":"a \"b\" \\","type":"Constant"}}]}]}]}""";
        var mapping = ApplicationMapping.Parse(Json).Users;
        Assert.That(mapping.Attributes[0].Source.Evaluate(_ => "v"), Is.EqualTo("v"));
        Assert.That(mapping.Attributes[1].Source.Evaluate(_ => null), Is.EqualTo("a \"b\" \\"));
    }
}
