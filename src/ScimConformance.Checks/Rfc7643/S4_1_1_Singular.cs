using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.1.1: the other singular attributes of users.</summary>
internal static class S4_1_1_Singular
{
    public static CheckGroup Group { get; } = new("RFC7643-4.1.1", "Users: singular attributes",
    [
        // Any values provided SHALL replace the existing attribute values (RFC 7644 section 3.5.1).
        new()
        {
            Id = "USER-SINGULAR-001", Title = "singular attributes that are put come back as sent",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var names = FullUser.Singular.Where(a => scim.Profile.UserAttributeIsReadWrite(a.Key)).ToList();
                CheckContext.ApplicableIf(names.Count > 0, "users have none of the singular attributes of section 4.1.1");
                var user = await scim.CreateUserAsync();
                (await scim.PutAsync(user.Target, Named(scim, FullUser.New(scim), user))).Require(r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                foreach (var (name, value) in names)
                {
                    read.Expect(name).IsJson(JsonNode.Parse(value)!);
                }
            },
        },

        // The components of the user's name.
        new()
        {
            Id = "USER-SINGULAR-002", Title = "parts of a name that are put come back as sent",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PutAsync(user.Target, Named(scim, FullUser.New(scim), user))).Require(r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                foreach (var (name, value) in FullUser.NameParts.Where(a => scim.Profile.UserAttributeIsReadWrite("name." + a.Key)))
                {
                    read.Expect("name." + name).IsJson(JsonNode.Parse(value)!);
                }
            },
        },

        // Providers MAY return just the full name as a single string in "formatted", or the components, or both; if both, they SHOULD describe the same name.
        new()
        {
            Id = "USER-FORMATTED-001", Title = "a name.formatted made by the provider holds the parts of the name",
            Verifies = ["RFC7643-4.1.1-06"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateUserAsync("""{"name":{"givenName":"Barbara","familyName":"Jensen"}}"""));
                read.Expect("name.formatted").Satisfies(
                    f => f is null || (Holds(f, "Barbara") && Holds(f, "Jensen")), "absent, or with Barbara and Jensen");
            },
        },

        // The name SHOULD be the full name of the User being described, if known.
        new()
        {
            Id = "USER-DISPLAY-001", Title = "a displayName made by the provider comes from the name",
            Verifies = ["RFC7643-4.1.1-17"], Needs = [Needs.Users, Needs.UserAttribute("displayName"), Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var body = scim.NewUser("""{"displayName":null,"name":{"givenName":"Barbara","familyName":"Jensen"}}""");
                var reply = await scim.ReadAsync(await scim.CreateAsync(scim.Users, body));
                reply.Expect("displayName").Satisfies(d => d is null || Holds(d, "Barbara") || Holds(d, "Jensen"), "absent, or with Barbara or Jensen");
            },
        },

        // This attribute SHOULD NOT be used to represent a User's username.
        new()
        {
            Id = "USER-NICKNAME-001", Title = "nickName is not filled with the userName",
            Verifies = ["RFC7643-4.1.1-18"], Needs = [Needs.Users, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, scim.NewUser("""{"nickName":null}"""));
                (await scim.ReadAsync(user)).Expect("nickName").IsNot(user.UserName);
            },
        },

        // The format of the value is the same as the HTTP Accept-Language header field.
        new()
        {
            Id = "USER-LANGUAGE-001", Title = "preferredLanguage takes several languages with weights",
            Verifies = ["RFC7643-4.1.1-07"], Needs = [Needs.Users, Needs.UserAttribute("preferredLanguage")],
            Run = scim => KeptAsync(scim, "preferredLanguage", "en-US,fr;q=0.8"),
        },

        // A valid value is a language tag as defined in RFC 5646.
        new()
        {
            Id = "USER-LOCALE-001", Title = "locale keeps a language tag",
            Verifies = ["RFC7643-4.1.1-08"], Needs = [Needs.Users, Needs.UserAttribute("locale")],
            Run = scim => KeptAsync(scim, "locale", "es-419"),
        },

        // For backward compatibility, servers MAY accept tags separated by an underscore character.
        new()
        {
            Id = "USER-LOCALE-002", Title = "locale takes a tag with an underscore",
            Verifies = ["RFC7643-4.1.1-20"], Needs = [Needs.Users, Needs.UserAttribute("locale")],
            Run = async scim =>
            {
                var created = (await scim.PostAsync(scim.Users, scim.NewUser("""{"locale":"en_US"}"""))).Accept(r => r.IsSuccess());
                (await scim.ReadCreatedAsync(scim.Users, created)).Expect("locale").Satisfies(
                    l => l.Text()?.Replace('_', '-').Equals("en-US", StringComparison.OrdinalIgnoreCase) == true, "en_US or en-US");
            },
        },

        // The User's time zone, in IANA Time Zone database format.
        new()
        {
            Id = "USER-TIMEZONE-001", Title = "timezone keeps an IANA name",
            Verifies = ["RFC7643-4.1.1-09"], Needs = [Needs.Users, Needs.UserAttribute("timezone")],
            Run = scim => KeptAsync(scim, "timezone", "America/Argentina/Buenos_Aires"),
        },
    ]);

    private static async Task KeptAsync(CheckContext scim, string name, string value)
    {
        var created = (await scim.PostAsync(scim.Users, scim.NewUser($$"""{"{{name}}":"{{value}}"}"""))).Accept(r => r.IsSuccess());
        var reply = await scim.ReadCreatedAsync(scim.Users, created);
        reply.Expect(name).Is(value);
    }

    /// <summary>The whole user, with its own name, and with what cannot be changed as it was made.</summary>
    private static JsonObject Named(CheckContext scim, JsonObject body, ScimResource user)
    {
        foreach (var (name, value) in user.Sent.Where(a => a.Key == "userName" || (a.Key != "schemas" && !scim.Profile.UserAttributeIsReadWrite(a.Key))))
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    private static bool Holds(JsonNode? value, string part) => value.Text() is { } text && text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
