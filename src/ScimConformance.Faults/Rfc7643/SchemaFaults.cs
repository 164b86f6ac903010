using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in published schemas (RFC 7643 sections 7, 8.7.1 and 10.2.1).</summary>
internal static class SchemaFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("schema-id-is-name", "The id of a schema is its name", ["SCHEMA-ID-001"], x => Each(x.Schemas(), s =>
        {
            if ((string?)s["id"] == CoreGroup)
            {
                s["id"] = s["name"]?.DeepClone();
            }
        })) with
        {
            SeenElsewhere = "what is looked for by the URN of a schema is not there",
        },
        Fault.OnResponse("schema-in-use-unpublished", "The schema of groups is not published", ["SCHEMA-ID-002", "TYPES-SCHEMA-001"], x =>
        {
            if (x.Is("GET", "/Schemas") && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray schemas)
            {
                list["Resources"] = new JsonArray(schemas.Where(s => (string?)s?["id"] != CoreGroup).Select(s => s?.DeepClone()).ToArray());
                list["totalResults"] = schemas.Count - 1;
            }
        }),
        Fault.Instead("schemas-creatable", "A schema can be created", ["SCHEMA-READONLY-001"],
            x => x.Is("POST", "/Schemas"), x => x.Reply(201, System.Text.Encoding.UTF8.GetString(x.RequestBody))),
        OfDefinition("definition-without-multi-valued", "A definition does not say whether the attribute is multi-valued", ["SCHEMA-DEFINITION-001"],
            CoreUser, "nickName", d => d.Remove("multiValued")),
        OfDefinition("definition-with-own-keyword", "mutability has a keyword of the provider's own", ["SCHEMA-DEFINITION-002", "PUBLISHED-USER-001"], CoreUser, "title", d => d["mutability"] = "read-write"),
        OfDefinition("definition-without-sub-attributes", "A complex attribute lists no sub-attributes", ["SCHEMA-DEFINITION-003"],
            CoreUser, "roles", d => d.Remove("subAttributes")),
        OfDefinition("definition-without-reference-types", "A reference does not say what it refers to", ["SCHEMA-DEFINITION-004"],
            CoreUser, "profileUrl", d => d.Remove("referenceTypes")),
        Fault.OnResponse("schema-without-name", "Schemas have no name", ["SCHEMA-NAME-001"], x => Each(x.Schemas(), s => s.Remove("name"))),
        Fault.OnResponse("schema-without-schemas", "Schemas lack schemas, as in the samples of the RFC", ["SCHEMA-URN-001"], x => Each(x.Schemas(), s => s.Remove("schemas"))),
        Fault.OnResponse("schema-with-squatted-urn", "A schema of the provider's own takes a core URN", ["SCHEMA-URN-002"], x =>
        {
            if (x.Is("GET", "/Schemas") && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray schemas)
            {
                schemas.Add((JsonNode)new JsonObject
                {
                    ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Schema"), ["id"] = "urn:ietf:params:scim:schemas:core:2.0:Entitlement",
                    ["name"] = "Entitlement", ["description"] = "Entitlement", ["attributes"] = new JsonArray(),
                });
                list["totalResults"] = schemas.Count;
            }
        }) with
        {
            SeenElsewhere = "the schema that is listed can be read neither by its URN nor at its address",
        },
        OfDefinition("user-name-not-required", "userName is published as optional and not unique", ["PUBLISHED-USER-001"], CoreUser, "userName", d =>
        {
            d["required"] = false;
            d["uniqueness"] = "none";
        }),
        OfDefinition("password-published-readable", "password is published as returned by default", ["PUBLISHED-USER-001"], CoreUser, "password", d => d["returned"] = "default"),
        OfDefinition("phone-types-cut", "The canonical values of telephone numbers lack some", ["PUBLISHED-USER-002"],
            CoreUser, "phoneNumbers.type", d => d["canonicalValues"] = new JsonArray("work", "mobile")),
        OfDefinition("member-value-writable", "The value of a member is published as readWrite", ["PUBLISHED-GROUP-001"],
            CoreGroup, "members.value", d => d["mutability"] = "readWrite"),
        OfDefinition("manager-as-string", "manager is published as a string", ["PUBLISHED-ENTERPRISE-001"], Enterprise, "manager", d =>
        {
            d["type"] = "string";
            d.Remove("subAttributes");
        }) with
        {
            SeenElsewhere = "the checks of every declared attribute send it as it is published, as text",
        },
    ];
}
