using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.1.2: multi-valued attributes of users.</summary>
internal static class S4_1_2_Plural
{
    public static CheckGroup Group { get; } = new("RFC7643-4.1.2", "Users: multi-valued attributes",
    [
        // Any values provided SHALL replace the existing attribute values (RFC 7644 section 3.5.1).
        new()
        {
            Id = "USER-PLURAL-001", Title = "multi-valued attributes that are put come back as sent",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var names = FullUser.Plural.Where(a => scim.Profile.UserAttributeIsReadWrite(a.Key)).ToList();
                CheckContext.ApplicableIf(names.Count > 0, "users have none of the multi-valued attributes of section 4.1.2 besides emails");
                var user = await scim.CreateUserAsync();
                var body = FullUser.New(scim);
                body["userName"] = user.UserName;
                (await scim.PutAsync(user.Target, body)).Require(r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                foreach (var (name, value) in names)
                {
                    read.Expect(name).HasCount(1);
                    var sent = JsonNode.Parse(value)!.AsArray()[0]!.AsObject();
                    var lost = sent.Where(m => read.At($"{name}[0].{m.Key}").IsUnassigned() && scim.Profile.UserAttributeIsReadWrite($"{name}.{m.Key}"));
                    read.ExpectNone(lost.Select(m => $"{name}.{m.Key}"), "every sub-attribute that was sent");
                }
            },
        },

        // Service providers SHOULD canonicalize the value according to RFC 5321, e.g., "bjensen@example.com" instead of "bjensen@EXAMPLE.COM".
        new()
        {
            Id = "USER-EMAIL-001", Title = "an e-mail address keeps its local part; its domain may be canonicalised",
            Verifies = ["RFC7643-4.1.2-01"], Needs = [Needs.Users, Needs.UserAttribute("emails.value")],
            Run = async scim =>
            {
                var (local, domain) = ("Babs." + scim.NewName(), scim.Email("").TrimStart('@').ToUpperInvariant());
                var reply = await CreatedWithAsync(scim, "emails", new JsonObject { ["value"] = $"{local}@{domain}", ["type"] = "work" });
                reply.Expect("emails[0].value").Satisfies(
                    v => v.Text()?.Split('@') is [var kept, var host] && kept == local && host.Equals(domain, StringComparison.OrdinalIgnoreCase), $"{local}@{domain}, the domain in any letter case");
            },
        },

        // Service providers SHOULD canonicalize the value according to RFC 3966 format, when appropriate.
        new()
        {
            Id = "USER-PHONE-001", Title = "a telephone number keeps its digits",
            Verifies = ["RFC7643-4.1.2-02"], Needs = [Needs.Users, Needs.UserAttribute("phoneNumbers.value")],
            Run = async scim =>
            {
                var reply = await CreatedWithAsync(scim, "phoneNumbers", new JsonObject { ["value"] = "tel:+1-201-555-0123", ["type"] = "work" });
                reply.Expect("phoneNumbers[0].value").Satisfies(
                    v => v.Text() is { } text && string.Concat(text.Where(char.IsAsciiDigit)) == "12015550123", "the digits 12015550123");
            },
        },

        // The "type" sub-attribute SHOULD take one of the following values: "aim", "gtalk", "icq", "xmpp", ...
        new()
        {
            Id = "USER-IM-001", Title = "an instant messaging address keeps its type",
            Verifies = ["RFC7643-4.1.2-03"], Needs = [Needs.Users, Needs.UserAttribute("ims.type")],
            Run = async scim =>
            {
                var reply = await CreatedWithAsync(scim, "ims", new JsonObject { ["value"] = "babs@im.example.com", ["type"] = "xmpp" });
                reply.Expect("ims[0].type").IsIgnoringCase("xmpp");
            },
        },

        // Service providers SHOULD, when appropriate, remove all whitespace and convert the address to lowercase.
        new()
        {
            Id = "USER-IM-002", Title = "an instant messaging address comes back as sent or canonicalised",
            Verifies = ["RFC7643-4.1.2-11"], Needs = [Needs.Users, Needs.UserAttribute("ims.value")],
            Run = async scim =>
            {
                var reply = await CreatedWithAsync(scim, "ims", new JsonObject { ["value"] = "Some Aim Handle", ["type"] = "aim" });
                reply.Expect("ims[0].value").Satisfies(
                    v => v.Text()?.Replace(" ", "", StringComparison.Ordinal).Equals("someaimhandle", StringComparison.OrdinalIgnoreCase) == true,
                    "Some Aim Handle, with or without its spaces and capitals");
            },
        },

        // When specified, the value MUST be in ISO 3166-1 "alpha-2" code format.
        new()
        {
            Id = "USER-COUNTRY-001", Title = "a country code comes back as a country code",
            Verifies = ["RFC7643-4.1.2-05"], Needs = [Needs.Users, Needs.UserAttribute("addresses.country")],
            Run = async scim =>
            {
                var reply = await CreatedWithAsync(scim, "addresses", new JsonObject { ["country"] = "SE", ["locality"] = "Malmö", ["type"] = "work" });
                reply.Expect("addresses[0].country").Is("SE");
            },
        },
        // All sub-attributes are OPTIONAL.
        new()
        {
            Id = "USER-ADDRESS-001", Title = "an address of one sub-attribute is taken",
            Verifies = ["RFC7643-4.1.2-12"], Needs = [Needs.Users, Needs.UserAttribute("addresses.locality")],
            Run = async scim =>
            {
                var created = (await scim.PostAsync(scim.Users, scim.NewUser("""{"addresses":[{"locality":"Hollywood"}]}"""))).Accept(r => r.IsSuccess());
                (await scim.ReadCreatedAsync(scim.Users, created)).Expect("addresses[0].locality").Is("Hollywood");
            },
        },

        // streetAddress: ... This attribute MAY contain newlines.
        new()
        {
            Id = "USER-ADDRESS-002", Title = "an address of several lines keeps them",
            Verifies = ["RFC7643-4.1.2-13"], Needs = [Needs.Users, Needs.UserAttribute("addresses.streetAddress")],
            Run = async scim =>
            {
                var body = scim.NewUser("""{"addresses":[{"streetAddress":"100 Universal City Plaza\nSuite 200","type":"work"}]}""");
                var created = (await scim.PostAsync(scim.Users, body)).Require(r => r.IsSuccess());
                (await scim.ReadCreatedAsync(scim.Users, created)).Expect("addresses[0].streetAddress").Satisfies(
                    a => a.Text()?.ReplaceLineEndings("\n") == "100 Universal City Plaza\nSuite 200", "two lines");
            },
        },
    ]);

    private static async Task<ScimResponse> CreatedWithAsync(CheckContext scim, string name, JsonObject value)
    {
        var body = scim.NewUser();
        body[name] = new JsonArray(value);
        return await scim.ReadAsync(await scim.CreateAsync(scim.Users, body));
    }
}
