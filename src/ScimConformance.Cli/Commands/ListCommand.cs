using System.CommandLine;
using System.Text.Json.Nodes;
using ScimConformance.Faults;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary><c>list checks|requirements|faults</c>: what there is.</summary>
internal static class ListCommand
{
    public static Command Create(Screen screen) => new("list", "Lists checks, requirements or faults.")
    {
        Listing("checks", "Every check.", screen, ListedChecks),
        Listing("requirements", "Every requirement row, with the checks that verify it.", screen, ListedRequirements),
        Listing("faults", "Every fault that 'serve --fault' knows, with the checks that it turns red.", screen, _ => ListedFaults()),
    };

    private static Command Listing(string name, string description, Screen screen, Func<CheckCatalogue, Listed> list)
    {
        var json = new Option<bool>("--json") { Description = "As a JSON array." };
        var command = new Command(name, description) { json };
        command.SetAction(parsed =>
        {
            var listed = list(Catalogue.Load());
            if (parsed.GetValue(json))
            {
                screen.Line(new JsonArray([.. listed.Json]).ToJsonString(ScimJson.Indented));
                return;
            }

            screen.Table(listed.Headers, listed.Rows);
            foreach (var line in listed.Afterwards)
            {
                screen.Line(line);
            }
        });
        return command;
    }

    private static Listed ListedChecks(CheckCatalogue catalogue) => new(
        ["id", "requirement", "level", "title"],
        catalogue.Entries.Select(e => (IReadOnlyList<string>)[e.Check.Id, string.Join(' ', e.Check.Verifies), FailureText.Level(e.Level), e.Check.Title]).ToList(),
        catalogue.Entries.Select(e => new JsonObject
        {
            ["id"] = e.Check.Id,
            ["title"] = e.Check.Title,
            ["group"] = e.Group.Id,
            ["spec"] = e.Spec,
            ["section"] = e.Requirements[0].Section,
            ["level"] = FailureText.Level(e.Level),
            ["requirements"] = Strings(e.Check.Verifies),
            ["needs"] = Strings(e.Check.Needs.Select(n => n.Name)),
        }),
        [$"{catalogue.Entries.Count} checks in {catalogue.Groups.Count} groups"]);

    private static Listed ListedRequirements(CheckCatalogue catalogue)
    {
        var verified = catalogue.Entries.SelectMany(e => e.Check.Verifies.Select(r => (Row: r, e.Check.Id))).ToLookup(p => p.Row, p => p.Id);
        return new(
            ["id", "level", "checks", "statement"],
            catalogue.Requirements.All.Select(r => (IReadOnlyList<string>)[r.Id, r.Keyword, Verification(r, verified), r.Statement]).ToList(),
            catalogue.Requirements.All.Select(r => new JsonObject
            {
                ["id"] = r.Id,
                ["spec"] = r.Spec,
                ["section"] = r.Section,
                ["level"] = r.Keyword,
                ["actor"] = r.Actor,
                ["capability"] = r.Capability,
                ["statement"] = r.Statement,
                ["impact"] = r.Impact,
                ["adminSees"] = r.AdminSees,
                ["notTestedBecause"] = r.NotTestedBecause,
                ["checks"] = Strings(verified[r.Id]),
            }),
            [
                .. catalogue.Requirements.All.GroupBy(r => r.Spec).Select(g => Coverage(g.Key, g.ToList(), verified)),
                "Planned: a later version brings the check. Not testable: it cannot be seen from outside, or binds the client alone; the row says which in brackets.",
            ]);
    }

    private static string Verification(Requirement row, ILookup<string, string> verified) =>
        verified.Contains(row.Id) ? string.Join(' ', verified[row.Id]) : row.NotTestedBecause.Length > 0 ? $"({row.NotTestedBecause})" : "";

    private static string Coverage(string spec, List<Requirement> rows, ILookup<string, string> verified)
    {
        var open = rows.Where(r => !verified.Contains(r.Id)).ToList();
        var planned = open.Count(r => r.NotTestedBecause == "planned");
        var untestable = open.Count(r => r.NotTestedBecause.Length > 0) - planned;
        var nothing = open.Count - planned - untestable;
        return $"{spec}: {rows.Count} rows, {rows.Count - open.Count} verified by a check, {planned} planned, {untestable} not testable"
            + (nothing > 0 ? $", {nothing} without check and without reason" : "");
    }

    private static Listed ListedFaults() => new(
        ["id", "breaks", "title"],
        FaultCatalogue.All.Select(f => (IReadOnlyList<string>)[f.Id, string.Join(' ', f.Breaks), f.Title]).ToList(),
        FaultCatalogue.All.Select(f => new JsonObject { ["id"] = f.Id, ["title"] = f.Title, ["breaks"] = Strings(f.Breaks) }),
        [$"{FaultCatalogue.All.Count} faults"]);

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    /// <summary>A list in its forms.</summary>
    private sealed record Listed(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, IEnumerable<JsonObject> Json, IReadOnlyList<string> Afterwards);
}
