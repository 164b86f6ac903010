using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What the answer to a bulk job says of one operation (RFC 7644 section 3.7.3).</summary>
/// <param name="Json">The element of <c>Operations</c>.</param>
public sealed record BulkResult(JsonObject Json)
{
    /// <summary>The method, or null.</summary>
    public string? Method => Json.Member("method").Text();

    /// <summary>The bulkId, or null.</summary>
    public string? BulkId => Json.Member("bulkId").Text();

    /// <summary>The location, or null.</summary>
    public string? Location => Json.Member("location").Text();

    /// <summary>The body that the single request would have been answered with, or null.</summary>
    public JsonNode? Response => Json.Member("response");

    /// <summary>The status, whether written as a string, as a number, or as an object with a <c>code</c>, as an example of section 3.7.2 has it; null when there is none.</summary>
    public int? Status
    {
        get
        {
            var status = Json.Member("status") is JsonObject inner ? inner.Member("code") : Json.Member("status");
            return int.TryParse(status.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : (int?)status.Integer();
        }
    }

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>The results in the answer to a bulk job; empty where it has none.</summary>
    /// <param name="answer">The body of the answer.</param>
    public static IReadOnlyList<BulkResult> In(JsonNode? answer) =>
        (answer.Member("Operations") as JsonArray)?.OfType<JsonObject>().Select(o => new BulkResult(o)).ToList() ?? [];

    /// <summary>Short, for people.</summary>
    public override string ToString() => Json.Show();
}
