using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance;

/// <summary>The bodies that are sent.</summary>
internal static class Wire
{
    internal const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    internal const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string BulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /// <summary>A PATCH message.</summary>
    internal static JsonObject Patch(params JsonObject[] operations) => new() { ["schemas"] = new JsonArray(PatchOp), ["Operations"] = new JsonArray([.. operations]) };

    /// <summary>One operation of a PATCH message.</summary>
    internal static JsonObject Operation(string op, string path, JsonNode? value = null)
    {
        var operation = new JsonObject { ["op"] = op, ["path"] = path };
        if (value is not null)
        {
            operation["value"] = value;
        }

        return operation;
    }

    /// <summary>A bulk job.</summary>
    internal static JsonObject Bulk(params JsonObject[] operations) => new() { ["schemas"] = new JsonArray(BulkRequest), ["Operations"] = new JsonArray([.. operations]) };

    /// <summary>One operation of a bulk job.</summary>
    internal static JsonObject BulkOperation(string method, string path, JsonNode? data = null, string? bulkId = null)
    {
        var operation = new JsonObject { ["method"] = method, ["path"] = path };
        if (bulkId is not null)
        {
            operation["bulkId"] = bulkId;
        }

        if (data is not null)
        {
            operation["data"] = data;
        }

        return operation;
    }
}
