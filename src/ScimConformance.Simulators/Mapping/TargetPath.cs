using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// Where a mapping writes to: <c>userName</c>, <c>name.formatted</c>, <c>emails[type eq "work"].value</c>,
/// or an extension's URN, a colon and such a path.
/// </summary>
public sealed partial class TargetPath
{
    private TargetPath(string text, Match match)
    {
        Text = text;
        Urn = Group(match, "urn");
        Attribute = match.Groups["attribute"].Value;
        SelectorName = Group(match, "by");
        SelectorValue = match.Groups["is"].Success ? match.Groups["is"].Value : null;
        SubAttribute = Group(match, "sub");
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>URN of the extension, or null for the base schema.</summary>
    public string? Urn { get; }

    /// <summary>The attribute's name.</summary>
    public string Attribute { get; }

    /// <summary>The sub-attribute that selects an element, for example <c>type</c>; null when nothing is selected.</summary>
    public string? SelectorName { get; }

    /// <summary>What the selecting sub-attribute equals, for example <c>work</c>.</summary>
    public string? SelectorValue { get; }

    /// <summary>The sub-attribute that is meant, or null.</summary>
    public string? SubAttribute { get; }

    /// <summary>Reads a path.</summary>
    /// <exception cref="MappingExpressionException">It has another form.</exception>
    public static TargetPath Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new TargetPath(text, match)
            : throw new MappingExpressionException(text, 1, null, "a target such as userName, name.formatted, emails[type eq \"work\"].value or an extension's URN, ':' and an attribute is expected");
    }

    /// <summary>What a resource has at this place, or null.</summary>
    public JsonNode? Read(JsonNode? resource)
    {
        var value = (Urn is null ? resource : resource.Member(Urn)).Member(Attribute);
        if (SelectorName is not null)
        {
            value = (value as JsonArray)?.FirstOrDefault(e => string.Equals(ToText(e.Member(SelectorName)), SelectorValue, StringComparison.OrdinalIgnoreCase));
        }

        return SubAttribute is null ? value : value.Member(SubAttribute);
    }

    /// <summary>Puts a value at this place of a resource under construction, making what is missing on the way.</summary>
    public void Write(JsonObject resource, JsonNode value)
    {
        var holder = Urn is null ? resource : Child(resource, Urn);
        if (SelectorName is not null)
        {
            holder = Element(holder);
        }
        else if (SubAttribute is not null)
        {
            holder = Child(holder, Attribute);
        }

        holder[SubAttribute ?? (SelectorName is null ? Attribute : "value")] = value;
    }

    /// <summary>A JSON value as a mapping sees it: booleans are <c>True</c> and <c>False</c>; null when it is neither string, boolean nor number.</summary>
    public static string? ToText(JsonNode? value) => value.Text() ?? (value.Boolean() switch
    {
        true => "True",
        false => "False",
        null => value is JsonValue number ? number.ToJsonString() : null,
    });

    /// <inheritdoc/>
    public override string ToString() => Text;

    private JsonObject Element(JsonObject holder)
    {
        if (holder[Attribute] is not JsonArray list)
        {
            holder[Attribute] = list = [];
        }

        var element = list.OfType<JsonObject>().FirstOrDefault(e => ToText(e[SelectorName!]) == SelectorValue);
        if (element is null)
        {
            JsonNode selector = bool.TryParse(SelectorValue, out var flag) ? flag : SelectorValue!;
            list.Add(element = new JsonObject { [SelectorName!] = selector });
        }

        return element;
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    [GeneratedRegex("""^((?<urn>urn:[^\[\]"]+):)?(?<attribute>[A-Za-z$][\w$-]*)(\[(?<by>\w+) eq "(?<is>[^"]*)"\])?(\.(?<sub>[A-Za-z$][\w$-]*))?$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
