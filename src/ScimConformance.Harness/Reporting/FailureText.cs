using System.Globalization;
using System.Text;

namespace ScimConformance.Harness;

/// <summary>Tells in plain text what a check found, so that nobody has to run it again to see what happened: the expectation, the sentence, the exchange, a curl line.</summary>
public static class FailureText
{
    /// <summary>The text of one outcome, without secrets.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="redactor">Knows the secrets.</param>
    public static string Of(CheckOutcome outcome, Redactor redactor) => Of(CheckResult.From(outcome, redactor));

    /// <summary>The text of one result.</summary>
    public static string Of(CheckResult result)
    {
        var entry = result.Entry;
        var text = new StringBuilder();
        text.AppendLine($"{entry.Check.Id}  {Section(entry)}");
        text.AppendLine($"  {entry.Check.Title}");
        AppendIndented(text, "", result.Message ?? result.Reason ?? Words(result.Status));
        if (result is { Message: not null, Expected: not null, Reason: { } listed })
        {
            AppendIndented(text, "list      ", listed);
        }

        foreach (var row in entry.Requirements)
        {
            AppendIndented(text, "requires  ", $"{row.Id}: {row.Statement}");
        }

        var broken = result.Findings.Count > 0;
        if (broken && result.Impact is { } impact)
        {
            AppendIndented(text, "impact    ", impact);
        }

        if (broken && result.AdminSees is { } seen)
        {
            AppendIndented(text, "admin     ", seen);
        }

        foreach (var exchange in broken ? result.Evidence : result.Exchanges)
        {
            text.AppendLine().Append(HttpText.Of(exchange)).AppendLine().AppendLine(exchange.Curl);
        }

        return text.ToString();
    }

    /// <summary>Specification, section and level, for example <c>RFC7644 3.5.2.3 (MUST)</c>.</summary>
    public static string Section(CatalogueEntry entry) =>
        $"{entry.Spec} {string.Join(", ", entry.Requirements.Select(r => r.Section).Distinct())} ({Level(entry.Level)})";

    /// <summary>The level's keyword: <c>MUST</c>, <c>SHOULD</c>, <c>MAY</c> or <c>NOTE</c>.</summary>
    public static string Level(RequirementLevel level) => level.ToString().ToUpper(CultureInfo.InvariantCulture);

    /// <summary>The status in the words of the JSON report, for example <c>notApplicable</c>.</summary>
    public static string Name(CheckStatus status)
    {
        var name = status.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The status in plain words, for example <c>not applicable</c>.</summary>
    public static string Words(CheckStatus status) =>
        string.Concat(status.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>A side of a disagreement and its verdict, for example <c>RFC7644 3.5.2.3: passed</c>, with the configuration where there are several.</summary>
    public static string Verdict(DisagreementSide side) =>
        $"{side.Requirement.Spec} {side.Requirement.Section}: {Words(side.Status)}{(side.Configuration is { } configuration ? $" ({configuration})" : "")}";

    internal static string ExpectedAndActual(IReadOnlyList<Finding> findings) =>
        string.Join('\n', findings.Select(f => $"expected  {f.Expected}\nactual    {f.Actual}"));

    private static void AppendIndented(StringBuilder text, string label, string block)
    {
        var lines = block.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append("  ").Append(i == 0 ? label : new string(' ', label.Length)).AppendLine(lines[i]);
        }
    }
}
