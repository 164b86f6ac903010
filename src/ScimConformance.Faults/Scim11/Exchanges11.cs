using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Scim11;

/// <summary>Ways of breaking the messages of SCIM 1.1.</summary>
internal static class Exchanges11
{
    public const string Core = "urn:scim:schemas:core:1.0";

    public const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    public const string Json = "application/json";

    /// <summary>A fault that changes every resource in answers, alone or in a list; the endpoint's descriptions stay as they are.</summary>
    public static Fault OnResource(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Path.StartsWith("/Users", StringComparison.Ordinal) || e.Path.StartsWith("/Groups", StringComparison.Ordinal))
        {
            foreach (var resource in e.ResponseResources)
            {
                change(resource);
            }
        }
    });

    /// <summary>A fault that reads another body than was sent.</summary>
    public static Fault OnBody(string id, string title, IReadOnlyList<string> breaks, string method, string template, Action<JsonObject> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is(method, template) && e.RequestJson is JsonObject body)
        {
            change(body);
            e.RequestJson = body;
        }
    });

    /// <summary>A fault that changes one description of the endpoint.</summary>
    public static Fault OnDescription(string id, string title, IReadOnlyList<string> breaks, string path, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Is("GET", path) && e.ResponseJson is JsonObject json)
        {
            change(json);
        }
    });

    /// <summary>Answers with an error of SCIM 1.1.</summary>
    public static void ReplyErrors(this FaultExchange e, int status) =>
        e.Reply(status, $$"""{"Errors":[{"description":"broken on purpose","code":"{{status}}"}]}""", Json);

    /// <summary>The body of an answer as text; assigning sends another.</summary>
    public static string Text(this FaultExchange e) => Encoding.UTF8.GetString(e.ResponseBody);

    /// <summary>Sends another text in place of the body.</summary>
    public static void SetText(this FaultExchange e, string text) => e.ResponseBody = Encoding.UTF8.GetBytes(text);

    /// <summary>Whether the answer is XML.</summary>
    public static bool IsXml(this FaultExchange e) => e.ResponseHeaders.ContentType.ToString().Contains("xml", StringComparison.Ordinal);

    /// <summary>Whether the client asks for XML in a header.</summary>
    public static bool AsksForXml(this FaultExchange e) => e.RequestHeaders.Accept.ToString().Contains("xml", StringComparison.Ordinal);

    /// <summary>The names in "meta.attributes" of a body.</summary>
    public static IReadOnlyList<string> Removed(this JsonObject body) =>
        (body["meta"]?["attributes"] as JsonArray)?.Select(a => a?.GetValue<string>() ?? "").ToList() ?? [];

    /// <summary>Puts other names into "meta.attributes".</summary>
    public static void SetRemoved(this JsonObject body, IEnumerable<string> names) =>
        body["meta"] = new JsonObject { ["attributes"] = new JsonArray(names.Select(n => (JsonNode)n).ToArray()) };

    /// <summary>The values of a multi-valued attribute that are objects.</summary>
    public static IEnumerable<JsonObject> Values(this JsonObject resource, string attribute) => (resource[attribute] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>Leaves values of a multi-valued attribute out.</summary>
    public static void DropValues(this JsonObject resource, string attribute, Func<JsonObject, bool> dropped)
    {
        foreach (var value in resource.Values(attribute).Where(dropped).ToList())
        {
            ((JsonArray)resource[attribute]!).Remove(value);
        }
    }
}
