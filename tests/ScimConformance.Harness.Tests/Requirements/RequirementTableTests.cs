using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Requirements;

public sealed class RequirementTableTests
{
    private const string Header = "id,spec,section,level,actor,capability,statement,impact,admin_sees,not_tested_because\n";

    [Test]
    public void A_row_has_its_columns_and_its_level()
    {
        var row = RequirementTable.Parse(Header + "A-01,A,1,MUST NOT,provider,patch,\"It, must not.\",drift,Sees it.,planned\n", "a.csv").Single();

        Assert.Multiple(() =>
        {
            Assert.That(row.Id, Is.EqualTo("A-01"));
            Assert.That(row.Level, Is.EqualTo(RequirementLevel.Must));
            Assert.That(row.Keyword, Is.EqualTo("MUST NOT"));
            Assert.That(row.Statement, Is.EqualTo("It, must not."));
            Assert.That(row.AdminSees, Is.EqualTo("Sees it."));
            Assert.That(row.NotTestedBecause, Is.EqualTo("planned"));
        });
    }

    [Test]
    public void A_last_column_may_name_rows_that_ask_for_another_answer()
    {
        var rows = RequirementTable.Parse(Header.TrimEnd() + ",contrasts_with\nA-01,A,1,MUST,p,c,s,,,,B-01 B-02\nA-02,A,1,MUST,p,c,s,,,,\n", "a.csv");

        Assert.That(rows.Select(r => string.Join('+', r.ContrastsWith)), Is.EqualTo(new[] { "B-01+B-02", "" }));
    }

    [Test]
    public void A_table_that_two_assemblies_carry_is_read_once()
    {
        var assembly = typeof(ScimConformance.Checks.ConformanceChecks).Assembly;

        Assert.That(RequirementTable.FromAssemblies(assembly, assembly).All.Select(r => r.Id), Is.EqualTo(RequirementTable.FromAssemblies(assembly).All.Select(r => r.Id)).And.Not.Empty);
    }

    [TestCase("id,spec\n", "a.csv: the first line must be 'id,spec,section")]
    [TestCase("", "a.csv: the first line must be")]
    [TestCase(Header + "A-01,A,1,MUST\n", "a.csv: row 'A-01' has 4 fields instead of 10")]
    [TestCase(Header + "A-01,A,1,SHALL,p,c,s,,,\n", "row 'A-01' has level 'SHALL'; it must be MUST")]
    [TestCase(Header + "A-01,A,1,MUST,p,c,s,terrible,,\n", "row 'A-01' has impact 'terrible'; it must be one of data-loss")]
    public void A_malformed_table_is_refused_with_table_row_and_field(string csv, string message) =>
        Assert.That(() => RequirementTable.Parse(csv, "a.csv"), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void An_unknown_row_is_named() =>
        Assert.That(() => TestCatalogue.Requirements["NO-01"], Throws.ArgumentException.With.Message.Contains("'NO-01'"));

    [Test]
    public void An_id_that_two_rows_have_is_named() => Assert.That(
        () => RequirementTable.Of(RequirementTable.Parse(Header + "A-01,A,1,MUST,p,c,s,,,\nA-01,A,1,MUST,p,c,s,,,\n", "a.csv")),
        Throws.TypeOf<FormatException>().With.Message.Contains("'A-01'"));
}
