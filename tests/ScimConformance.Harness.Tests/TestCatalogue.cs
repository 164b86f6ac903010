namespace ScimConformance.Harness.Tests;

/// <summary>Catalogues made of checks that a test writes itself, verifying rows of a small table.</summary>
internal static class TestCatalogue
{
    public const string Table = """
        id,spec,section,level,actor,capability,statement,impact,admin_sees,not_tested_because,contrasts_with
        RFC7644-3.1-01,RFC7644,3.1,MUST,provider,always,It must.,data-loss,Values vanish.,,
        RFC7644-3.1-02,RFC7644,3.1,SHOULD,provider,always,It should.,drift,,,
        RFC7644-3.1-03,RFC7644,3.1,MAY,provider,always,It may.,,,,
        RFC7644-3.12-01,RFC7644,3.12,MUST NOT,provider,always,It must not.,cosmetic,,,
        SECURITY-01,SECURITY,tokens,MUST,provider,always,It is safe.,access-kept,,,
        ENTRA-01,ENTRA,update,MUST,provider,always,It must do otherwise.,drift,Updates fail.,,RFC7644-3.12-01
        """;

    public static RequirementTable Requirements { get; } = RequirementTable.Of(RequirementTable.Parse(Table, "test.csv"));

    /// <summary>A catalogue of one check, and its entry.</summary>
    public static CatalogueEntry Entry(Func<CheckContext, Task> run, string row = "RFC7644-3.1-01", params Needs[] needs) =>
        Of(Check("TEST-001", row, run) with { Needs = needs }).Entries[0];

    public static CheckCatalogue Of(params ConformanceCheck[] checks) =>
        new([new CheckGroup("RFC7644-3.1", "A section", checks)], Requirements);

    public static ConformanceCheck Check(string id, string row = "RFC7644-3.1-01", Func<CheckContext, Task>? run = null) => new()
    {
        Id = id,
        Title = $"title of {id}",
        Verifies = [row],
        Run = run ?? Passes,
    };

    public static Task Passes(CheckContext scim)
    {
        scim.Expect(true, "anything", "anything");
        return Task.CompletedTask;
    }
}
