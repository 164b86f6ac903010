using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 2.3: data types and their form in JSON.</summary>
internal static class S2_3_DataTypes
{
    public static CheckGroup Group { get; } = new("RFC7643-2.3", "Data types",
    [
        // Table 1 maps each SCIM data type to its underlying JSON data type.
        new()
        {
            Id = "TYPE-JSON-001", Title = "every returned value has the JSON type of its declared type",
            Verifies = ["RFC7643-2.3-02"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, FullUser.New(scim));
                var read = await scim.ReadAsync(user);
                read.ExpectNone(
                    UserAttribute.Of(scim.Profile).SelectMany(a => Mismatches(a.FullName, a.Info, read.At(a.Path))),
                    "JSON values of the declared types");
            },
        },

        // When "canonicalValues" is specified, service providers MAY restrict accepted values to the specified values.
        new()
        {
            Id = "TYPE-CANONICAL-001", Title = "a value outside canonicalValues is kept",
            Verifies = ["RFC7643-2.3.1-01"], Needs = [Needs.Users, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["emails"] = new JsonArray(new JsonObject { ["value"] = scim.Email(scim.NewName()), ["type"] = "newsletter" });
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect("emails[0].type").IsIgnoringCase("newsletter");
            },
        },

        // Boolean: the literal "true" or "false".
        new()
        {
            Id = "TYPE-BOOLEAN-001", Title = "a string that is no boolean is refused or ignored for a boolean attribute",
            Verifies = ["RFC7643-2.3.2-01"], Needs = [Needs.Users, Needs.UserAttribute("active")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.PostAsync(scim.Users, scim.NewUser("""{"active":"maybe"}"""));
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                reply.Accept(r => r.Is(400), r => r.IsSuccess().With(read.At("active").HasFormOf("boolean"), "with active absent or a boolean"));
            },
        },

        // 'The literal "true" or "false".' A text is neither; Entra sends one nevertheless.
        new()
        {
            Id = "TYPE-BOOLEAN-002", Title = "the text \"False\" is refused for a boolean attribute",
            Verifies = ["RFC7643-2.3.2-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")], Given = [TrialStep.Patch],
            Run = async scim => (await scim.PatchAsync(await scim.CreateUserAsync(), """{"op":"replace","path":"active","value":"False"}""")).Accept(r => r.Is(400)),
        },

        // The value MUST NOT contain fractional or exponent parts.
        new()
        {
            Id = "TYPE-INTEGER-001", Title = "integers of a list are written without fraction and exponent",
            Verifies = ["RFC7643-2.3.4-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var list = (await scim.GetAsync(scim.Users + "?count=10")).Require(r => r.Is(200).WithList());
                list.Expect("totalResults").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
                list.Expect("itemsPerPage").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
                list.Expect("startIndex").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
            },
        },

        // The value MUST NOT contain fractional or exponent parts.
        new()
        {
            Id = "TYPE-INTEGER-002", Title = "integers of the ServiceProviderConfig are written without fraction and exponent",
            Verifies = ["RFC7643-2.3.4-01"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = (await scim.GetAsync("/ServiceProviderConfig")).Require(r => r.Is(200).WithJsonObject());
                config.Expect("filter.maxResults").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
                config.Expect("bulk.maxOperations").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
                config.Expect("bulk.maxPayloadSize").Satisfies(n => n.HasFormOf("integer"), "absent or a JSON integer");
            },
        },

        // The value MUST be encoded as a valid xsd:dateTime and MUST include both a date and a time.
        new()
        {
            Id = "TYPE-DATETIME-001", Title = "meta.created and meta.lastModified are xsd:dateTime",
            Verifies = ["RFC7643-2.3.5-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                CheckContext.Require(!read.At("meta.created").IsUnassigned(), "the user has no meta.created");
                read.Expect("meta.created").Satisfies(d => d.IsDateTime(), "an xsd:dateTime with date and time");
                read.Expect("meta.lastModified").Satisfies(d => d is null || d.IsDateTime(), "an xsd:dateTime with date and time");
            },
        },

        // The value MUST be encoded as a valid xsd:dateTime.
        new()
        {
            Id = "TYPE-DATETIME-002", Title = "a value that is no dateTime is refused or ignored for a dateTime attribute",
            Verifies = ["RFC7643-2.3.5-02"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var attribute = UserAttribute.Require(
                    scim, a => a is { IsReadWrite: true, MultiValued: false } && a.Type.Equals("dateTime", StringComparison.OrdinalIgnoreCase), "a writable dateTime");
                var reply = await scim.PostAsync(scim.Users, attribute.On(scim, "yesterday"));
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                reply.Accept(r => r.Is(400), r => r.IsSuccess().With(read.At(attribute.Path).Text() != "yesterday", $"without {attribute.FullName} \"yesterday\""));
            },
        },

        // A decimal is a JSON number.
        new()
        {
            Id = "TYPE-DECIMAL-001", Title = "a decimal comes back as the number that was sent",
            Verifies = ["RFC7643-2.3-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var attribute = UserAttribute.Require(
                    scim, a => a is { IsReadWrite: true, MultiValued: false } && a.Type.Equals("decimal", StringComparison.OrdinalIgnoreCase), "a writable decimal");
                var user = await scim.CreateAsync(scim.Users, attribute.On(scim, 12.25m));
                (await scim.ReadAsync(user)).Expect(attribute.Path).Satisfies(
                    v => v is JsonValue value && value.TryGetValue<decimal>(out var number) && number == 12.25m, "the JSON number 12.25");
            },
        },
    ]);

    private static IEnumerable<string> Mismatches(string name, AttributeInfo attribute, JsonNode? value)
    {
        if (value.IsUnassigned())
        {
            return [];
        }

        if (!attribute.MultiValued)
        {
            return MismatchesOfOne(name, attribute, value);
        }

        return value is JsonArray array
            ? array.SelectMany(e => MismatchesOfOne(name, attribute, e))
            : [$"{name} is multi-valued and no array: {value.Show()}"];
    }

    private static IEnumerable<string> MismatchesOfOne(string name, AttributeInfo attribute, JsonNode? value) =>
        value.HasFormOf(attribute.Type)
            ? attribute.SubAttributes.SelectMany(s => Mismatches($"{name}.{s.Name}", s, value.Member(s.Name)))
            : [$"{name} is {attribute.Type}: {value.Show()}"];
}
