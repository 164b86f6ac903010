using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimConformance.Harness;

/// <summary>Writes the JSON report. Its member names are a contract: later versions add members and rename none.</summary>
public sealed partial class JsonReportWriter : IReportWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteTool(json, report.Tool);
        WriteRun(json, report.Run);
        WriteTarget(json, report.Target);
        WriteSummary(json, report);
        WriteVerdicts(json, report.VerdictResults);
        WriteBySpec(json, report.BySpec);
        WriteDisagreements(json, report.Disagreements);
        WriteBaseline(json, report.Baseline);
        WriteStrings(json, "notes", report.Notes);
        json.WriteStartArray("results");
        foreach (var result in report.Results)
        {
            WriteResult(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, ReportTool tool)
    {
        json.WriteStartObject("tool");
        json.WriteString("name", tool.Name);
        json.WriteString("version", tool.Version);
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, ReportRun run)
    {
        json.WriteStartObject("run");
        json.WriteString("id", run.Id);
        json.WriteNumber("seed", run.Seed);
        json.WriteString("startedAt", run.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        json.WriteNumber("durationMs", (long)run.Duration.TotalMilliseconds);
        WriteStrings(json, "arguments", run.Arguments);
        WriteThrottling(json, run.Throttling);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, ReportTarget target)
    {
        json.WriteStartObject("target");
        json.WriteString("baseUrl", target.BaseUrl);
        json.WriteString("scimVersion", target.ScimVersion);
        json.WriteStartObject("capabilities");
        foreach (var (name, supported) in target.Capabilities)
        {
            if (supported is { } known)
            {
                json.WriteBoolean(name, known);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, ConformanceReport report)
    {
        json.WriteStartObject("summary");
        foreach (var status in Enum.GetValues<CheckStatus>())
        {
            json.WriteNumber(FailureText.Name(status), report.Count(status));
        }

        json.WriteEndObject();
    }

    private static void WriteBySpec(Utf8JsonWriter json, IReadOnlyList<SpecSummary> specs)
    {
        json.WriteStartArray("bySpec");
        foreach (var spec in specs)
        {
            json.WriteStartObject();
            json.WriteString("spec", spec.Spec);
            WritePair(json, "must", spec.MustPassed, "failed", spec.MustFailed);
            WritePair(json, "should", spec.ShouldPassed, "warned", spec.ShouldWarned);
            WritePair(json, "may", spec.MayPassed, "noted", spec.MayNoted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter json, string level, int passed, string otherName, int other)
    {
        json.WriteStartObject(level);
        json.WriteNumber("passed", passed);
        json.WriteNumber(otherName, other);
        json.WriteEndObject();
    }

    private static void WriteDisagreements(Utf8JsonWriter json, IReadOnlyList<Disagreement> disagreements)
    {
        json.WriteStartArray("disagreements");
        foreach (var disagreement in disagreements)
        {
            json.WriteStartObject();
            WriteSide(json, "first", disagreement.First);
            WriteSide(json, "second", disagreement.Second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, DisagreementSide side)
    {
        json.WriteStartObject(name);
        json.WriteString("requirement", side.Requirement.Id);
        json.WriteString("spec", side.Requirement.Spec);
        json.WriteString("statement", side.Requirement.Statement);
        json.WriteString("status", FailureText.Name(side.Status));
        json.WriteString("configuration", side.Configuration);
        WriteStrings(json, "checks", side.Results.Select(r => r.Entry.Check.Id));
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Entry.Check.Id);
        json.WriteString("title", result.Entry.Check.Title);
        json.WriteString("group", result.Entry.Group.Id);
        json.WriteString("status", FailureText.Name(result.Status));
        json.WriteString("level", FailureText.Level(result.Entry.Level));
        WriteStrings(json, "requirements", result.Entry.Requirements.Select(r => r.Id));
        json.WriteString("impact", result.Impact);
        json.WriteString("message", result.Message);
        json.WriteString("reason", result.Reason);
        WriteExpected(json, result.Expected);
        json.WriteNumber("durationMs", Math.Round(result.Duration.TotalMilliseconds, 1));
        json.WriteStartArray("exchanges");
        foreach (var exchange in result.Exchanges)
        {
            WriteExchange(json, exchange);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExchange(Utf8JsonWriter json, ReportedExchange exchange)
    {
        json.WriteStartObject();
        json.WriteStartObject("request");
        json.WriteString("method", exchange.Request.Method);
        json.WriteString("url", exchange.Request.Url);
        WriteMessage(json, exchange.Request.Headers, exchange.Request.Body);
        json.WriteEndObject();
        if (exchange.Response is { } response)
        {
            json.WriteStartObject("response");
            json.WriteNumber("status", response.Status);
            WriteMessage(json, response.Headers, response.Body);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("response");
        }

        json.WriteString("curl", exchange.Curl);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, IReadOnlyList<WireHeader> headers, ReportedBody body)
    {
        json.WriteStartArray("headers");
        foreach (var header in headers)
        {
            json.WriteStartArray();
            json.WriteStringValue(header.Name);
            json.WriteStringValue(header.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("body", body.Text);
        if (body.Base64 is not null)
        {
            json.WriteString("bodyBase64", body.Base64);
        }

        if (body.TruncatedAt is { } cut)
        {
            json.WriteNumber("truncatedAt", cut);
        }
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
