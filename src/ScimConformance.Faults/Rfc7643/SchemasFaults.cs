using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in the <c>schemas</c> attribute and in extensions (RFC 7643 sections 3 and 3.3).</summary>
internal static class SchemasFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfUsers("schemas-twice", "schemas repeats the base schema", ["SCHEMAS-URI-001"], u => (u["schemas"] as JsonArray)?.Add((JsonNode)CoreUser)),
        OfUsers("schemas-of-other-type", "schemas lists a schema that the resource type does not declare", ["SCHEMAS-URI-002", "SCHEMA-ID-002"],
            u => (u["schemas"] as JsonArray)?.Add((JsonNode)"urn:ietf:params:scim:schemas:core:2.0:Resource")) with
        {
            SeenElsewhere = "a user that is sent back as it was read names a schema that the provider itself refuses",
        },
        Fault.Instead("first-schema-decides", "The first of schemas is taken for the base schema", ["SCHEMAS-ORDER-001"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body && body["schemas"] is JsonArray { Count: > 1 } schemas && (string?)schemas[0] != CoreUser,
            x => x.ReplyError(400, "invalidSyntax", "the resource is no User")) with
        {
            SeenElsewhere = "the schema that OneLogin names first is one of SCIM 1.1",
        },
        OfBody("schemas-assumed", "A body without schemas is taken for a user", ["SCHEMAS-MISSING-001"], "POST", "/Users",
            body => body["schemas"] ??= new JsonArray(CoreUser)),
        Swallowing("unknown-schema-stored", "What stands under an unknown schema URI is stored", ["SCHEMAS-UNKNOWN-001"], "POST", "/Users", body =>
        {
            var unknown = body.Select(m => m.Key).FirstOrDefault(k => k.Contains("unknown", StringComparison.Ordinal));
            if (unknown is null || !body.Remove(unknown, out var value))
            {
                return null;
            }

            body["schemas"] = new JsonArray(CoreUser);
            return user => user[unknown] = value?.DeepClone();
        }),
        OfUsers("extension-flattened", "Extension attributes stand at the top level", ["EXTENSION-PLACE-001"], u =>
        {
            foreach (var (name, value) in (u[Enterprise] as JsonObject)?.ToList() ?? [])
            {
                u[name] = value?.DeepClone();
            }
        }) with
        {
            SeenElsewhere = "the manager stands at the top level too",
        },
        OfUsers("schemas-without-extension", "schemas names the base schema only, whatever the user has", ["SCHEMAS-PRESENT-001", "PATCH-SCHEMAS-001"], u =>
        {
            if (u.ContainsKey("schemas"))
            {
                u["schemas"] = new JsonArray(CoreUser);
            }
        }) with
        {
            SeenElsewhere = "the manager stands under a URN that schemas does not name",
        },
        OfUsers("schemas-without-base", "schemas of an extended user names the extension only", ["SCHEMAS-BASE-001"], u =>
        {
            if (u.ContainsKey(Enterprise) && u.ContainsKey("schemas"))
            {
                u["schemas"] = new JsonArray(Enterprise);
            }
        }),
        OfUsers("extension-under-old-urn", "The enterprise extension stands under its SCIM 1.1 URN", ["EXTENSION-CONTAINER-001", "SCHEMAS-PRESENT-001", "ENTERPRISE-001"], u =>
        {
            if (u.Remove(Enterprise, out var container))
            {
                u["urn:scim:schemas:extension:enterprise:1.0"] = container;
            }
        }) with
        {
            SeenElsewhere = "every check that writes an attribute of the extension looks for it under its URN",
        },
        Fault.OnResponse("extension-redefines-core", "An extension publishes an attribute of the base schema again", ["EXTENSION-REDEFINE-001"], x =>
        {
            foreach (var schema in x.Schemas().Where(s => (string?)s["id"] == Enterprise))
            {
                (schema["attributes"] as JsonArray)?.Add((JsonNode)new JsonObject { ["name"] = "title", ["type"] = "string", ["multiValued"] = false });
            }
        }) with
        {
            SeenElsewhere = "the checks of every declared attribute send it in the extension, which does not keep it",
        },
    ];
}
