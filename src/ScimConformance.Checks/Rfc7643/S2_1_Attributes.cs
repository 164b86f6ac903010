using System.Text.RegularExpressions;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 sections 1.2, 2.1 and 2.3: attribute names, the <c>schemas</c> attribute, data type keywords.</summary>
internal static partial class S2_1_Attributes
{
    private static readonly string[] Types = ["string", "boolean", "decimal", "integer", "datetime", "binary", "reference", "complex"];

    public static CheckGroup Group { get; } = new("RFC7643-2.1", "Attributes and their names",
    [
        // Attribute names are case insensitive.
        new()
        {
            Id = "ATTR-NAME-001", Title = "POST reads attribute names in any letter case",
            Verifies = ["RFC7643-2.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var body = scim.NewUser();
                var name = body["userName"].Text()!;
                body.Remove("userName");
                body["USERNAME"] = name;
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect("userName").IsIgnoringCase(name);
            },
        },

        // Attribute names are case insensitive.
        new()
        {
            Id = "ATTR-NAME-002", Title = "PUT reads attribute names in any letter case",
            Verifies = ["RFC7643-2.1-01"], Needs = [Needs.Users, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"Barbara"}""");
                user.Sent.Remove("nickName");
                (await scim.ReplaceAsync(user, """{"NICKNAME":"Babs"}""")).Require(r => r.IsSuccess());
                (await scim.ReadAsync(user)).Expect("nickName").Is("Babs");
            },
        },

        // ATTRNAME = ALPHA *(nameChar); nameChar = "$" / "-" / "_" / DIGIT / ALPHA. The RFC's own "$ref" is let pass.
        new()
        {
            Id = "ATTR-NAME-003", Title = "published attribute names follow the grammar of attribute names",
            Verifies = ["RFC7643-2.1-03"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.OwnName != "$ref" && !NameGrammar().IsMatch(d.OwnName),
                "every name a letter followed by letters, digits, '$', '-' or '_'"),
        },

        // SCIM resources MUST specify schema via the "schemas" attribute.
        new()
        {
            Id = "ATTR-SCHEMAS-001", Title = "a user carries schemas, read alone and in a list",
            Verifies = ["RFC7643-2.1-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.ReadAsync(user)).Expect("schemas").Satisfies(s => s.IsListOfText(), "a non-empty array of strings");
                var list = (await scim.GetAsync(scim.Users + "?count=10")).Require(r => r.Is(200).WithList());
                list.ExpectNone(
                    list.Resources.Where(u => !u.Member("schemas").IsListOfText()).Select(u => u.Member("id").Show()),
                    "schemas in every listed user");
            },
        },

        // SCIM resources MUST specify schema via the "schemas" attribute.
        new()
        {
            Id = "ATTR-SCHEMAS-002", Title = "a group carries schemas",
            Verifies = ["RFC7643-2.1-02"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                (await scim.ReadAsync(group)).Expect("schemas").Satisfies(s => s.IsListOfText(), "a non-empty array of strings");
            },
        },

        // A singular or multi-valued attribute whose value is a primitive: it has no sub-attributes.
        new()
        {
            Id = "ATTR-SIMPLE-001", Title = "published simple attributes have no sub-attributes",
            Verifies = ["RFC7643-1.2-01"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => !d.IsType("complex") && !d.Json.Member("subAttributes").IsUnassigned(),
                "subAttributes only where type is complex"),
        },

        // A complex attribute MUST NOT contain sub-attributes that have sub-attributes. The Schema resource itself needs it.
        new()
        {
            Id = "ATTR-COMPLEX-001", Title = "published complex attributes hold simple sub-attributes only",
            Verifies = ["RFC7643-2.3.8-02"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.Parent is not null && d.IsType("complex") && !d.Schema.EndsWith(":core:2.0:Schema", StringComparison.OrdinalIgnoreCase),
                "no sub-attribute of type complex"),
        },

        // SCIM extensions SHOULD NOT introduce new data types.
        new()
        {
            Id = "ATTR-TYPE-001", Title = "published attributes use the eight data types",
            Verifies = ["RFC7643-2.3-01"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.Type is { } type && !Types.Contains(type.ToLowerInvariant()),
                $"type one of {string.Join(", ", Types)}"),
        },
    ]);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9$_-]*$")]
    private static partial Regex NameGrammar();
}
