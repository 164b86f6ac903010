using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>
/// Every spelling that <c>Switch([IsSoftDeleted], , "False", "True", "True", "False")</c> arrives in at an application: text and truth value, both letter cases, Add and Replace,
/// without the compliance flag and with it; by what the application showed before (Microsoft, Known issues with SCIM 2.0 compliance [doc]; getsentry/sentry#84941 for Add [observed]).
/// </summary>
public sealed class ActiveSpellingTests
{
    private const string Capital = """Switch([IsSoftDeleted], , "False", "True", "True", "False")""";
    private const string Small = """Switch([IsSoftDeleted], , "False", "true", "True", "false")""";
    private const string Nothing = "";

    [TestCase(EntraWire.Default, Capital, "true", """{"op":"Replace","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Default, Capital, "\"True\"", """{"op":"Replace","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Default, Capital, "\"true\"", """{"op":"Replace","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Default, Capital, null, """{"op":"Add","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Default, Capital, "null", """{"op":"Add","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Default, Capital, "false", Nothing)]
    [TestCase(EntraWire.Default, Capital, "\"False\"", Nothing)]
    [TestCase(EntraWire.Default, Capital, "\"false\"", Nothing)]
    [TestCase(EntraWire.Default, Small, "true", """{"op":"Replace","path":"active","value":"false"}""")]
    [TestCase(EntraWire.Default, Small, "\"True\"", """{"op":"Replace","path":"active","value":"false"}""")]
    [TestCase(EntraWire.Default, Small, null, """{"op":"Add","path":"active","value":"false"}""")]
    [TestCase(EntraWire.Default, Small, "false", Nothing)]
    [TestCase(EntraWire.Default, Small, "\"False\"", Nothing)]
    [TestCase(EntraWire.Compliant, Capital, "true", """{"op":"replace","path":"active","value":false}""")]
    [TestCase(EntraWire.Compliant, Capital, "\"True\"", """{"op":"replace","path":"active","value":false}""")]
    [TestCase(EntraWire.Compliant, Capital, null, """{"op":"add","path":"active","value":false}""")]
    [TestCase(EntraWire.Compliant, Capital, "false", Nothing)]
    [TestCase(EntraWire.Compliant, Small, "true", """{"op":"replace","path":"active","value":false}""")]
    [TestCase(EntraWire.Compliant, Small, null, """{"op":"add","path":"active","value":false}""")]
    [TestCase(EntraWire.Compliant, Small, "\"false\"", Nothing)]
    [TestCase(EntraWire.Legacy2018, Capital, "true", """{"op":"Replace","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Legacy2018, Capital, null, """{"op":"Add","path":"active","value":"False"}""")]
    [TestCase(EntraWire.Legacy2018, Small, "true", """{"op":"Replace","path":"active","value":"false"}""")]
    public Task Switching_off(EntraWire wire, string source, string? shown, string operation) => PatchAsync(wire, source, shown, operation, AccountState.Disabled);

    [TestCase(EntraWire.Default, Capital, "false", """{"op":"Replace","path":"active","value":"True"}""")]
    [TestCase(EntraWire.Default, Capital, "\"False\"", """{"op":"Replace","path":"active","value":"True"}""")]
    [TestCase(EntraWire.Default, Capital, null, """{"op":"Add","path":"active","value":"True"}""")]
    [TestCase(EntraWire.Default, Capital, "true", Nothing)]
    [TestCase(EntraWire.Default, Capital, "\"true\"", Nothing)]
    [TestCase(EntraWire.Default, Small, "false", """{"op":"Replace","path":"active","value":"true"}""")]
    [TestCase(EntraWire.Default, Small, null, """{"op":"Add","path":"active","value":"true"}""")]
    [TestCase(EntraWire.Compliant, Capital, "false", """{"op":"replace","path":"active","value":true}""")]
    [TestCase(EntraWire.Compliant, Capital, null, """{"op":"add","path":"active","value":true}""")]
    [TestCase(EntraWire.Compliant, Small, "\"False\"", """{"op":"replace","path":"active","value":true}""")]
    [TestCase(EntraWire.Compliant, Small, "true", Nothing)]
    [TestCase(EntraWire.Legacy2018, Capital, "false", """{"op":"Replace","path":"active","value":"True"}""")]
    public Task Switching_on(EntraWire wire, string source, string? shown, string operation) => PatchAsync(wire, source, shown, operation, AccountState.Enabled);

    [TestCase(EntraWire.Default, Capital, false, "true")]
    [TestCase(EntraWire.Default, Capital, true, "\"True\"")]
    [TestCase(EntraWire.Default, Small, false, "true")]
    [TestCase(EntraWire.Default, Small, true, "\"true\"")]
    [TestCase(EntraWire.Compliant, Capital, false, "true")]
    [TestCase(EntraWire.Compliant, Small, false, "true")]
    [TestCase(EntraWire.Legacy2018, Capital, true, "\"True\"")]
    public async Task Creation(EntraWire wire, string source, bool asText, string active)
    {
        await using var tenant = await Tenant.StartAsync(Entra(wire, source) with { ActiveAsTextOnCreate = asText });
        var person = tenant.Hire();
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain($"\"active\":{active},"));
        Assert.That((await tenant.ReadAsync(person.Id)).At("active").Boolean(), Is.True);
    }

    private static async Task PatchAsync(EntraWire wire, string source, string? shown, string operation, AccountState to)
    {
        await using var tenant = await Tenant.StartAsync(Entra(wire, source));
        var person = tenant.Hire();
        await tenant.CycleAsync();
        if (to == AccountState.Enabled)
        {
            tenant.Directory.Change(person.Id, p => p with { State = AccountState.Disabled });
            await tenant.CycleAsync();
        }

        _ = tenant.SentBodies;
        tenant.Instead = line => line.StartsWith("GET /Users/", StringComparison.Ordinal) ? (200, Shown(tenant.Job.LinkOf(person.Id)!, person.UserName, shown)) : null;
        tenant.Directory.Change(person.Id, p => p with { State = to });
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies, Is.EqualTo(operation == Nothing ? [] : new[] { $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""" }));
        if (operation != Nothing)
        {
            Assert.That((await tenant.ReadAsync(person.Id)).At("active").Boolean(), Is.EqualTo(to == AccountState.Enabled));
        }
    }

    private static string Shown(string id, string userName, string? active)
    {
        var user = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"), ["id"] = id, ["userName"] = userName };
        if (active is not null)
        {
            user["active"] = JsonNode.Parse(active);
        }

        return user.ToJsonString();
    }

    private static EntraOptions Entra(EntraWire wire, string source)
    {
        var mapping = new JsonObject
        {
            ["name"] = "Active",
            ["users"] = new JsonObject
            {
                ["attributeMappings"] = new JsonArray(
                    new JsonObject { ["target"] = "userName", ["source"] = "[userPrincipalName]", ["matchingPriority"] = 1 },
                    new JsonObject { ["target"] = "active", ["source"] = source }),
            },
        };
        return new EntraOptions { Wire = wire, Mapping = ApplicationMapping.Parse(mapping.ToJsonString()) };
    }
}
