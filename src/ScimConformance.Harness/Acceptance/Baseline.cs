using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What a former run found: the status of each of its checks.</summary>
/// <param name="Run">The former run's id, which is its prefix.</param>
/// <param name="StartedAt">When it began, as its report says; null when it does not.</param>
/// <param name="Statuses">The status of each check by id.</param>
public sealed record Baseline(string Run, string? StartedAt, IReadOnlyDictionary<string, CheckStatus> Statuses)
{
    private const string WayOut = "Give a file that 'check --json FILE' wrote.";

    /// <summary>Reads a JSON report of this program.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">The text is no such report; the message says what is wrong and what to give instead.</exception>
    public static Baseline Parse(string json)
    {
        JsonObject? report;
        try
        {
            report = JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new FormatException($"no valid JSON at line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}. {WayOut}", e);
        }

        if (report?["run"].At("id").Text() is not { } run || report["results"] is not JsonArray results)
        {
            throw new FormatException($"this is no JSON report of a run: \"run.id\" or \"results\" is missing. {WayOut}");
        }

        var statuses = new Dictionary<string, CheckStatus>(StringComparer.Ordinal);
        foreach (var (result, place) in results.Select((r, i) => (r, i)))
        {
            if (result.Member("id").Text() is not { } id || !Enum.TryParse<CheckStatus>(result.Member("status").Text(), ignoreCase: true, out var status))
            {
                throw new FormatException(
                    $"results[{place.ToString(CultureInfo.InvariantCulture)}] has \"id\" {result.Member("id").Show()} and \"status\" {result.Member("status").Show()}; the status must be one of {string.Join(", ", Enum.GetValues<CheckStatus>().Select(FailureText.Name))}. {WayOut}");
            }

            statuses[id] = status;
        }

        return new Baseline(run, report["run"].At("startedAt").Text(), statuses);
    }

    /// <summary>Compares a run with this one. What fails, and is no failure here or was not judged here, is new.</summary>
    /// <param name="results">The results of the run.</param>
    /// <param name="strict">Whether a warning counts as a failure, in either run.</param>
    public BaselineComparison Compare(IReadOnlyList<CheckResult> results, bool strict)
    {
        // What is expected to fail fails all the same; whether it was expected then too makes no difference to that.
        bool Fails(CheckStatus status) => status == CheckStatus.ExpectedFailure || CheckStatuses.IsBroken(status, strict);
        bool Failed(CheckResult result) => Statuses.TryGetValue(Id(result), out var status) && Fails(status);
        bool WasBroken(CheckResult result) => Statuses.TryGetValue(Id(result), out var status) && CheckStatuses.IsBroken(status, strict);
        var broken = results.Where(r => CheckStatuses.IsBroken(r.Status, strict)).ToList();
        var run = results.Select(Id).ToHashSet(StringComparer.Ordinal);
        return new BaselineComparison(this)
        {
            NewFailures = broken.Where(r => !WasBroken(r)).Select(Id).ToList(),
            StillFailing = results.Where(r => Fails(r.Status) && Failed(r) && (WasBroken(r) || r.Status == CheckStatus.ExpectedFailure)).Select(Id).ToList(),
            Fixed = results.Where(r => Failed(r) && IsDecided(r.Status) && !Fails(r.Status)).Select(Id).ToList(),
            NoLongerDecided = results.Where(r => !IsDecided(r.Status) && Statuses.TryGetValue(Id(r), out var status) && IsDecided(status)).Select(Id).ToList(),
            NewChecks = run.Where(id => !Statuses.ContainsKey(id)).ToList(),
            GoneChecks = Statuses.Keys.Where(id => !run.Contains(id)).ToList(),
        };
    }

    private static bool IsDecided(CheckStatus status) => status is not (CheckStatus.Errored or CheckStatus.Inconclusive or CheckStatus.NotApplicable);

    private static string Id(CheckResult result) => result.Entry.Check.Id;
}

/// <summary>How a run differs from a former one. Each list holds ids of checks.</summary>
/// <param name="Baseline">The former run.</param>
public sealed record BaselineComparison(Baseline Baseline)
{
    /// <summary>What fails now and did not then, or was not run then.</summary>
    public IReadOnlyList<string> NewFailures { get; init; } = [];

    /// <summary>What failed then and does not now.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];

    /// <summary>What fails now as it did then.</summary>
    public IReadOnlyList<string> StillFailing { get; init; } = [];

    /// <summary>What was decided then and is errored, inconclusive or not applicable now.</summary>
    public IReadOnlyList<string> NoLongerDecided { get; init; } = [];

    /// <summary>Checks that the former run did not have.</summary>
    public IReadOnlyList<string> NewChecks { get; init; } = [];

    /// <summary>Checks of the former run that this run did not have.</summary>
    public IReadOnlyList<string> GoneChecks { get; init; } = [];

    /// <summary>The comparison by name, in the words of reports, for example <c>new failures</c>.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Checks)> Lists =>
    [
        ("new failures", NewFailures), ("fixed", Fixed), ("still failing", StillFailing),
        ("no longer decided", NoLongerDecided), ("new checks", NewChecks), ("gone checks", GoneChecks),
    ];
}
