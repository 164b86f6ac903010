using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Core schema sections 9 and 10: what the endpoint says of itself.</summary>
internal static class Core9_Descriptions
{
    private static readonly string[] Capabilities = ["patch", "bulk", "filter", "changePassword", "sort", "etag", "xmlDataFormat"];

    private static readonly string[] Texts = ["name", "type", "description", "schema"];

    private static readonly string[] Flags = ["multiValued", "readOnly", "required", "caseExact"];

    public static CheckGroup Group { get; } = new("SCIM11-CORE-9", "SCIM 1.1: configuration and schemas",
    [
        // patch, bulk, filter, changePassword, sort, etag, xmlDataFormat, authenticationSchemes: each "REQUIRED."
        new()
        {
            Id = "V1-CONFIG-001", Title = "the configuration says of each capability whether it is supported",
            Verifies = ["SCIM11-CORE-9-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var reply = (await scim.V1.GetOnceAsync("/ServiceProviderConfigs")).Accept(r => r.Is(200).WithJsonObject());
                var config = scim.V1.Profile.Config;
                CheckContext.Require(config is not null, "no configuration to look at");
                foreach (var name in Capabilities)
                {
                    scim.Expect(config.At(name, "supported"), $"{name}.supported").IsBoolean();
                }
            },
        },
        new()
        {
            Id = "V1-CONFIG-002", Title = "the configuration has the limits of bulk and filter, and the ways of authenticating",
            Verifies = ["SCIM11-CORE-9-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                (await scim.V1.GetOnceAsync("/ServiceProviderConfigs")).Accept(r => r.Is(200).WithJsonObject());
                var config = scim.V1.Profile.Config;
                CheckContext.Require(config is not null, "no configuration to look at");
                scim.Expect(config.At("bulk.maxOperations"), "bulk.maxOperations").IsInteger();
                scim.Expect(config.At("bulk.maxPayloadSize"), "bulk.maxPayloadSize").IsInteger();
                scim.Expect(config.At("filter.maxResults"), "filter.maxResults").IsInteger();
                scim.Expect(config.At("authenticationSchemes"), "authenticationSchemes").Satisfies(
                    s => s is JsonArray { Count: > 0 } schemes && schemes.All(e => e.Member("name").Text() is not null && e.Member("description").Text() is not null), "schemes with name and description");
            },
        },

        // "all Attributes are REQUIRED unless other specified."
        new()
        {
            Id = "V1-SCHEMA-001", Title = "the schema of users says all that is required of it",
            Verifies = ["SCIM11-CORE-10-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                (await scim.V1.GetOnceAsync("/Schemas")).Accept(r => r.Is(200));
                var schema = scim.V1.Profile.UserSchema;
                CheckContext.Require(schema is not null, "no schema named User to look at");
                foreach (var name in new[] { "id", "name", "description", "schema", "endpoint" })
                {
                    scim.Expect(schema.At(name), name).IsNonEmptyString();
                }

                var incomplete = scim.V1.Profile.Attributes.Where(a => Texts.Any(t => a.Member(t).Text() is null) || Flags.Any(f => a.Member(f).Boolean() is null)).Select(a => a.Member("name").Text());
                scim.Expect(!incomplete.Any(), $"attributes with {string.Join(", ", Texts.Concat(Flags))}", string.Join(", ", incomplete));
            },
        },

        // "REQUIRED when the multiValued attribute value is true otherwise this attribute MUST be omitted."
        new()
        {
            Id = "V1-SCHEMA-002", Title = "multi-valued attributes name their element, others do not",
            Verifies = ["SCIM11-CORE-10-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                (await scim.V1.GetOnceAsync("/Schemas")).Accept(r => r.Is(200));
                var wrong = scim.V1.Profile.Attributes
                    .Where(a => (a.Member("multiValued").Boolean() == true) != (a.Member("multiValuedAttributeChildName").Text() is { Length: > 0 }))
                    .Select(a => a.Member("name").Text()).ToList();
                scim.Expect(wrong.Count == 0, "multiValuedAttributeChildName with multi-valued attributes and only those", string.Join(", ", wrong));
            },
        },
    ]);
}
