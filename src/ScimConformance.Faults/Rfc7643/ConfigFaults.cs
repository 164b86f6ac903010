using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in the ServiceProviderConfig and in resource types (RFC 7643 sections 5 and 6).</summary>
internal static class ConfigFaults
{
    private const string Config = "/ServiceProviderConfig";

    public static IReadOnlyList<Fault> All { get; } =
    [
        OfConfig("config-without-etag", "The ServiceProviderConfig follows the sample schema, which forgets etag", ["CONFIG-SUPPORTED-001", "INTEROP-REG-041"], c => c.Remove("etag")),
        OfConfig("config-supported-as-text", "supported is written as a string", ["CONFIG-SUPPORTED-001", "INTEROP-REG-041"], c => c["changePassword"] = new JsonObject { ["supported"] = "true" }),
        OfConfig("config-bulk-without-limits", "bulk has no limits", ["CONFIG-BULK-001", "INTEROP-REG-041"], c => c["bulk"] = new JsonObject { ["supported"] = false }),
        OfConfig("config-filter-without-limit", "filter has no limit", ["CONFIG-FILTER-001", "INTEROP-REG-041"], c => (c["filter"] as JsonObject)?.Remove("maxResults")),
        OfConfig("config-scheme-without-description", "An authentication scheme has no description", ["CONFIG-SCHEMES-001"],
            c => Each(c.Values("authenticationSchemes"), s => s.Remove("description"))),
        OfConfig("config-scheme-of-other-type", "An authentication scheme is of a type of the provider's own", ["CONFIG-SCHEMES-002"],
            c => Each(c.Values("authenticationSchemes"), s => s["type"] = "bearer")) with
        {
            SeenElsewhere = "the scheme that lets the run in is no longer among those that are listed",
        },
        Fault.Instead("config-protected", "The ServiceProviderConfig wants credentials", ["CONFIG-PUBLIC-001"],
            x => x.Is("GET", Config) && x.RequestHeaders.Authorization.Count == 0, x => x.ReplyError(401)),
        new()
        {
            Id = "config-writable",
            Title = "The ServiceProviderConfig can be replaced",
            Breaks = ["CONFIG-READONLY-001"],
            Wire = async x =>
            {
                if (x.Is("PUT", Config))
                {
                    x.State.Values["uri"] = (string?)x.RequestJson?["documentationUri"] ?? "";
                    x.Reply(200, System.Text.Encoding.UTF8.GetString(x.RequestBody));
                    return;
                }

                await x.NextAsync();
                if (x.Is("GET", Config) && x.ResponseJson is JsonObject config && x.State.Values.TryGetValue("uri", out var uri))
                {
                    config["documentationUri"] = uri;
                }
            },
        },
        OfConfig("config-of-other-type", "meta.resourceType of the ServiceProviderConfig is a plural", ["CONFIG-META-001"],
            c => c["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfigs" }),
        OfConfig("config-relative-documentation", "documentationUri is a path", ["CONFIG-URI-001"], c => c["documentationUri"] = "docs/scim"),
        Fault.OnRequest("filter-ignored", "Filters are advertised and ignored", ["CONFIG-HONEST-001", "FILTER-002"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("filter") is not null)
            {
                x.Query = "";
            }
        }) with
        {
            SeenElsewhere = "every check that finds its users by a filter gets all users, and a filter that has to be refused is not",
        },
        Fault.OnResponse("etag-advertised-only", "Entity tags are advertised and missing", ["CONFIG-HONEST-002", "ETAG-001"], x =>
        {
            x.ResponseHeaders.Remove("ETag");
            Each(x.Users(), u => (u["meta"] as JsonObject)?.Remove("version"));
        }),
        MoreTypes("type-without-endpoint", "A resource type has no endpoint", ["TYPES-MEMBERS-001"], t => t.Remove("endpoint")) with
        {
            SeenElsewhere = "the resource type that is added has no address of its own",
        },
        MoreTypes("type-schema-unpublished", "A resource type names a base schema that is not published", ["TYPES-SCHEMA-001"],
            t => t["schema"] = "urn:example:devices:2.0:Device") with
        {
            SeenElsewhere = "the resource type that is added has no address of its own",
        },
        OfTypes("type-extension-unpublished", "A resource type names an extension that is not published", ["TYPES-SCHEMA-002"], t =>
            (t["schemaExtensions"] as JsonArray)?.Add((JsonNode)new JsonObject { ["schema"] = "urn:example:hr:2.0:User", ["required"] = false })),
        OfTypes("type-extension-required-as-text", "required of an extension is a string", ["TYPES-REQUIRED-001"],
            t => Each(t.Values("schemaExtensions"), e => e["required"] = "false")),
        OfTypes("extension-required-unchecked", "An extension is published as required and never demanded", ["TYPES-REQUIRED-002"], t =>
            Each(t.Values("schemaExtensions").Where(e => (string?)e["schema"] == Enterprise), e => e["required"] = true)) with
        {
            SeenElsewhere = "the user whom OneLogin puts then has the extension twice, under the URN of SCIM 1.1 too",
        },
        ExtensionAttributesUnchecked(),
        MoreTypes("type-endpoint-wrong", "The endpoint of a resource type leads nowhere", ["TYPES-ENDPOINT-001"], t => t["endpoint"] = "/Devices") with
        {
            SeenElsewhere = "the resource type that is added has no address of its own",
        },
        Fault.Instead("types-creatable", "A resource type can be created", ["TYPES-READONLY-001"],
            x => x.Is("POST", "/ResourceTypes"), x => x.Reply(201, System.Text.Encoding.UTF8.GetString(x.RequestBody))),
        OfTypes("type-without-schemas", "Resource types have no schemas", ["TYPES-URN-001"], t => t.Remove("schemas")),
        OfTypes("type-with-empty-description", "The description of a resource type is empty", ["TYPES-NAME-001"], t => t["description"] = ""),
    ];

    private static Fault ExtensionAttributesUnchecked()
    {
        var storing = Swallowing(
            "extension-attributes-unchecked", "An extension is published as required, and its required attributes are not demanded", ["TYPES-REQUIRED-003", "CHARACTERISTIC-REQUIRED-001"], "POST", "/Users",
            body =>
            {
                if (body[Characteristics] is not JsonObject container || container.ContainsKey("aliases"))
                {
                    return null;
                }

                container["aliases"] = new JsonArray("none");
                return u => (u[Characteristics] as JsonObject)?.Remove("aliases");
            }) with
        {
            SeenElsewhere = "users without the extension that is published as required are taken as they are",
        };
        return storing with
        {
            Wire = async x =>
            {
                await storing.Wire!(x);
                Each(x.Below("/ResourceTypes").SelectMany(t => t.Values("schemaExtensions")).Where(e => (string?)e["schema"] == Characteristics), e => e["required"] = true);
            },
        };
    }

    private static Fault OfConfig(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", Config) && x.ResponseJson is JsonObject config)
        {
            change(config);
        }
    });

    /// <summary>A fault of one more resource type, called Device, which is that of users under another name.</summary>
    private static Fault MoreTypes(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", "/ResourceTypes") && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray types)
        {
            var device = types.OfType<JsonObject>().First().DeepClone().AsObject();
            (device["id"], device["name"]) = ("Device", "Device");
            device.Remove("meta");
            change(device);
            types.Add((JsonNode)device);
            list["totalResults"] = types.Count;
        }
    });

    private static Fault OfTypes(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) =>
        Fault.OnResponse(id, title, breaks, x => Each(x.Below("/ResourceTypes"), change));
}
