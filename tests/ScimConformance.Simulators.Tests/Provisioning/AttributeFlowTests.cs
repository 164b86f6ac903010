using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What flows at a creation and at an update (Microsoft, Customize attribute mappings; Graph, attributeMapping).</summary>
public sealed class AttributeFlowTests
{
    [Test]
    public async Task A_default_value_is_written_at_creation_and_never_again()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "[employeeType]", "defaultValue": "Staff" }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo("Staff"));
        tenant.Directory.Change(person.Id, u => UserAttributes.Write(u, "employeeType", MappingValue.Of("Contractor")));
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => UserAttributes.Write(u, "employeeType", MappingValue.Null));
        Assert.That((await tenant.CycleAsync()).Writes, Is.Zero, "no value at an update clears nothing and falls back to nothing");
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo("Contractor"));
    }

    [Test]
    public async Task What_leaves_the_flow_gets_no_default_value_either()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "IgnoreFlowIfNullOrEmpty([employeeType])", "defaultValue": "Staff" }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        Assert.That((await tenant.ReadAsync(person.Id)).At("title"), Is.Null);
    }

    [Test]
    public async Task What_applies_at_creation_only_is_not_updated()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "[jobTitle]", "apply": "ObjectAddOnly" }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { Title = "Countess" });
        Assert.That((await tenant.CycleAsync()).Writes, Is.Zero);
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo(person.Title));
    }

    [Test]
    public async Task What_flows_always_goes_with_every_update_though_nothing_differs()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "[jobTitle]", "flowBehavior": "FlowAlways" }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { City = "Oslo" });
        _ = tenant.Sent;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain($$"""[{"op":"Replace","path":"title","value":"{{person.Title}}"}]"""));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task Letter_case_alone_is_a_difference_where_the_mapping_says_so(bool caseExact, int writes)
    {
        await using var tenant = await StartAsync($$"""{ "target": "title", "source": "[jobTitle]", "caseExact": {{(caseExact ? "true" : "false")}} }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { Title = person.Title.ToUpperInvariant() });
        Assert.That((await tenant.CycleAsync()).Writes, Is.EqualTo(writes));
    }

    [Test]
    public async Task A_mapping_of_type_none_fills_what_is_empty_and_touches_nothing_else()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "type": "None", "defaultValue": "Staff" }""");
        var (person, other) = (tenant.Hire(), tenant.Hire());
        await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person2@example.com","title":"Chief"}""");
        await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@example.com"}""");
        await tenant.CycleAsync();
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo("Staff"));
        Assert.That((await tenant.ReadAsync(other.Id)).At("title").Text(), Is.EqualTo("Chief"));
    }

    [Test]
    public void Values_that_are_only_added_leave_those_that_are_there()
    {
        var mapping = Mapping("""{ "target": "otherNames", "source": "[proxyAddresses]", "apply": "MultiValueAddOnly" }""").Users;
        var source = new Attributes(new Dictionary<string, MappingValue>
        {
            ["userPrincipalName"] = MappingValue.Of("a"),
            ["proxyAddresses"] = MappingValue.OfList(["x", "Y", "z"]),
        });
        List<AttributeChange> Changes(string shown) => AttributeFlow.ForUpdate(mapping, source, ScimJson.Object(shown), MappingOptions.Default);
        var change = Changes("""{"userName":"a","otherNames":[{"value":"y"},{"value":"gone"}]}""").Single();
        Assert.That(change.Value.Values, Is.EqualTo(new[] { "x", "z" }));
        Assert.That(EntraPatch.Operations([change], new EntraOptions()).ToJsonString(), Is.EqualTo("""[{"op":"Add","path":"otherNames","value":[{"value":"x"},{"value":"z"}]}]"""));
        Assert.That(Changes("""{"userName":"a","otherNames":[{"value":"y"},{"value":"x"},{"value":"z"},{"value":"more"}]}"""), Is.Empty);
    }

    [Test]
    public async Task Of_several_addresses_a_place_for_one_takes_the_first()
    {
        await using var tenant = await StartAsync("""{ "target": "emails[type eq \"other\"].value", "source": "[proxyAddresses]" }""");
        var person = tenant.Hire();
        tenant.Directory.Change(person.Id, u => u with { ProxyAddresses = ["ada@home.example", "ada@work.example"] });
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain("""[{"primary":false,"type":"other","value":"ada@home.example"}]"""));
        tenant.Directory.Change(person.Id, u => u with { ProxyAddresses = ["ada@work.example"] });
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain("""{"op":"Replace","path":"emails[type eq \"other\"].value","value":"ada@work.example"}"""));
    }

    [Test]
    public async Task Now_is_the_time_of_the_job_and_random_values_follow_from_its_seed()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "Join(\" \", Now(), Guid())" }""");
        await using var same = await StartAsync("""{ "target": "title", "source": "Join(\" \", Now(), Guid())" }""");
        var (person, twin) = (tenant.Hire(), same.Hire());
        await tenant.CycleAsync();
        await same.CycleAsync();
        var title = (await tenant.ReadAsync(person.Id)).At("title").Text();
        Assert.That(title, Does.Match("^3/1/2025 12:00:00 AM [0-9a-f-]{36}$"));
        Assert.That((await same.ReadAsync(twin.Id)).At("title").Text(), Is.EqualTo(title));
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task The_documented_fault_of_Switch_reaches_the_wire_when_asked_for(bool forgets, bool sendsActive)
    {
        var options = new ProvisioningJobOptions { Probes = 0, Language = new MappingOptions { SwitchForgetsUnchanged = forgets } };
        await using var tenant = await Tenant.StartAsync(options: options);
        var person = tenant.Hire();
        await tenant.CycleAsync();
        // The application forgot active; only another attribute changes at the source.
        var shown = (await tenant.ReadAsync(person.Id))!;
        shown.Remove("active");
        tenant.Instead = line => line.StartsWith("GET /Users/", StringComparison.Ordinal) ? (200, shown.ToJsonString()) : null;
        tenant.Directory.Change(person.Id, u => u with { City = "Oslo" });
        _ = tenant.Sent;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single().Contains("\"active\"", StringComparison.Ordinal), Is.EqualTo(sendsActive));
    }

    [Test]
    public async Task Nobody_is_created_without_what_is_required()
    {
        const string Mapped = """{"name":"m","users":{"attributeMappings":[{"target":"externalId","source":"[objectId]","matchingPriority":1},{"target":"userName","source":"[employeeType]"},{"target":"title","source":"[costCentre]","required":true}]},"customAttributes":["costCentre"]}""";
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = ApplicationMapping.Parse(Mapped) });
        var person = tenant.Hire();
        await tenant.CycleAsync();
        var record = tenant.Log.Records.Single();
        Assert.Multiple(() =>
        {
            Assert.That((record.Status, record.ErrorCode), Is.EqualTo(("skipped", "MandatoryFieldsMissing")));
            Assert.That(record.Reason, Does.Contain("no value for userName, title"));
            Assert.That(tenant.Sent.Select(s => s.Split(' ')[0]), Is.EqualTo(new[] { "GET" }));
        });
        tenant.Directory.Change(person.Id, u => UserAttributes.Write(UserAttributes.Write(u, "employeeType", MappingValue.Of("ada")), "costCentre", MappingValue.Of("1")));
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
    }

    [Test]
    public async Task A_hidden_value_is_hidden_in_the_log_and_whole_on_the_wire()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "Redact([jobTitle])" }""");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { Title = "Countess" });
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records.SelectMany(r => r.ModifiedProperties).Where(p => p.DisplayName == "title"), Is.EqualTo(new[]
        {
            new ModifiedProperty("title", null, "[Redact]"), new ModifiedProperty("title", "[Redact]", "[Redact]"),
        }));
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo("Countess"));
    }

    [Test]
    public async Task A_truth_value_that_the_mapping_says_so_of_is_one_at_creation_and_with_the_flag()
    {
        var mapping = Mapping("""{ "target": "urn:example:params:scim:schemas:extension:club:2.0:User:isMember", "source": "IsPresent([jobTitle])", "boolean": true }""");
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = mapping, Wire = EntraWire.Compliant });
        var person = tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (201, """{"id":"7"}""")
            : line == "GET /Users/7" ? (200, """{"id":"7","userName":"person1@example.com"}""")
            : line == "PATCH /Users/7" ? (200, "{}") : null;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain("""{"isMember":true}"""));
        tenant.Directory.Change(person.Id, u => u with { City = "Oslo" });
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain("""{"op":"add","path":"urn:example:params:scim:schemas:extension:club:2.0:User:isMember","value":true}"""), "the application does not know it");
    }

    [Test]
    public async Task A_guest_has_the_name_of_the_home_tenant_and_the_whole_name_on_request()
    {
        await using var tenant = await StartAsync("""{ "target": "title", "source": "[originalUserPrincipalName]" }""");
        const string Whole = "ada_de_la_cruz_home.example#EXT#@contoso.example";
        var guest = tenant.Hire();
        tenant.Directory.Change(guest.Id, u => u with { UserName = Whole });
        await tenant.CycleAsync();
        Assert.That(tenant.Sent[0], Does.EndWith("userName+eq+%22ada_de_la_cruz%40home.example%22"));
        Assert.That((await tenant.ReadAsync(guest.Id)).At("title").Text(), Is.EqualTo(Whole));
    }

    [TestCase("ada@home.example", "ada@home.example")]
    [TestCase("ada_home.example#EXT#@contoso.example", "ada@home.example")]
    [TestCase("ada#EXT#@contoso.example", "ada")]
    [TestCase("#EXT#@contoso.example", "")]
    public void Names_of_guests(string name, string atHome) => Assert.That(GuestName.AtHome(name), Is.EqualTo(atHome));

    private static Task<Tenant> StartAsync(string line) => Tenant.StartAsync(new EntraOptions { Mapping = Mapping(line) });

    private static ApplicationMapping Mapping(string line) => ApplicationMapping.Parse(
        """{"name":"m","users":{"attributeMappings":[{"target":"userName","source":"[userPrincipalName]","matchingPriority":1},LINE]}}""".Replace("LINE", line, StringComparison.Ordinal));

    private sealed class Attributes(IReadOnlyDictionary<string, MappingValue> values) : IMappingSource
    {
        public MappingValue Read(string attribute) => values.GetValueOrDefault(attribute, MappingValue.Null);
    }
}
