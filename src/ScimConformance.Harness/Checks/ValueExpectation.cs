using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>States what one value is expected to be. Every member judges one fact and returns the expectation, so that several can follow each other.</summary>
public sealed class ValueExpectation
{
    private readonly string _name;
    private readonly FindingCollector _findings;
    private readonly int? _exchange;

    internal ValueExpectation(JsonNode? value, string name, FindingCollector findings, int? exchange)
    {
        Value = value;
        _name = name;
        _findings = findings;
        _exchange = exchange;
    }

    /// <summary>The value, or null when it is absent or null.</summary>
    public JsonNode? Value { get; }

    /// <summary>It is exactly this string.</summary>
    public ValueExpectation Is(string expected) => That(Value.Text() == expected, $"\"{expected}\"");

    /// <summary>It is this string in any letter case.</summary>
    public ValueExpectation IsIgnoringCase(string expected) =>
        That(string.Equals(Value.Text(), expected, StringComparison.OrdinalIgnoreCase), $"\"{expected}\" in any letter case");

    /// <summary>It is this JSON boolean.</summary>
    public ValueExpectation Is(bool expected) => That(Value.Boolean() == expected, expected ? "true" : "false");

    /// <summary>It is this whole number.</summary>
    public ValueExpectation Is(long expected) => That(Value.Integer() == expected, $"{expected}");

    /// <summary>It equals this JSON, order of object members aside.</summary>
    public ValueExpectation IsJson(JsonNode expected) => That(JsonNode.DeepEquals(Value, expected), expected.Show());

    /// <summary>It is a string other than this one, or no string.</summary>
    public ValueExpectation IsNot(string unexpected) => That(Value.Text() != unexpected, $"anything but \"{unexpected}\"");

    /// <summary>It is assigned: neither absent, nor null, nor an empty array.</summary>
    public ValueExpectation IsPresent() => That(!Value.IsUnassigned(), "a value");

    /// <summary>It is unassigned: absent, null or an empty array (RFC 7643 section 2.5).</summary>
    public ValueExpectation IsUnassigned() => That(Value.IsUnassigned(), "no value");

    /// <summary>It is a non-empty string.</summary>
    public ValueExpectation IsNonEmptyString() => That(!string.IsNullOrEmpty(Value.Text()), "a non-empty string");

    /// <summary>It is a JSON boolean.</summary>
    public ValueExpectation IsBoolean() => That(Value.Boolean() is not null, "a JSON boolean");

    /// <summary>It is a JSON number written as an integer.</summary>
    public ValueExpectation IsInteger() => That(Value.Integer() is not null, "a JSON integer");

    /// <summary>It is a JSON array.</summary>
    public ValueExpectation IsArray() => That(Value is JsonArray, "a JSON array");

    /// <summary>It is a JSON object.</summary>
    public ValueExpectation IsObject() => That(Value is JsonObject, "a JSON object");

    /// <summary>It is an array of this many elements; absent and null count as none.</summary>
    public ValueExpectation HasCount(int count) => That((Value is null && count == 0) || (Value as JsonArray)?.Count == count, $"{count} value(s)");

    /// <summary>It is an array that holds this string.</summary>
    public ValueExpectation Contains(string expected) =>
        That(Value is JsonArray array && array.Any(e => e.Text() == expected), $"an array that contains \"{expected}\"");

    /// <summary>It satisfies any other condition.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="description">The condition in words.</param>
    public ValueExpectation Satisfies(Func<JsonNode?, bool> holds, string description) => That(holds(Value), description);

    private ValueExpectation That(bool holds, string expected)
    {
        var kind = Value is JsonValue value && value.GetValueKind() is var k ? $" ({KindName(k)})" : "";
        _findings.Judge(holds, $"{_name}: {expected}", $"{_name}: {Value.Show()}{kind}", _exchange);
        return this;
    }

    private static string KindName(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
