using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.OneLogin;

/// <summary>A SCIM JSON template of a OneLogin connector: the body of every POST and PUT, with macros such as <c>{$user.firstname}</c> in its strings.</summary>
public sealed partial class OneLoginTemplate
{
    private static readonly Dictionary<string, Func<IdpUser, string>> Macros = new(StringComparer.Ordinal)
    {
        ["parameters.scimusername"] = u => u.UserName,
        ["parameters.title"] = u => u.Title,
        ["parameters.department"] = u => u.Department,
        ["user.firstname"] = u => u.GivenName,
        ["user.lastname"] = u => u.FamilyName,
        ["user.email"] = u => u.Email,
        ["user.display_name"] = u => $"{u.GivenName} {u.FamilyName}",
    };

    private readonly JsonObject _body;

    private OneLoginTemplate(string name, JsonObject body)
    {
        Name = name;
        _body = body;
    }

    /// <summary>The template of the connector SCIM Provisioner with SAML (SCIM v2 Enterprise), with the schema URNs that were captured from it.</summary>
    public static OneLoginTemplate Version2Enterprise { get; } = Parse(SimulatorFiles.Read("onelogin/template-v2-enterprise.json"));

    /// <summary>The same with <c>emails</c> as one object instead of a list, as OneLogin's own default of version 1.1 has it.</summary>
    public static OneLoginTemplate EmailsAsObject { get; } = Parse(SimulatorFiles.Read("onelogin/template-emails-as-object.json"));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Reads a template: <c>{"name":"…","template":{…}}</c>.</summary>
    /// <exception cref="FormatException">It is malformed or has an unknown macro; the message names it and the known ones.</exception>
    public static OneLoginTemplate Parse(string json)
    {
        JsonObject root;
        try
        {
            root = ScimJson.Object(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The template is no JSON object: {e.Message}", e);
        }

        var name = root["name"].Text() ?? throw new FormatException("The template lacks \"name\".");
        var body = root["template"] as JsonObject ?? throw new FormatException($"Template '{name}' lacks \"template\", an object.");
        return Macro().Matches(body.ToJsonString(ScimJson.Compact)).Select(m => m.Groups["name"].Value).FirstOrDefault(m => !Macros.ContainsKey(m)) is { } unknown
            ? throw new FormatException($"Template '{name}' has the macro {{${unknown}}}; known are {string.Join(", ", Macros.Keys.Select(m => $"{{${m}}}"))}.")
            : new OneLoginTemplate(name, body);
    }

    /// <summary>The body for a person, members in the template's order.</summary>
    public JsonObject Render(IdpUser user) => (JsonObject)Render(_body, user)!;

    private static JsonNode? Render(JsonNode? node, IdpUser user) => node switch
    {
        JsonObject obj => new JsonObject(obj.Select(p => KeyValuePair.Create(p.Key, Render(p.Value, user)))),
        JsonArray array => new JsonArray(array.Select(e => Render(e, user)).ToArray()),
        _ when node.Text() is { } text => JsonValue.Create(Macro().Replace(text, m => Macros[m.Groups["name"].Value](user))),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\{\$(?<name>[\w.]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Macro();
}
