using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>Ways of spoiling JSON that keep it JSON: other types, other members, too many of them, too deep, too long.</summary>
internal static class JsonSpoiling
{
    private static readonly string[] Members =
        ["id", "schemas", "meta", "userName", "members", "value", "$ref", "type", "primary", "op", "path", "Operations", "operations", "filter", "cursor", "count", "startIndex", "password", "groups", "bulkId", "data", "method", "USERNAME", "", "a.b"];

    /// <summary>The body with one to three changes; as it was where it is no JSON.</summary>
    public static byte[] Change(Random random, byte[] body)
    {
        try
        {
            return ChangeJson(random, JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a string: spoilt already.
            return body;
        }
    }

    private static byte[] ChangeJson(Random random, JsonNode? root)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = new List<JsonNode>();
            Collect(root, places);
            if (places.Count == 0)
                break;
            ChangeIn(random, places[random.Next(places.Count)]);
        }

        return Encoding.UTF8.GetBytes(root?.ToJsonString() ?? "null");
    }

    /// <summary>The body with a member twice, or with a value so deep, so long or so large that it should be refused.</summary>
    public static byte[] Overdo(Random random, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var at = text.IndexOf('{', StringComparison.Ordinal);
        if (at < 0)
            return body;
        var depth = random.Next(2) == 0 ? random.Next(50, 80) : random.Next(400, 3000);
        var member = $"\"{Members[random.Next(Members.Length)]}\":";
        var extra = random.Next(8) switch
        {
            0 => member + "\"twice\"," + member + "\"twice\",",
            1 => member + new string('[', depth) + new string(']', depth) + ",",
            2 => member + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth) + ",",
            3 => member + new string('[', depth) + ",",
            4 => member + "\"" + new string('x', random.Next(1000, 60_000)) + "\",",
            5 => member + Spoiling.Number(random) + ",",
            6 => member + "\"\\ud800\",",
            _ => member + "[" + string.Join(',', Enumerable.Repeat("{\"value\":\"a\"}", random.Next(1, 1500))) + "],",
        };
        return Encoding.UTF8.GetBytes(text.Insert(at + 1, extra));
    }

    private static void ChangeIn(Random random, JsonNode place)
    {
        if (place is JsonArray array)
        {
            if (array.Count > 0 && random.Next(3) == 0)
                array.RemoveAt(random.Next(array.Count));
            else if (array.Count > 0 && random.Next(2) == 0)
                array.Add(array[random.Next(array.Count)]?.DeepClone());
            else
                array.Insert(random.Next(array.Count + 1), Value(random));
            return;
        }

        var json = (JsonObject)place;
        var names = json.Select(member => member.Key).ToList();
        var name = names.Count > 0 ? names[random.Next(names.Count)] : Members[random.Next(Members.Length)];
        switch (random.Next(5))
        {
            case 0:
                json.Remove(name);
                break;
            case 1:
                json[Members[random.Next(Members.Length)]] = Value(random);
                break;
            case 2 when json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String:
                json[name] = Spoiling.Text(random, value.GetValue<string>());
                break;
            case 3 when names.Count > 0:
                var moved = json[name];
                json.Remove(name);
                json[random.Next(2) == 0 ? name.ToUpperInvariant() : Members[random.Next(Members.Length)]] = moved?.DeepClone();
                break;
            default:
                json[name] = Value(random);
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(16) switch
    {
        0 => null,
        1 => true,
        2 => false,
        3 => JsonNode.Parse(Spoiling.Number(random) is var number && number.StartsWith('0') && number.Length > 1 && number[1] != '.' ? "0" : number),
        4 => "",
        5 => " ",
        6 => new JsonArray(),
        7 => new JsonObject(),
        8 => new JsonArray(new JsonArray(), null, 1),
        9 => new JsonObject { ["value"] = new JsonObject { ["value"] = 1 } },
        10 => "2026-13-45T99:99:99Z",
        11 => "urn:ietf:params:scim:schemas:core:2.0:User",
        12 => new string('y', random.Next(1, 3000)),
        13 => "bulkId:b1",
        14 => "\u0000\u001f\uffff\U0001F600e\u0301",
        _ => random.Next(),
    };

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject json)
        {
            places.Add(json);
            foreach (var (_, value) in json)
                Collect(value, places);
        }
        else if (node is JsonArray array)
        {
            places.Add(array);
            foreach (var item in array)
                Collect(item, places);
        }
    }
}
