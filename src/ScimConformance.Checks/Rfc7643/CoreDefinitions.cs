namespace ScimConformance.Checks.Rfc7643;

/// <summary>What RFC 7643 section 8.7.1 says of an attribute. Characteristics that errata contest (caseExact of references and binaries) are left out.</summary>
internal sealed record CoreDefinition(string Name, string Type, bool MultiValued, bool Required, string Mutability, string Returned, string Uniqueness);

/// <summary>The schemas of RFC 7643 section 8.7.1 as data.</summary>
internal static class CoreDefinitions
{
    /// <summary>Schema <c>urn:ietf:params:scim:schemas:core:2.0:User</c>.</summary>
    public static IReadOnlyList<CoreDefinition> User { get; } = Parse(
        """
        userName string required server
        name complex
        name.formatted string
        name.familyName string
        name.givenName string
        name.middleName string
        name.honorificPrefix string
        name.honorificSuffix string
        displayName string
        nickName string
        profileUrl reference
        title string
        userType string
        preferredLanguage string
        locale string
        timezone string
        active boolean
        password string writeOnly never
        emails complex multiValued
        emails.value string
        emails.display string
        emails.type string
        emails.primary boolean
        phoneNumbers complex multiValued
        phoneNumbers.value string
        phoneNumbers.display string
        phoneNumbers.type string
        phoneNumbers.primary boolean
        ims complex multiValued
        ims.value string
        ims.display string
        ims.type string
        ims.primary boolean
        photos complex multiValued
        photos.value reference
        photos.display string
        photos.type string
        photos.primary boolean
        addresses complex multiValued
        addresses.formatted string
        addresses.streetAddress string
        addresses.locality string
        addresses.region string
        addresses.postalCode string
        addresses.country string
        addresses.type string
        groups complex multiValued readOnly
        groups.value string readOnly
        groups.$ref reference readOnly
        groups.display string readOnly
        groups.type string readOnly
        entitlements complex multiValued
        entitlements.value string
        entitlements.display string
        entitlements.type string
        entitlements.primary boolean
        roles complex multiValued
        roles.value string
        roles.display string
        roles.type string
        roles.primary boolean
        x509Certificates complex multiValued
        x509Certificates.value binary
        x509Certificates.display string
        x509Certificates.type string
        x509Certificates.primary boolean
        """);

    /// <summary>Schema <c>urn:ietf:params:scim:schemas:core:2.0:Group</c>; erratum 5368 makes displayName required.</summary>
    public static IReadOnlyList<CoreDefinition> Group { get; } = Parse(
        """
        displayName string required
        members complex multiValued
        members.value string immutable
        members.$ref reference immutable
        members.type string immutable
        """);

    /// <summary>Schema <c>urn:ietf:params:scim:schemas:extension:enterprise:2.0:User</c>.</summary>
    public static IReadOnlyList<CoreDefinition> EnterpriseUser { get; } = Parse(
        """
        employeeNumber string
        costCenter string
        organization string
        division string
        department string
        manager complex
        manager.value string
        manager.$ref reference
        manager.displayName string readOnly
        """);

    /// <summary>Canonical values of section 8.7.1, by attribute of users; the text of section 4.1.2 adds "other" to those of ims.</summary>
    public static IReadOnlyDictionary<string, string[]> CanonicalValues { get; } = new Dictionary<string, string[]>
    {
        ["emails.type"] = ["work", "home", "other"],
        ["phoneNumbers.type"] = ["work", "home", "mobile", "fax", "pager", "other"],
        ["ims.type"] = ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"],
        ["photos.type"] = ["photo", "thumbnail"],
        ["addresses.type"] = ["work", "home", "other"],
        ["groups.type"] = ["direct", "indirect"],
    };

    /// <summary>Reads lines of a name, a type, and whatever differs from the defaults of section 2.2.</summary>
    private static List<CoreDefinition> Parse(string lines) => lines.Split('\n').Select(line => line.Trim().Split(' ')).Select(words => new CoreDefinition(
        words[0],
        words[1],
        words.Contains("multiValued"),
        words.Contains("required"),
        words.FirstOrDefault(w => w is "readOnly" or "immutable" or "writeOnly") ?? "readWrite",
        words.Contains("never") ? "never" : "default",
        words.Contains("server") ? "server" : "none")).ToList();
}
