using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;
using static ScimConformance.Checks.Interop.InteropSteps;

namespace ScimConformance.Checks.Interop;

/// <summary>The manager and other attributes of extensions.</summary>
internal static class EnterprisePaths
{
    private static readonly IReadOnlyList<Needs> Manager = [Needs.Users, Needs.EnterpriseUser, Needs.Patch, Needs.UserAttribute(Enterprise, "manager.value")];

    public static CheckGroup Group { get; } = new("INTEROP-extensions", "manager and other attributes of extensions",
    [
        // RFC 7644 section 3.5.2.1 asks for a set of sub-attributes; Entra sends the manager's id alone.
        new()
        {
            Id = "ENTRA-REG-022", Title = "the manager sent as the id alone is shown as an object with that value",
            Verifies = ["ENTRA-MANAGER-01"], Needs = Manager,
            Run = async scim =>
            {
                var (user, manager) = (await scim.CreateUserAsync(), await scim.SharedUserAsync());
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"{{Enterprise}}:manager","value":"{{manager.Id}}"}""");
                after.Expect(Enterprise, "manager.value").Is(manager.Id);
            },
        },

        // A text in place of the object stops the whole cycle; another place has it sent again in every cycle.
        new()
        {
            Id = "ENTRA-REG-023", Title = "a query shows the manager as an object in the enterprise extension, which schemas names",
            Verifies = ["ENTRA-MANAGER-02"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.Filter, Needs.UserAttribute(Enterprise, "manager.value")],
            Run = async scim =>
            {
                var manager = await scim.SharedUserAsync();
                var user = await scim.CreateUserAsync(
                    $$$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","{{{{Enterprise}}}}"],"{{{{Enterprise}}}}":{"manager":{"value":"{{{{manager.Id}}}}"}}}""");
                var found = (await scim.FindUsersAsync(Queries.IsUser(user))).Require(r => r.Is(200).WithList()).Listed(user);
                scim.Expect(found.At(Enterprise, "manager"), "manager").IsObject();
                scim.Expect(found.At(Enterprise, "manager.value"), "manager.value").Is(manager.Id);
                scim.Expect(found.Member("schemas"), "schemas").Contains(Enterprise);
                scim.Expect(found.Member("manager"), "manager outside the extension").IsUnassigned();
            },
        },

        new()
        {
            Id = "ENTRA-REG-024", Title = "a path names a sub-attribute in an extension: manager.value",
            Verifies = ["ENTRA-MANAGER-03"], Needs = Manager,
            Run = async scim =>
            {
                var (user, manager) = (await scim.CreateUserAsync(), await scim.SharedUserAsync());
                var after = await scim.PatchedAsync(user, $$"""{"op":"Add","path":"{{Enterprise}}:manager.value","value":"{{manager.Id}}"}""");
                after.Expect(Enterprise, "manager.value").Is(manager.Id);
            },
        },

        new()
        {
            Id = "ENTRA-REG-024-2", Title = "\"Add\" to a multi-valued attribute of an extension keeps the values that are there",
            Verifies = ["ENTRA-EXTENSION-01"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.OfUser(scim, "multi-valued string", a => a is { MultiValued: true, IsReadWrite: true } && a.Type.Equals("string", StringComparison.OrdinalIgnoreCase));
                var user = await scim.CreateUserAsync(attribute.Members(scim, new JsonArray("D1", "D2")));
                var after = await scim.PatchedAsync(user, $$"""{"op":"Add","path":"{{attribute.Path}}","value":["D4"]}""");
                after.Expect(attribute.Place).HasCount(3).Contains("D1").Contains("D2").Contains("D4");
            },
        },

        new()
        {
            Id = "ENTRA-REG-051", Title = "attributes that the application does not have do not keep the others from arriving",
            Verifies = ["ENTRA-EXTENSION-02"], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
            {
                // The values are there already, where users have them at all: making them anew is for other checks.
                var user = await scim.CreateUserAsync("""{"addresses":[{"type":"work","locality":"Paris"}],"phoneNumbers":[{"type":"work","value":"+1 425 555 0199"}]}""");
                var after = await scim.PatchedAsync(
                    user,
                    """{"op":"Add","path":"addresses[type eq \"work\"].locality","value":"Berlin"}""",
                    """{"op":"Add","path":"phoneNumbers[type eq \"work\"].value","value":"+1 425 555 0100"}""",
                    $$"""{"op":"Add","path":"{{Enterprise}}:employeeNumber","value":"4711"}""",
                    $$"""{"op":"Add","path":"{{Enterprise}}:department","value":"Sales"}""");
                ExpectIfThere(scim, after, "addresses[type=work].locality", "Berlin", "addresses.locality");
                ExpectIfThere(scim, after, Enterprise + " employeeNumber", "4711", Enterprise, "employeeNumber");
                ExpectIfThere(scim, after, Enterprise + " department", "Sales", Enterprise, "department");
            },
        },
    ]);

    /// <summary>Judges a value where users have the attribute.</summary>
    private static void ExpectIfThere(CheckContext scim, ScimResponse user, string place, string value, params string[] attribute)
    {
        if (scim.Profile.Schemas.Count > 0 && scim.Profile.UserAttributeIsReadWrite(attribute))
        {
            user.Expect(place.Split(' ')).Is(value);
        }
    }
}
