using System.Globalization;
using System.Text.Json;

namespace ScimConformance.Harness;

/// <content>What the run as a whole came to: verdicts, throttling, expected failures, a former run to compare with.</content>
public sealed partial class JsonReportWriter
{
    private static void WriteVerdicts(Utf8JsonWriter json, IReadOnlyList<VerdictResult> verdicts)
    {
        json.WriteStartArray("verdicts");
        foreach (var verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("id", verdict.Verdict.Id);
            json.WriteString("title", verdict.Verdict.Title);
            json.WriteBoolean("decides", verdict.Decides);
            json.WriteString("decision", JsonNamingPolicy.CamelCase.ConvertName(verdict.Decision.ToString()));
            json.WriteString("because", verdict.Because);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteThrottling(Utf8JsonWriter json, RunThrottling? throttling)
    {
        if (throttling is null)
        {
            return;
        }

        json.WriteStartObject("throttling");
        if (throttling.Rate is { } rate)
        {
            json.WriteNumber("rate", rate);
        }
        else
        {
            json.WriteNull("rate");
        }

        json.WriteNumber("answers", throttling.Answers);
        json.WriteNumber("waitedMs", (long)throttling.Waited.TotalMilliseconds);
        json.WriteNumber("givenUp", throttling.GivenUp);
        json.WriteEndObject();
    }

    private static void WriteExpected(Utf8JsonWriter json, ExpectedFailure? expected)
    {
        if (expected is null)
        {
            return;
        }

        json.WriteStartObject("expected");
        json.WriteString("reason", expected.Reason);
        json.WriteString("link", expected.Link?.OriginalString);
        json.WriteString("until", expected.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteBaseline(Utf8JsonWriter json, BaselineComparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        json.WriteStartObject("baseline");
        json.WriteString("run", comparison.Baseline.Run);
        json.WriteString("startedAt", comparison.Baseline.StartedAt);
        foreach (var (name, checks) in comparison.Lists)
        {
            var words = name.Split(' ');
            WriteStrings(json, words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..])), checks);
        }

        json.WriteEndObject();
    }
}
