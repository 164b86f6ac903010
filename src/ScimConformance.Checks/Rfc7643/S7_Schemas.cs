using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 sections 7, 8.7.1 and 10.2.1: what schemas say of attributes.</summary>
internal static class S7_Schemas
{
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    private static readonly Dictionary<string, string[]> Keywords = new()
    {
        ["mutability"] = ["readonly", "readwrite", "immutable", "writeonly"],
        ["returned"] = ["always", "never", "default", "request"],
        ["uniqueness"] = ["none", "server", "global"],
    };

    private static readonly string[] Registered = ["User", "Group", "ServiceProviderConfig", "ResourceType", "Schema"];

    public static CheckGroup Group { get; } = new("RFC7643-7", "Schemas",
    [
        // id: the unique URI of the schema. ... When applicable, service providers MUST specify the URI.
        new()
        {
            Id = "SCHEMA-ID-001", Title = "the id of each schema is a URI",
            Verifies = ["RFC7643-7-01"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                published.Reply.ExpectNone(
                    published.Schemas.Where(s => !Uri.TryCreate(s.Member("id").Text(), UriKind.Absolute, out _)).Select(s => s.Member("id").Show()), "a URI as id of each");
            },
        },

        // For every schema URI used in a resource object, there is a corresponding "Schema" resource.
        new()
        {
            Id = "SCHEMA-ID-002", Title = "every URN in the schemas of users and groups is published",
            Verifies = ["RFC7643-7-02"], Needs = [Needs.Schemas, Needs.Users],
            Run = async scim =>
            {
                var published = (await PublishedDefinitions.ReadAsync(scim)).Schemas.Select(s => s.Member("id").Text()).ToList();
                List<ScimResponse> replies = [await scim.ReadAsync(await scim.SharedUserAsync())];
                if (scim.Profile.Groups is not null)
                {
                    replies.Add(await scim.ReadAsync(await scim.CreateGroupAsync()));
                }

                foreach (var reply in replies)
                {
                    var used = (reply.At("schemas") as JsonArray)?.Select(s => s.Text()) ?? [];
                    reply.ExpectNone(used.Except(published, StringComparer.OrdinalIgnoreCase).Select(u => u ?? "none"), "only ids of /Schemas");
                }
            },
        },

        // "Schema" resources are not modifiable.
        new()
        {
            Id = "SCHEMA-READONLY-001", Title = "schemas cannot be created",
            Verifies = ["RFC7643-7-03"], Needs = [Needs.Schemas], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                var urn = "urn:example:" + scim.NewName();
                (await scim.PostAsync("/Schemas", new JsonObject { ["schemas"] = new JsonArray(Urn), ["id"] = urn, ["name"] = "Test", ["attributes"] = new JsonArray() }))
                    .Accept(r => r.IsClientError(), r => r.Is(501));
                var after = await PublishedDefinitions.ReadAsync(scim);
                after.Reply.ExpectNone(after.Reply.Ids.Where(id => id == urn), "no schema of the URN that was posted");
            },
        },

        // A complex type that has: name, type, multiValued ... REQUIRED.
        new()
        {
            Id = "SCHEMA-DEFINITION-001", Title = "each attribute definition has name, type and multiValued",
            Verifies = ["RFC7643-7-04"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.OwnName.Length == 0 || string.IsNullOrEmpty(d.Type) || d.Json.Member("multiValued").Boolean() is null,
                "name, type and a boolean multiValued in each"),
        },

        // mutability, returned, uniqueness: a single keyword; valid keywords are as follows.
        new()
        {
            Id = "SCHEMA-DEFINITION-002", Title = "mutability, returned and uniqueness use their keywords",
            Verifies = ["RFC7643-7-05"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                foreach (var (characteristic, keywords) in Keywords)
                {
                    published.ExpectNone(
                        d => d.Json.Member(characteristic) is { } value && !keywords.Contains(value.Text()?.ToLowerInvariant()), $"{characteristic} absent or one of {string.Join(", ", keywords)}");
                }
            },
        },

        // subAttributes: when an attribute is of type "complex", "subAttributes" defines a set of sub-attributes.
        new()
        {
            Id = "SCHEMA-DEFINITION-003", Title = "complex attributes list their sub-attributes",
            Verifies = ["RFC7643-7-06"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.IsType("complex") && d.Json.Member("subAttributes") is not JsonArray { Count: > 0 } && d.Parent is null, "subAttributes where type is complex"),
        },

        // referenceTypes: a multi-valued array of JSON strings that indicate the SCIM resource types that may be referenced.
        new()
        {
            Id = "SCHEMA-DEFINITION-004", Title = "reference attributes list what they refer to",
            Verifies = ["RFC7643-7-07"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.IsType("reference") && !d.Json.Member("referenceTypes").IsListOfText(), "referenceTypes, an array of strings, where type is reference"),
        },

        // name: the schema's human-readable name. description: the schema's human-readable description.
        new()
        {
            Id = "SCHEMA-NAME-001", Title = "each schema has a name and a description",
            Verifies = ["RFC7643-7-19"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                published.Reply.ExpectNone(
                    published.Schemas.Where(s => string.IsNullOrEmpty(s.Member("name").Text()) || string.IsNullOrEmpty(s.Member("description").Text())).Select(s => s.Member("id").Show()),
                    "name and description, non-empty strings, in each");
            },
        },

        // description: the attribute's human-readable description. When applicable, service providers MUST specify the description.
        new()
        {
            Id = "SCHEMA-NAME-002", Title = "the description of an attribute, where given, is text",
            Verifies = ["RFC7643-7-21"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.Json.ContainsKey("description") && string.IsNullOrWhiteSpace(d.Json.Member("description").Text()), "a description that is text, or none"),
        },

        // Erratum 8417: the samples of section 8.7 lack "schemas".
        new()
        {
            Id = "SCHEMA-URN-001", Title = "each schema carries its schema URN",
            Verifies = ["RFC7643-7-20"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                published.Reply.ExpectNone(
                    published.Schemas.Where(s => (s.Member("schemas") as JsonArray)?.Any(u => u.Text() == Urn) != true).Select(s => s.Member("id").Show()),
                    $"schemas with {Urn} in each");
            },
        },

        // The core schemas are registered with IANA (section 10); others take a URN of their own.
        new()
        {
            Id = "SCHEMA-URN-002", Title = "no schema takes a core URN that is not registered",
            Verifies = ["RFC7643-10.2.1-01"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                const string core = "urn:ietf:params:scim:schemas:core:2.0:";
                var published = await PublishedDefinitions.ReadAsync(scim);
                published.Reply.ExpectNone(
                    published.Schemas.Select(s => s.Member("id").Text() ?? "").Where(u => u.StartsWith(core, StringComparison.OrdinalIgnoreCase) && !Registered.Contains(u[core.Length..], StringComparer.OrdinalIgnoreCase)),
                    $"under {core} only {string.Join(", ", Registered)}");
            },
        },
    ]);
}
