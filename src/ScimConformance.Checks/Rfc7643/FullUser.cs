using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>A user with every core attribute that the endpoint takes.</summary>
internal static class FullUser
{
    /// <summary>A DER certificate in base64; its encoding ends in padding.</summary>
    public const string Certificate =
        "MIIBIDCBx6ADAgECAgEBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMMDkJhcmJhcmEgSmVuc2VuMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAZMRcwFQYDVQQD"
        + "DA5CYXJiYXJhIEplbnNlbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCxKLdWVKZuRN4rl65v0sJEEDbbq8qLdk2ZWs3TuWp5iuzYJY0DiXeM1uOx0gZ0jc13MlrHMYNag"
        + "ciJxbOD2nRYwCgYIKoZIzj0EAwIDSAAwRQIhAP0SLlNDt967P/33nV3ni0ArOxzwInCaFesD26ZtdP9MAiAf0hRvGxo9IuD1+gWaSnk8IN7RVzK9xOanrAlv7S8qew==";

    /// <summary>Single-valued attributes of RFC 7643 section 4.1.1, with a value each.</summary>
    public static IReadOnlyDictionary<string, string> Singular { get; } = new Dictionary<string, string>
    {
        ["displayName"] = "\"Babs Jensen\"",
        ["nickName"] = "\"Babs\"",
        ["profileUrl"] = "\"https://login.example.com/bjensen\"",
        ["title"] = "\"Tour Guide\"",
        ["userType"] = "\"Employee\"",
        ["preferredLanguage"] = "\"en-US\"",
        ["locale"] = "\"en-US\"",
        ["timezone"] = "\"America/Los_Angeles\"",
        ["active"] = "true",
    };

    /// <summary>Parts of a name.</summary>
    public static IReadOnlyDictionary<string, string> NameParts { get; } = new Dictionary<string, string>
    {
        ["formatted"] = "\"Ms. Barbara Jane Jensen, III\"",
        ["familyName"] = "\"Jensen\"",
        ["givenName"] = "\"Barbara\"",
        ["middleName"] = "\"Jane\"",
        ["honorificPrefix"] = "\"Ms.\"",
        ["honorificSuffix"] = "\"III\"",
    };

    /// <summary>Multi-valued attributes of RFC 7643 section 4.1.2 that a client writes, with one value each; e-mail addresses are apart.</summary>
    public static IReadOnlyDictionary<string, string> Plural { get; } = new Dictionary<string, string>
    {
        ["phoneNumbers"] = """[{"value":"tel:+1-201-555-0123","type":"work"}]""",
        ["ims"] = """[{"value":"someaimhandle","type":"aim"}]""",
        ["photos"] = """[{"value":"https://photos.example.com/profilephoto/72930000000Ccne/F","type":"photo"}]""",
        ["addresses"] = """[{"type":"work","streetAddress":"100 Universal City Plaza","locality":"Hollywood","region":"CA","postalCode":"91608","country":"US"}]""",
        ["entitlements"] = """[{"value":"printing"}]""",
        ["roles"] = """[{"value":"guide"}]""",
        ["x509Certificates"] = $$"""[{"value":"{{Certificate}}"}]""",
    };

    /// <summary>A new user with all of them, those left out that the endpoint does not take.</summary>
    public static JsonObject New(CheckContext scim)
    {
        var user = scim.NewUser();
        foreach (var (name, value) in Singular.Concat(Plural).Where(a => scim.Profile.UserAttributeIsReadWrite(a.Key)))
        {
            user[name] = JsonNode.Parse(value);
        }

        if (user["name"] is JsonObject parts)
        {
            foreach (var (name, value) in NameParts.Where(a => scim.Profile.UserAttributeIsReadWrite("name." + a.Key)))
            {
                parts[name] = JsonNode.Parse(value);
            }
        }

        return user;
    }
}
