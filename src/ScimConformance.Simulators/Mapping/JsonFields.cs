using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Reads members of JSON that people write by hand; an absent member is null, a wrong one is named.</summary>
internal static class JsonFields
{
    /// <summary>A string.</summary>
    public static string? Text(JsonNode? json, string member, string where) => json.Member(member) switch
    {
        null => null,
        var value => value.Text() ?? throw Wrong(value, member, where, "a string"),
    };

    /// <summary>A boolean.</summary>
    public static bool? Flag(JsonNode? json, string member, string where) => json.Member(member) switch
    {
        null => null,
        var value => value.Boolean() ?? throw Wrong(value, member, where, "true or false"),
    };

    /// <summary>One of an enumeration's names.</summary>
    public static T? Choice<T>(JsonNode? json, string member, string where)
        where T : struct, Enum =>
        Text(json, member, where) is not { } text ? null
        : Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name)
        : throw Wrong(json.Member(member)!, member, where, "one of " + string.Join(", ", Enum.GetNames<T>()));

    /// <summary>An array of strings; none when it is absent.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? json, string member, string where) => json.Member(member) switch
    {
        null => [],
        JsonArray list when list.All(e => e.Text() is not null) => list.Select(e => e.Text()!).ToList(),
        var value => throw Wrong(value, member, where, "an array of strings"),
    };

    /// <summary>An array of objects; none when it is absent.</summary>
    public static IReadOnlyList<JsonObject> Objects(JsonNode? json, string member, string where) => json.Member(member) switch
    {
        null => [],
        JsonArray list when list.All(e => e is JsonObject) => list.Select(e => (JsonObject)e!).ToList(),
        var value => throw Wrong(value, member, where, "an array of objects"),
    };

    private static FormatException Wrong(JsonNode value, string member, string where, string expected) =>
        new($"{where} has \"{member}\" {value.Show()}; {expected} is expected.");
}
