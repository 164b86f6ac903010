using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>What the faults of this folder take requests and responses apart with.</summary>
internal static class ModelParts
{
    public const string CoreUser = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string CoreGroup = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The extension of the reference application with one attribute of each kind.</summary>
    public const string Characteristics = "urn:example:scimconformance:schemas:extension:characteristics:2.0:User";

    /// <summary>Why a fault of one attribute is seen by the checks that go through all of them.</summary>
    public const string ByEvery = "the checks of every declared attribute write this one too and compare what comes back";

    /// <summary>The users in the response.</summary>
    public static IEnumerable<JsonObject> Users(this FaultExchange exchange) => exchange.Below("/Users");

    /// <summary>The groups in the response.</summary>
    public static IEnumerable<JsonObject> Groups(this FaultExchange exchange) => exchange.Below("/Groups");

    /// <summary>The schemas in the response of /Schemas or /Schemas/{urn}.</summary>
    public static IEnumerable<JsonObject> Schemas(this FaultExchange exchange) => exchange.Below("/Schemas");

    /// <summary>A definition in the response of /Schemas, or null when it is not there.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="urn">URN of the schema.</param>
    /// <param name="path">Name of the attribute, with a dot before that of a sub-attribute.</param>
    public static JsonObject? Definition(this FaultExchange exchange, string urn, string path)
    {
        var level = exchange.Schemas().FirstOrDefault(s => (string?)s["id"] == urn)?["attributes"];
        JsonObject? found = null;
        foreach (var name in path.Split('.'))
        {
            found = (level as JsonArray)?.OfType<JsonObject>().FirstOrDefault(a => (string?)a["name"] == name);
            level = found?["subAttributes"];
        }

        return found;
    }

    /// <summary>A fault of what /Schemas publishes of one attribute.</summary>
    public static Fault OfDefinition(string id, string title, IReadOnlyList<string> breaks, string urn, string path, Action<JsonObject> change) =>
        Fault.OnResponse(id, title, breaks, exchange =>
        {
            if (exchange.Definition(urn, path) is { } definition)
            {
                change(definition);
            }
        });

    /// <summary>A fault of users in responses.</summary>
    public static Fault OfUsers(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) =>
        Fault.OnResponse(id, title, breaks, exchange => Each(exchange.Users(), change));

    /// <summary>A user attribute that takes another's value where it has none.</summary>
    public static Fault Defaulting(string id, string title, IReadOnlyList<string> breaks, string attribute, string source) =>
        Fault.OnResponse(id, title, breaks, exchange =>
        {
            if (!exchange.Query.Contains("ttributes=", StringComparison.Ordinal) && exchange.RequestJson?["attributes"] is null)
            {
                Each(exchange.Users().Where(u => u[attribute] is null), u => u[attribute] = u[source]?.DeepClone());
            }
        });

    /// <summary>A fault of groups in responses.</summary>
    public static Fault OfGroups(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) =>
        Fault.OnResponse(id, title, breaks, exchange => Each(exchange.Groups(), change));

    /// <summary>A fault that changes the body of requests with one method.</summary>
    public static Fault OfBody(string id, string title, IReadOnlyList<string> breaks, string method, string template, Action<JsonObject> change) =>
        Fault.OnRequest(id, title, breaks, exchange =>
        {
            if (exchange.Is(method, template) && exchange.RequestJson is JsonObject body)
            {
                change(body);
                exchange.RequestJson = body;
            }
        });

    /// <summary>A provider that swallows what it should check: the provider behind it gets a harmless body, the client gets back what it sent, then and later.</summary>
    /// <param name="id">Id of the fault.</param>
    /// <param name="title">Its title.</param>
    /// <param name="breaks">The checks it breaks.</param>
    /// <param name="method">The method of the requests that it concerns.</param>
    /// <param name="template">Their path.</param>
    /// <param name="conceal">Makes the body harmless and returns what puts the original into the response; null when the request is not concerned.</param>
    public static Fault Swallowing(
        string id, string title, IReadOnlyList<string> breaks, string method, string template, Func<JsonObject, Action<JsonObject>?> conceal) => new()
        {
            Id = id,
            Title = title,
            Breaks = breaks,
            Wire = async exchange =>
            {
                var body = exchange.Is(method, template) ? exchange.RequestJson as JsonObject : null;
                var sent = body?.ToJsonString();
                var concealed = body is not null && conceal(body) is not null;
                if (concealed)
                {
                    exchange.RequestJson = body;
                }

                await exchange.NextAsync();
                foreach (var resource in exchange.ResponseResources)
                {
                    var key = (string?)resource["id"] ?? "";
                    if (concealed)
                    {
                        exchange.State.Values[key] = sent!;
                    }

                    if (exchange.State.Values.TryGetValue(key, out var original))
                    {
                        conceal(JsonNode.Parse(original)!.AsObject())?.Invoke(resource);
                    }
                }
            },
        };

    /// <summary>Does something to each.</summary>
    public static void Each(IEnumerable<JsonObject> objects, Action<JsonObject> change)
    {
        foreach (var obj in objects)
        {
            change(obj);
        }
    }

    /// <summary>The elements of a multi-valued complex attribute.</summary>
    public static IEnumerable<JsonObject> Values(this JsonObject resource, string attribute) =>
        (resource[attribute] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The resources in the response of an endpoint or of one resource below it.</summary>
    public static IEnumerable<JsonObject> Below(this FaultExchange exchange, string endpoint) =>
        exchange.Path.Equals(endpoint, StringComparison.OrdinalIgnoreCase) || exchange.Path.StartsWith(endpoint + "/", StringComparison.OrdinalIgnoreCase)
            ? exchange.ResponseResources
            : [];
}
