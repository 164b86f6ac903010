using System.Text.Json.Nodes;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>What the versions of SCIM make of an operation in a bulk job; the rest of a job is the same in all.</summary>
internal interface IBulkVersion
{
    /// <summary>The status of a deletion.</summary>
    int Deleted { get; }

    /// <summary>The resource that the data of a POST is.</summary>
    JsonObject ToCreation(JsonObject data, BoundResourceType type);

    /// <summary>The resource that the data of a PUT is.</summary>
    JsonObject ToReplacement(JsonObject data, BoundResourceType type);

    /// <summary>Executes a PATCH.</summary>
    ValueTask<Written> PatchAsync(
        ResourceOperations operations, BoundResourceType type, string id, JsonObject data, Preconditions preconditions, string baseUrl, CancellationToken cancel);
}

/// <summary>SCIM 2.0: data is what it is.</summary>
internal sealed class BulkVersion2 : IBulkVersion
{
    internal static readonly BulkVersion2 Instance = new();

    public int Deleted => 204;

    public JsonObject ToCreation(JsonObject data, BoundResourceType type) => data;

    public JsonObject ToReplacement(JsonObject data, BoundResourceType type) => data;

    public ValueTask<Written> PatchAsync(
        ResourceOperations operations, BoundResourceType type, string id, JsonObject data, Preconditions preconditions, string baseUrl, CancellationToken cancel) =>
        operations.PatchAsync(type, id, data, preconditions, baseUrl, cancel);
}
