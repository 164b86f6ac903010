using System.Globalization;
using System.Text;
using ScimConformance.Faults;
using ScimConformance.Testing;

namespace ScimConformance.Endurance;

/// <summary>The kill matrix as a page of documentation.</summary>
internal static class KillMatrixPage
{
    /// <summary>From how many unnamed checks on a fault has to say why they see it.</summary>
    private const int Wide = 8;

    /// <param name="runs">One for each fault of the catalogue.</param>
    public static string Write(IReadOnlyList<FaultRun> runs)
    {
        var checks = FullCatalogue.Instance.Entries.Select(e => e.Check.Id).ToList();
        var killed = runs.SelectMany(r => r.Red).ToHashSet(StringComparer.Ordinal);
        var immortal = checks.Where(id => !killed.Contains(id)).ToList();
        var promises = runs.Sum(r => FaultCatalogue.Find(r.Fault)!.Breaks.Count);
        var kept = runs.Sum(r => FaultCatalogue.Find(r.Fault)!.Breaks.Count(r.Red.Contains));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Kill matrix

            Every fault against every check. A fault is the reference provider broken on purpose in one way; it kills a check when the check judges the
            provider broken (failed, warned or noted, as its level says). Written by a command; do not edit:

            ```
            dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix
            ```

            | | |
            |---|---|
            | checks killed by at least one fault | {checks.Count - immortal.Count} of {checks.Count} |
            | kills that faults promise and keep | {kept} of {promises} |
            | faults | {runs.Count} |
            | checks that nothing kills | {(immortal.Count == 0 ? "none" : List(immortal))} |
            | checks that a fault makes err | {runs.Sum(r => r.Errored.Count)} |
            | faults that {Wide} or more other checks see and that say why | {runs.Count(r => IsWide(r) && FaultCatalogue.Find(r.Fault)!.SeenElsewhere is not null)} of {runs.Count(IsWide)} |

            ## Faults

            Promised are the checks that the fault's declaration names; collateral are the others that it kills, with the reason where it is not
            plain; undecided is how many checks it leaves inconclusive, because what they build on is broken.

            | fault | what is broken | promised and killed | promised, not killed | collateral | undecided |
            |---|---|---|---|---|---:|

            """);
        foreach (var run in runs)
        {
            var fault = FaultCatalogue.Find(run.Fault)!;
            text.Append(CultureInfo.InvariantCulture, $"| `{fault.Id}` | {Cell(fault.Title)} | {List(fault.Breaks.Where(run.Red.Contains))} ")
                .Append(CultureInfo.InvariantCulture, $"| {List(fault.Breaks.Where(id => !run.Red.Contains(id)))} | {Cell(Elsewhere(run, fault))} | {run.Inconclusive} |\n");
        }

        var erring = runs.Where(r => r.Errored.Count > 0).ToList();
        if (erring.Count > 0)
        {
            text.Append("\n## Checks that a fault makes err\n\nThese are defects of the checks or of the harness.\n\n");
            erring.ForEach(run => text.Append(CultureInfo.InvariantCulture, $"- `{run.Fault}`: {List(run.Errored)}\n"));
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static bool IsWide(FaultRun run) => Collateral(run).Count >= Wide;

    private static List<string> Collateral(FaultRun run) => run.Red.Except(FaultCatalogue.Find(run.Fault)!.Breaks).ToList();

    private static string Elsewhere(FaultRun run, Fault fault) => (Collateral(run), fault.SeenElsewhere) switch
    {
        ({ Count: 0 }, _) => "",
        (var ids, null) => List(ids),
        (var ids, var why) => $"{List(ids)}: {why}",
    };

    private static string List(IEnumerable<string> ids) => string.Join(", ", ids);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
