using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Reads and writes a list of expected failures: a JSON array of objects with <c>check</c>, <c>reason</c> and perhaps <c>link</c> and <c>until</c>, or an object whose member <c>expectedFailures</c> is that array.</summary>
public static class ExpectedFailureFile
{
    private const string Form = """[{"check":"PATCH-ADD-001","reason":"why this is accepted","link":"https://…","until":"2030-12-31"}]""";

    private static readonly string[] Fields = ["check", "reason", "link", "until"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a list.</summary>
    /// <param name="json">The text.</param>
    /// <param name="catalogue">The checks there are.</param>
    /// <exception cref="FormatException">The text is no such list; the message names entry, field, value and the way out, of every problem that there is.</exception>
    public static ExpectedFailureList Parse(string json, CheckCatalogue catalogue)
    {
        var entries = Entries(json);
        var problems = new List<string>();
        var expected = new List<ExpectedFailure>();
        for (var i = 0; i < entries.Count; i++)
        {
            var reader = new EntryReader(entries[i], i + 1, catalogue);
            if (reader.Read(expected) is { } entry)
            {
                expected.Add(entry);
            }

            problems.AddRange(reader.Problems);
        }

        return problems.Count == 0 ? new ExpectedFailureList(expected) : throw new FormatException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The text of a list.</summary>
    public static string Format(ExpectedFailureList list) => new JsonArray(list.Entries.Select(ToJson).ToArray()).ToJsonString(Readable) + "\n";

    private static JsonArray Entries(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new FormatException($"no valid JSON at line {(e.LineNumber ?? 0) + 1}, column {(e.BytePositionInLine ?? 0) + 1}. It must be a list such as {Form}", e);
        }

        return root as JsonArray ?? (root as JsonObject)?["expectedFailures"] as JsonArray
            ?? throw new FormatException($"it must be a JSON array such as {Form}, or an object whose member \"expectedFailures\" is such an array");
    }

    private static JsonNode ToJson(ExpectedFailure entry)
    {
        var json = new JsonObject { ["check"] = entry.Check, ["reason"] = entry.Reason };
        if (entry.Link is { } link)
        {
            json["link"] = link.OriginalString;
        }

        if (entry.Until is { } until)
        {
            json["until"] = until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return json;
    }

    /// <summary>Reads one entry and collects what is wrong with it.</summary>
    private sealed class EntryReader(JsonNode? entry, int number, CheckCatalogue catalogue)
    {
        private readonly List<string> _problems = [];

        public IReadOnlyList<string> Problems => _problems;

        public ExpectedFailure? Read(IReadOnlyList<ExpectedFailure> before)
        {
            if (entry is not JsonObject members)
            {
                _problems.Add($"entry {number} is {entry.Show()}; each entry must be an object such as {Form[1..^1]}");
                return null;
            }

            foreach (var unknown in members.Select(m => m.Key).Where(k => !Fields.Contains(k, StringComparer.Ordinal)))
            {
                Add(unknown, members[unknown], $"there is no such field; there are {string.Join(", ", Fields)}");
            }

            var check = Check(members, before);
            var reason = members["reason"].Text()?.Trim() ?? "";
            if (reason.Length == 0)
            {
                Add("reason", members["reason"], "say in plain words why this failure is accepted");
            }

            var (link, until) = (Link(members["link"]), Until(members["until"]));
            return _problems.Count == 0 ? new ExpectedFailure(check, reason, link, until) : null;
        }

        private string Check(JsonObject members, IReadOnlyList<ExpectedFailure> before)
        {
            var check = members["check"].Text();
            if (check is null)
            {
                Add("check", members["check"], "give the id of a check, such as PATCH-ADD-001; 'list checks' shows them all");
                return "";
            }

            if (catalogue.Find(check) is null)
            {
                Add("check", members["check"], $"there is no such check{DidYouMean(check)}; 'list checks' shows them all");
            }
            else if (before.Any(e => e.Check == check))
            {
                Add("check", members["check"], "this check is listed already; keep one entry for each check");
            }

            return check;
        }

        private Uri? Link(JsonNode? value)
        {
            if (value is null)
            {
                return null;
            }

            if (Uri.TryCreate(value.Text(), UriKind.Absolute, out var link) && link.Scheme is "http" or "https")
            {
                return link;
            }

            Add("link", value, "it must be an absolute http or https URL; leave it out when there is none");
            return null;
        }

        private DateOnly? Until(JsonNode? value)
        {
            if (value is null)
            {
                return null;
            }

            if (DateOnly.TryParseExact(value.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            {
                return until;
            }

            Add("until", value, "it must be a day such as 2030-12-31, the last one on which the failure is accepted; leave it out for no end");
            return null;
        }

        private string DidYouMean(string check)
        {
            var near = Likeness.Nearest(check, catalogue.Entries.Select(e => e.Check.Id));
            return near is null ? "" : $", did you mean {near}?";
        }

        private void Add(string field, JsonNode? value, string wayOut) =>
            _problems.Add($"entry {number}: \"{field}\" is {value.Show()}: {wayOut}");
    }
}
