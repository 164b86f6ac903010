using System.Globalization;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.V1;

/// <summary>Writes the messages of SCIM 1.1 as JSON.</summary>
internal static class Scim11Json
{
    /// <summary>An error (API section 3.9).</summary>
    internal static byte[] Error(ScimError error) => Bytes(new JsonObject
    {
        ["Errors"] = new JsonArray(new JsonObject { ["description"] = error.Detail, ["code"] = error.Status.ToString(CultureInfo.InvariantCulture) }),
    });

    /// <summary>A page of resources (API section 3.2.2).</summary>
    internal static JsonObject List(int total, int startIndex, IEnumerable<JsonObject> resources)
    {
        var items = new JsonArray([.. resources]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray(Scim11Urn.Core),
            ["totalResults"] = total,
            ["itemsPerPage"] = items.Count,
            ["startIndex"] = startIndex,
            ["Resources"] = items,
        };
    }

    internal static byte[] Bytes(JsonObject json) => JsonBuffer.Write(json, static (writer, json) => json.WriteTo(writer));
}
