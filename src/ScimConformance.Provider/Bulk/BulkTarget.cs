using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>Where the path of an operation leads.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Id">The identifier, perhaps a reference still; null for the endpoint of the type.</param>
internal sealed record BulkTarget(BoundResourceType Type, string? Id)
{
    /// <summary>Reads the path of an operation; null where there is none.</summary>
    /// <exception cref="ScimException">404: it leads to no resource type. 405: its method does not go there.</exception>
    internal static BulkTarget? Of(BulkOperation operation, ProviderModel model)
    {
        if (string.IsNullOrEmpty(operation.Path))
            return null;
        var segments = operation.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var type = segments.Length is 1 or 2 ? model.FindEndpoint(segments[0]) : null;
        if (type is null)
            throw ScimError.NotFound($"\"path\" is \"{Shown.Text(operation.Path)}\", which leads to no resource type; /ResourceTypes lists their endpoints.").ToException();
        if (operation.Problem is null && segments.Length == 2 == (operation.Method == "POST"))
            throw new ScimError(405, null, operation.Method == "POST"
                ? $"\"path\" is \"{Shown.Text(operation.Path)}\"; a POST goes to the endpoint of a resource type, such as \"/{type.Endpoint}\"."
                : $"\"path\" is \"{Shown.Text(operation.Path)}\"; a {operation.Method} goes to a single resource, such as \"/{type.Endpoint}/2819c223\".").ToException();
        return new BulkTarget(type, segments.ElementAtOrDefault(1));
    }

    /// <summary>The same with an identifier in the place of a reference.</summary>
    internal BulkTarget WithId(Func<string, string> resolve) => Id is not null && BulkReference.Of(Id) is { } bulkId ? this with { Id = resolve(bulkId) } : this;

    /// <summary>The URL of the resource.</summary>
    internal string Location(string baseUrl) => Id is null ? $"{baseUrl}/{Type.Endpoint}" : $"{baseUrl}/{Type.Endpoint}/{Uri.EscapeDataString(Id)}";
}
