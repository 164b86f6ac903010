using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>Reads a bulk job in the form of the XML schema of SCIM 1.1 and gives it the form that JSON has there.</summary>
internal static class Scim11BulkXml
{
    /// <exception cref="ScimException">invalidSyntax: the body is no such document.</exception>
    internal static JsonObject Read(ReadOnlySpan<byte> body, ProviderModel model)
    {
        var root = XmlElementTree.Parse(body, model.Limits with { BodyBytes = model.Options.BulkMaxPayloadBytes });
        if (root.Namespace != Scim11Urn.Core || root.Name != "Bulk")
            throw ScimError.InvalidSyntax($"The root element is <{Shown.Text(root.Name)}>; send <Bulk xmlns=\"{Scim11Urn.Core}\">.").ToException();
        var job = new JsonObject { ["schemas"] = new JsonArray(Scim11Urn.Core) };
        if (Find(root, "failOnErrors")?.Text.Trim() is { Length: > 0 } errors)
            job["failOnErrors"] = int.TryParse(errors, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : errors;
        job["Operations"] = new JsonArray([.. (Find(root, "Operations")?.Children ?? []).Where(child => child.Name == "Operation").Select(operation => Operation(operation, model))]);
        return job;
    }

    private static JsonObject Operation(XmlElementTree operation, ProviderModel model)
    {
        var json = new JsonObject();
        foreach (var name in new[] { "method", "bulkId", "version", "path" })
            if (Find(operation, name) is { } text)
                json[name] = text.Text.Trim();
        if (Find(operation, "data") is { } data)
        {
            // Without a type nobody knows which elements are lists; then the path is wrong, and the operation is refused for that.
            var endpoint = Find(operation, "path")?.Text.Trim().Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            json["data"] = endpoint is not null && model.FindEndpoint(endpoint) is { } type ? Scim11XmlReader.Resource(data, type) : new JsonObject();
        }

        return json;
    }

    private static XmlElementTree? Find(XmlElementTree element, string name) =>
        element.Children.FirstOrDefault(child => child.Namespace == Scim11Urn.Core && child.Name == name);
}
