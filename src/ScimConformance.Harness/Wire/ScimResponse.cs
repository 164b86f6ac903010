using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ScimConformance.Harness;

/// <summary>A response, with the means to state what is expected of it.</summary>
public sealed class ScimResponse
{
    private readonly ResponseRecord _record;
    private readonly FindingCollector _findings;
    private readonly Lazy<JsonNode?> _json;

    internal ScimResponse(Exchange exchange, int place, ResponseRecord record, FindingCollector findings)
    {
        Exchange = exchange;
        Place = place;
        _record = record;
        _findings = findings;
        _json = new Lazy<JsonNode?>(() => ScimJson.TryParse(_record.Body.Span));
    }

    /// <summary>The exchange it belongs to.</summary>
    public Exchange Exchange { get; }

    /// <summary>The exchange's place in the transcript.</summary>
    internal int Place { get; }

    /// <summary>The HTTP status code.</summary>
    public int Status => _record.Status;

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body => _record.Body;

    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(_record.Body.Span);

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonNode? Json => _json.Value;

    /// <summary>The root element of the body as XML; null when it is none.</summary>
    public XElement? Xml => ScimXml.TryParse(_record.Body);

    /// <summary>The members of <c>Resources</c> that are objects; empty when there are none.</summary>
    public IReadOnlyList<JsonObject> Resources => (Json.Member("Resources") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];

    /// <summary>The <c>id</c> of each listed resource, absent ones left out.</summary>
    public IReadOnlyList<string> Ids => Resources.Select(r => r.Member("id").Text()).OfType<string>().ToList();

    /// <summary>The header's value, or null.</summary>
    public string? Header(string name) =>
        _record.Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>The media type of the body without parameters, lower-case; empty when there is none.</summary>
    public string MediaType => (Header("Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The value at a path (see <see cref="ScimJson.At"/>), or null.</summary>
    public JsonNode? At(params string[] path) => Json.At(path);

    /// <summary>What the check needs and another check judges: when none of the alternatives holds, the check ends inconclusive.</summary>
    public ScimResponse Require(params Func<ResponsePattern, ResponsePattern>[] alternatives)
    {
        if (!Matches(alternatives, out var expected))
        {
            throw new InconclusiveException($"needed {expected} from {Exchange.Request.Method} {Exchange.Request.Url.PathAndQuery}, got {Describe()}");
        }

        return this;
    }

    /// <summary>What the check judges: when none of the alternatives holds, that is a finding.</summary>
    public ScimResponse Accept(params Func<ResponsePattern, ResponsePattern>[] alternatives)
    {
        var holds = Matches(alternatives, out var expected);
        _findings.Judge(holds, expected, Describe(), Place);
        return this;
    }

    /// <summary>States what is expected of the value at a path of the body (see <see cref="ScimJson.At"/>).</summary>
    public ValueExpectation Expect(params string[] path) => new(At(path), string.Join(":", path), _findings, Place);

    /// <summary>States what is expected of a header.</summary>
    public ValueExpectation ExpectHeader(string name) => new(Header(name) is { } value ? JsonValue.Create(value) : null, $"header {name}", _findings, Place);

    /// <summary>Judges any other fact about this response.</summary>
    /// <param name="holds">Whether it is as expected.</param>
    /// <param name="expected">What is expected, in words.</param>
    /// <param name="actual">What was seen, in words.</param>
    public ScimResponse Judge(bool holds, string expected, string actual)
    {
        _findings.Judge(holds, expected, actual, Place);
        return this;
    }

    /// <summary>Status and beginning of the body, for people.</summary>
    public string Describe()
    {
        var text = Text.ReplaceLineEndings(" ").Trim();
        return $"{Status} {(text.Length == 0 ? "with empty body" : text.Length <= 300 ? text : text[..300] + "…")}";
    }

    private bool Matches(Func<ResponsePattern, ResponsePattern>[] alternatives, out string expected)
    {
        var patterns = alternatives.Select(a => a(new ResponsePattern(this))).ToList();
        expected = string.Join(", or ", patterns.Select(p => p.Description));
        return patterns.Any(p => p.Holds);
    }
}
