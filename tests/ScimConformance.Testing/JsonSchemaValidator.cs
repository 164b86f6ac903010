using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Testing;

/// <summary>
/// Validates JSON against the part of JSON Schema (2020-12) that this repository's schemas use. A keyword that it does not know is an
/// error, so that no schema can ask for something that is never checked.
/// </summary>
/// <remarks>The package index that this project is built with serves no JSON Schema library whose dependencies restore.</remarks>
public sealed class JsonSchemaValidator(JsonObject schema)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    /// <summary>What is wrong with the document, each with its place; a member that the schema does not describe is wrong too, though readers pass over it.</summary>
    public IReadOnlyList<string> Validate(JsonNode? document)
    {
        var problems = new List<string>();
        Validate(schema, document, "$", problems);
        return problems;
    }

    private void Validate(JsonObject rule, JsonNode? value, string place, List<string> problems)
    {
        foreach (var (keyword, argument) in rule)
        {
            var fits = keyword switch
            {
                "$ref" => Follow(argument!.GetValue<string>(), value, place, problems),
                "type" => Words(argument).Any(t => IsOf(value, t)),
                "enum" => argument!.AsArray().Any(a => JsonNode.DeepEquals(a, value)),
                "required" => value is not JsonObject o || Words(argument).All(o.ContainsKey),
                "pattern" => Type(value) != "string" || Regex.IsMatch(value!.GetValue<string>(), argument!.GetValue<string>()),
                "minimum" => Type(value) != "number" || value!.GetValue<double>() >= argument!.GetValue<double>(),
                "minItems" => value is not JsonArray a || a.Count >= argument!.GetValue<int>(),
                "maxItems" => value is not JsonArray a || a.Count <= argument!.GetValue<int>(),
                "properties" => Members(argument!.AsObject(), rule["additionalProperties"] as JsonObject, value, place, problems),
                "additionalProperties" => rule.ContainsKey("properties") || Members([], argument!.AsObject(), value, place, problems),
                "items" => Items(argument!.AsObject(), value, place, problems),
                _ => Silent.Contains(keyword) ? true : throw new NotSupportedException($"'{keyword}' is a keyword of JSON Schema that this validator does not know."),
            };
            if (!fits)
            {
                problems.Add($"{place}: {Short(value)} does not fit {keyword} {argument?.ToJsonString()}");
            }
        }
    }

    private bool Follow(string reference, JsonNode? value, string place, List<string> problems)
    {
        var rule = reference.Split('/').Skip(1).Aggregate((JsonNode?)schema, (node, name) => node?[name])
            ?? throw new InvalidOperationException($"The schema has no {reference}.");
        Validate(rule.AsObject(), value, place, problems);
        return true;
    }

    private bool Members(JsonObject rules, JsonObject? others, JsonNode? value, string place, List<string> problems)
    {
        foreach (var (name, member) in value as JsonObject ?? [])
        {
            if ((rules[name] ?? others) is JsonObject rule)
            {
                Validate(rule, member, $"{place}.{name}", problems);
            }
            else
            {
                problems.Add($"{place}.{name} is not described by the schema");
            }
        }

        return true;
    }

    private bool Items(JsonObject rule, JsonNode? value, string place, List<string> problems)
    {
        foreach (var (item, i) in (value as JsonArray ?? []).Select((item, i) => (item, i)))
        {
            Validate(rule, item, $"{place}[{i}]", problems);
        }

        return true;
    }

    private static IEnumerable<string> Words(JsonNode? argument) =>
        argument is JsonArray several ? several.Select(a => a!.GetValue<string>()) : [argument!.GetValue<string>()];

    private static bool IsOf(JsonNode? value, string type) =>
        type == "integer" ? Type(value) == "number" && double.IsInteger(value!.GetValue<double>()) : Type(value) == type;

    private static string Type(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        { } kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Short(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(80, text.Length)] : "null";
}
