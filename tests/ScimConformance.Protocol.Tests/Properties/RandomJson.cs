using System.Text.Json.Nodes;

namespace ScimConformance.Protocol.Tests.Properties;

/// <summary>JSON of no particular form, from a seed.</summary>
internal static class RandomJson
{
    /// <summary>An object of some of these members.</summary>
    public static JsonObject Object(Random random, params string[] names) => Object(random, names, 3);

    private static JsonObject Object(Random random, string[] names, int depth)
    {
        var json = new JsonObject();
        foreach (var name in names.Where(_ => random.Next(3) == 0))
            json[name] = Value(random, names, depth);
        return json;
    }

    private static JsonNode? Value(Random random, string[] names, int depth) => random.Next(depth > 0 ? 11 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-2, 1000),
        3 => JsonNode.Parse("1e400"),
        4 => "",
        5 => "emails[type eq \"work\"].value",
        6 => "add",
        7 => new string((char)random.Next(1, 0xd7ff), random.Next(1, 5)),
        8 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, names, depth - 1))]),
        _ => Object(random, names, depth - 1),
    };
}
