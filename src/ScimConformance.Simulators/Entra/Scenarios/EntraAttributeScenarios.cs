using ScimConformance.Harness;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: each kind of attribute, changed by the default client.</summary>
internal static class EntraAttributeScenarios
{
    private const string Enterprise = EntraSteps.Enterprise;

    public static CheckGroup Group { get; } = new("ENTRA-ATTRIBUTES", "Entra: changes of attributes without the flag", new EntraAttributeScenario[]
    {
        new("ENTRA-UPDATE-006", "a changed job title arrives as title", "ENTRA-UPDATE-02", EntraSteps.Maps("title"), """{"title":"Before"}""", u => u with { Title = "After" })
        {
            Attributes = [["title"]],
            After = [(["title"], "After")],
        },
        new("ENTRA-UPDATE-007", "given and family name arrive by dotted paths", "ENTRA-UPDATE-02", EntraSteps.Maps("name.givenName", "name.familyName"), "", u => u with { GivenName = "Ada", FamilyName = "Lovelace" })
        {
            Attributes = [["name.givenName"], ["name.familyName"]],
            After = [(["name.givenName"], "Ada"), (["name.familyName"], "Lovelace")],
        },
        new("ENTRA-UPDATE-008", "\"Add\" by the path phoneNumbers[type eq \"mobile\"].value makes the number of a user who has none", "ENTRA-UPDATE-05", EntraSteps.Maps("phoneNumbers[type eq \"mobile\"].value"), "", u => u with { Mobile = "+1 202 555 0143" })
        {
            Attributes = [["phoneNumbers"]],
            After = [(["phoneNumbers[type=mobile].value"], "+1 202 555 0143")],
        },
        new(
            "ENTRA-UPDATE-009",
            "five parts of the work address build one address",
            "ENTRA-PATH-05",
            EntraSteps.Maps(
                "addresses[type eq \"work\"].streetAddress", "addresses[type eq \"work\"].locality", "addresses[type eq \"work\"].region", "addresses[type eq \"work\"].postalCode", "addresses[type eq \"work\"].country"),
            "",
            u => u with { Street = "1 Way", City = "Redmond", Region = "WA", PostalCode = "98052", Country = "US" })
        {
            Attributes = [["addresses.streetAddress"], ["addresses.locality"], ["addresses.region"], ["addresses.postalCode"], ["addresses.country"]],
            After =
            [
                (["addresses[type=work].streetAddress"], "1 Way"), (["addresses[type=work].locality"], "Redmond"), (["addresses[type=work].region"], "WA"),
                (["addresses[type=work].postalCode"], "98052"), (["addresses[type=work].country"], "US"),
            ],
        },
        new("ENTRA-UPDATE-010", "a department is added by the path of the enterprise extension", "ENTRA-UPDATE-06", EntraSteps.Maps($"{Enterprise}:department"), "", u => u with { Department = "Retail" })
        {
            Attributes = [[Enterprise, "department"]],
            After = [([Enterprise, "department"], "Retail")],
        },
        new(
            "ENTRA-UPDATE-011",
            "a changed employee number arrives by the path of the enterprise extension",
            "ENTRA-UPDATE-06",
            EntraSteps.Maps($"{Enterprise}:employeeNumber"),
            $$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{Enterprise}}}"],"{{{Enterprise}}}":{"employeeNumber":"1"}}""",
            u => u with { EmployeeId = "701984" })
        {
            Attributes = [[Enterprise, "employeeNumber"]],
            After = [([Enterprise, "employeeNumber"], "701984")],
        },
        new("ENTRA-UPDATE-012", "\"Add\" gives a user without preferred language one", "ENTRA-UPDATE-08", EntraSteps.Maps("preferredLanguage"), "", u => u with { PreferredLanguage = "de-CH" })
        {
            Attributes = [["preferredLanguage"]],
            After = [(["preferredLanguage"], "de-CH")],
        },
        new("ENTRA-UPDATE-014", "a changed external id arrives", "ENTRA-UPDATE-02", EntraSteps.Maps("externalId"), """{"externalId":"before"}""", u => u with { Alias = "after" })
        {
            // externalId is common to all resources and in no schema.
            Attributes = [],
            After = [(["externalId"], "after")],
        },
        new(
            "ENTRA-UPDATE-015",
            "several operations in one PATCH, \"Add\" and \"Replace\" mixed, all arrive",
            "ENTRA-UPDATE-07",
            EntraSteps.Maps("displayName", "title", "preferredLanguage"),
            """{"displayName":"Before","title":"Before"}""",
            u => u with { DisplayName = "Ada Lovelace", Title = "After", PreferredLanguage = "en-GB" })
        {
            Attributes = [["displayName"], ["title"], ["preferredLanguage"]],
            After = [(["displayName"], "Ada Lovelace"), (["title"], "After"), (["preferredLanguage"], "en-GB")],
        },
    }.Select(s => s.ToCheck()).ToList());
}
