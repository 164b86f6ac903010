using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Scoping filters (Microsoft, Define conditional rules for provisioning user accounts).</summary>
public sealed class ScopingRulesTests
{
    [TestCase("EQUALS", "Sales", "Sales", true)]
    [TestCase("EQUALS", "Sales", "sales", false)]
    [TestCase("EQUALS", null, "", false)]
    [TestCase("NOT EQUALS", "Sales", "sales", true)]
    [TestCase("NOT EQUALS", null, "Sales", false)]
    [TestCase("IS TRUE", "True", null, true)]
    [TestCase("IS TRUE", "False", null, false)]
    [TestCase("IS FALSE", "False", null, true)]
    [TestCase("IS FALSE", "no", null, false)]
    [TestCase("IS NULL", null, null, true)]
    [TestCase("IS NULL", "x", null, false)]
    [TestCase("IS NOT NULL", "x", null, true)]
    [TestCase("IS NOT NULL", null, null, false)]
    [TestCase("REGEX MATCH", "ada@domain.com", @".*\@domain.com", true)]
    [TestCase("REGEX MATCH", "ada@DOMAIN.com", @".*\@domain.com", false)]
    [TestCase("REGEX MATCH", "1000001", "(1[0-9][0-9][0-9][0-9][0-9][0-9])", true)]
    [TestCase("NOT REGEX MATCH", "2000001", "^1", true)]
    [TestCase("NOT REGEX MATCH", null, "^1", false)]
    [TestCase("Greater_Than", "10", "9", true)]
    [TestCase("Greater_Than", "9", "9", false)]
    [TestCase("Greater_Than", "ten", "9", false)]
    [TestCase("Greater_Than_OR_EQUALS", "9", "9", true)]
    [TestCase("Includes", "Sales East", "East", true)]
    [TestCase("Includes", "Sales East", "east", false)]
    [TestCase("ENDS_WITH", "ada@contoso.com", "@contoso.com", true)]
    [TestCase("ENDS_WITH", "ada@contoso.com", "@CONTOSO.com", false)]
    [TestCase("IS_NULL", null, null, true)]
    [TestCase("IS_NOT_NULL", "x", null, true)]
    [TestCase("NOT_REGEX_MATCH", "1000001", "^1", false)]
    [TestCase("greater than", "10", "9", true)]
    [TestCase("GREATER_THAN_OR_EQUALS", "8", "9", false)]
    [TestCase("ENDS WITH", "ada@contoso.com", ".com", true)]
    [TestCase("&", "6", "2", true)]
    [TestCase("&", "5", "2", false)]
    [TestCase("!&", "5", "2", true)]
    [TestCase("!&", null, "2", false)]
    public void Operators(string name, string? value, string? with, bool holds) => Assert.That(
        ScopingRules.Includes([new ScopingFilter("F", [new ScopingClause("department", name, with)])], new Attributes(a => a == "department" ? value : null)),
        Is.EqualTo(holds));

    [Test]
    public void Clauses_are_joined_by_and_filters_by_or()
    {
        ScopingFilter[] filters =
        [
            new("A", [new ScopingClause("department", "EQUALS", "Sales"), new ScopingClause("city", "EQUALS", "Oslo")]),
            new("B", [new ScopingClause("department", "EQUALS", "Research")]),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(ScopingRules.Includes(filters, Source("Sales", "Oslo")), Is.True);
            Assert.That(ScopingRules.Includes(filters, Source("Sales", "Rome")), Is.False);
            Assert.That(ScopingRules.Includes(filters, Source("Research", "Rome")), Is.True);
            Assert.That(ScopingRules.Includes([], Source("Any", "Any")), Is.True);
        });
    }

    [Test]
    public async Task Who_does_not_pass_any_more_is_switched_off_and_the_log_shows_the_clause()
    {
        var mapping = EntraMappings.Generic with
        {
            Users = EntraMappings.Generic.Users with { ScopingFilters = [new ScopingFilter("Sales only", [new ScopingClause("department", "EQUALS", "Sales")])] },
        };
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = mapping });
        var user = tenant.Hire();
        tenant.Directory.Change(user.Id, u => u with { Department = "Sales" });
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        tenant.Directory.Change(user.Id, u => u with { Department = "Research" });
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Disabled], Is.EqualTo(1));
        var scoping = tenant.Log.Records[^1].Steps.Single(s => s.Type == "scoping");
        Assert.That(scoping.Details, Contains.Key("Sales only department EQUALS Sales").WithValue("False").And.ContainKey("Active in the source system").WithValue("True"));
    }

    [TestCase("LOOKS LIKE", "x", "LOOKS LIKE")]
    [TestCase("REGEX MATCH", "(", "no regular expression")]
    public void Unknown_operators_and_broken_patterns_are_refused(string name, string value, string expected) => Assert.That(
        () => ScopingRules.RequireKnown(EntraMappings.Generic.Users with { ScopingFilters = [new ScopingFilter("F", [new ScopingClause("department", name, value)])] }),
        Throws.ArgumentException.With.Message.Contains(expected));

    [TestCase("appRoleAssignments")]
    [TestCase("userType")]
    [TestCase("manager")]
    [TestCase("members")]
    [TestCase("proxyAddresses")]
    [TestCase("employeeHireDate")]
    public void Attributes_that_cannot_be_filtered_by_are_refused(string attribute) => Assert.That(
        () => ScopingRules.RequireKnown(EntraMappings.Generic.Users with { ScopingFilters = [new ScopingFilter("F", [new ScopingClause(attribute, "IS NOT NULL", null)])] }),
        Throws.ArgumentException.With.Message.Contains($"scoping filter for {attribute}, by which Entra cannot filter").And.Message.Contains("Filter by another attribute"));

    [TestCase("AppRoleAssignmentsComplex")]
    [TestCase("AssertiveAppRoleAssignmentsComplex")]
    public async Task All_roles_of_everybody_are_refused(string function)
    {
        var roles = new AttributeMapping(TargetPath.Parse("roles"), MappingExpression.Parse($"{function}([appRoleAssignments])"), null);
        var entra = new EntraOptions { Mapping = EntraMappings.Generic with { Users = EntraMappings.Generic.Users with { Attributes = [.. EntraMappings.Generic.Users.Attributes, roles] } } };
        Assert.That(async () => await Tenant.StartAsync(entra, new ProvisioningJobOptions { Scope = ProvisioningScope.All }), Throws.ArgumentException.With.Message.Contains("choose the scope Assigned"));
        await using var assigned = await Tenant.StartAsync(entra);
        Assert.That(assigned.Job.Status.Code, Is.EqualTo("Active"));
    }

    private static Attributes Source(string department, string city) => new(a => a == "department" ? department : city);

    private sealed class Attributes(Func<string, string?> read) : IMappingSource
    {
        public MappingValue Read(string attribute) => MappingValue.Of(read(attribute));
    }
}
