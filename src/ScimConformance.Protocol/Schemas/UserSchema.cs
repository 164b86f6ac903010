using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 4.1 and 8.7.1. Where an erratum changes what 8.7.1 prints, a comment says which.</summary>
internal static class UserSchema
{
    internal static readonly Schema Definition = new(ScimUrn.User, "User", "User account",
    [
        Text("userName", "Name with which the user signs in; unique at the service provider.") with
        {
            Required = true, Uniqueness = Uniqueness.Server,
        },
        Complex("name", "The parts of the user's real name.",
            Text("formatted", "The whole name, laid out for display."),
            Text("familyName", "Family name, or last name in most Western languages."),
            Text("givenName", "Given name, or first name in most Western languages."),
            Text("middleName", "Middle name or names."),
            Text("honorificPrefix", "Title before the name, such as \"Ms.\"."),
            Text("honorificSuffix", "Suffix after the name, such as \"III\".")),
        Text("displayName", "Name shown to other people."),
        Text("nickName", "Informal name by which the user is addressed."),
        Reference("profileUrl", "URL of the user's online profile.", "external"), // erratum 6001 (reported): case exact
        Text("title", "Job title, such as \"Vice President\"."),
        Text("userType", "Relationship to the organization, such as \"Employee\" or \"Contractor\"."),
        Text("preferredLanguage", "Preferred languages, written as in the HTTP Accept-Language header."),
        Text("locale", "Language tag by which dates, numbers and currency are laid out."),
        Text("timezone", "Time zone in IANA form, such as \"America/Los_Angeles\"."),
        Boolean("active", "Whether the account may be used."),
        Text("password", "Clear-text password, to set or change; never returned.") with
        {
            Mutability = Mutability.WriteOnly, Returned = Returned.Never,
        },
        Many("emails", "E-mail addresses.", Plural(Text("value", "The e-mail address."), "work", "home", "other")),
        Many("phoneNumbers", "Telephone numbers.",
            Plural(Text("value", "The number, preferably as an RFC 3966 tel URI."), "work", "home", "mobile", "fax", "pager", "other")),
        // Section 4.1.2 also allows "other"; the JSON of 8.7.1 leaves it out. Canonical values are suggestions, so it is listed.
        Many("ims", "Instant messaging addresses.",
            Plural(Text("value", "The instant messaging address."), "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo", "other")),
        // Erratum 6001 (reported): photos.value is case exact.
        Many("photos", "Pictures of the user.", Plural(Reference("value", "URL of the picture.", "external"), "photo", "thumbnail")),
        Many("addresses", "Postal addresses.",
            Text("formatted", "The whole address, laid out for display or a label."),
            Text("streetAddress", "Street, house number, post-office box; may have several lines."),
            Text("locality", "City or place."),
            Text("region", "State or region."),
            Text("postalCode", "Postal code."),
            Text("country", "Country, as an ISO 3166-1 alpha-2 code."),
            Text("type", "A label for what the address is used for.") with { CanonicalValues = ["work", "home", "other"] },
            // Missing from the JSON of 8.7.1, used by the examples of 8.2 and of RFC 7644 section 3.5.2.3.
            Primary),
        Many("groups", "Groups to which the user belongs, directly or through nesting; changed through the groups themselves.",
            Text("value", "Identifier of the group."),
            Reference("$ref", "URI of the group.", "Group"), // erratum 8471 (verified): only Group, not User
            Text("display", "Name of the group."),
            Text("type", "Whether the membership is direct or comes through another group.") with { CanonicalValues = ["direct", "indirect"] }).ReadOnly(),
        Many("entitlements", "Things to which the user is entitled.", Plural(Text("value", "The entitlement."))),
        Many("roles", "Roles that the user has.", Plural(Text("value", "The role."))),
        Many("x509Certificates", "Certificates issued to the user.", Plural(
            // Erratum 6000 (reported): the base64 text is case exact.
            new SchemaAttribute { Name = "value", Type = AttributeType.Binary, CaseExact = true, Description = "DER-encoded X.509 certificate." })),
    ]);
}
