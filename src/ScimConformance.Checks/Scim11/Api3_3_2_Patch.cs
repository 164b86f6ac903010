using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.3.2: PATCH of singular and complex attributes.</summary>
internal static class Api3_3_2_Patch
{
    private static readonly Needs Patch = Needs.Scim11Capability("patch");

    private static readonly Needs Title = Needs.Scim11Attribute("title");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.3.2", "SCIM 1.1: PATCH",
    [
        // "The body of a PATCH request MUST contain a partial Resource with the desired modifications."
        new()
        {
            Id = "V1-PATCH-001", Title = "a partial resource changes what it names and leaves the rest",
            Verifies = ["SCIM11-API-3.3.2-01"], Needs = [Patch, Title],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"Before","displayName":"Stays"}""");
                var read = await scim.PatchAndReadAsync(user, """{"title":"After"}""");
                read.Expect("title").Is("After");
                read.Expect("displayName").Is("Stays");
                read.Expect("userName").IsIgnoringCase(user.UserName);
            },
        },

        // "The server MUST return either a 200 OK response code and the entire Resource [...] or a 204 No Content response code".
        new()
        {
            Id = "V1-PATCH-002", Title = "PATCH answers 200 with the resource, or 204 with nothing",
            Verifies = ["SCIM11-API-3.3.2-02"], Needs = [Patch, Title],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.PatchAsync(user, """{"title":"After"}""")).Accept(r => r.Is(200).WithResource(), r => r.Is(204).WithEmptyBody());
            },
        },

        // "The server MUST return a 200 OK if the "attributes" parameter is specified on the request."
        new()
        {
            Id = "V1-PATCH-003", Title = "PATCH with the attributes parameter answers 200",
            Verifies = ["SCIM11-API-3.3.2-02"], Needs = [Patch, Title],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var reply = (await scim.V1.PatchAsync(user, """{"title":"After"}""", "?attributes=title")).Accept(r => r.Is(200).WithResource());
                reply.Expect("title").Is("After");
            },
        },

        // "The server MUST process a PATCH request by first removing any attributes specified in the meta.attributes Sub-Attribute"
        new()
        {
            Id = "V1-PATCH-004", Title = "an attribute named in meta.attributes is removed",
            Verifies = ["SCIM11-API-3.3.2-03"], Needs = [Patch, Needs.Scim11OptionalAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"Before","displayName":"Stays"}""");
                var read = await scim.PatchAndReadAsync(user, """{"meta":{"attributes":["title"]}}""");
                read.Expect("title").IsUnassigned();
                read.Expect("displayName").Is("Stays");
            },
        },

        // "the attribute on the Resource is replaced with the value from the PATCH body"
        new()
        {
            Id = "V1-PATCH-005", Title = "an attribute in meta.attributes and in the body has the value of the body",
            Verifies = ["SCIM11-API-3.3.2-03"], Needs = [Patch, Needs.Scim11Attribute("emails")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var other = scim.Email(scim.NewName());
                (await scim.PatchAndReadAsync(user, $$"""{"meta":{"attributes":["emails"]},"emails":[{"value":"{{other}}","type":"work"}]}""")).ExpectValues("emails", [other]);
            },
        },

        // "If the attribute is complex the attribute name must be a path to a Sub-Attribute in standard attribute notation; e.g., name.givenName."
        new()
        {
            Id = "V1-PATCH-006", Title = "meta.attributes removes one sub-attribute",
            Verifies = ["SCIM11-API-3.3.2-04"], Needs = [Patch, Needs.Scim11Attribute("name")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"name":{"givenName":"Dwight","familyName":"Schrute","middleName":"Kurt"}}""");
                var read = await scim.PatchAndReadAsync(user, """{"meta":{"attributes":["name.middleName"]}}""");
                read.Expect("name.middleName").IsUnassigned();
                read.Expect("name.familyName").Is("Schrute");
            },
        },

        // The last example of 3.3.2: "urn:hr:schemas:user:age".
        new()
        {
            Id = "V1-PATCH-007", Title = "meta.attributes removes an extension attribute by its URN",
            Verifies = ["SCIM11-API-3.3.2-04"], Needs = [Patch, Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync($$$"""{"schemas":["{{{Scim11Face.Core}}}","{{{Scim11Face.Enterprise}}}"],"{{{Scim11Face.Enterprise}}}":{"department":"Sales","division":"Theme Park"}}""");
                var read = await scim.PatchAndReadAsync(user, $$$"""{"meta":{"attributes":["{{{Scim11Face.Enterprise}}}:department"]}}""");
                read.Expect(Scim11Face.Enterprise, "department").IsUnassigned();
                read.Expect(Scim11Face.Enterprise, "division").Is("Theme Park");
            },
        },

        // "Singular attributes in the PATCH request body replace the attribute on the Resource."
        new()
        {
            Id = "V1-PATCH-008", Title = "a singular attribute is replaced",
            Verifies = ["SCIM11-API-3.3.2-05"], Needs = [Patch, Title],
            Run = async scim => (await scim.PatchAndReadAsync(await scim.V1.CreateUserAsync("""{"title":"Before"}"""), """{"title":"After"}""")).Expect("title").Is("After"),
        },

        // "Complex Sub-Attribute values in the PATCH request body are merged into the complex attribute on the Resource."
        new()
        {
            Id = "V1-PATCH-009", Title = "sub-attributes of a complex attribute are merged",
            Verifies = ["SCIM11-API-3.3.2-05"], Needs = [Patch, Needs.Scim11Attribute("name")],
            Run = async scim =>
            {
                var read = await scim.PatchAndReadAsync(await scim.V1.CreateUserAsync("""{"name":{"givenName":"Dwight","familyName":"Before"}}"""), """{"name":{"familyName":"After"}}""");
                read.Expect("name.familyName").Is("After");
                read.Expect("name.givenName").Is("Dwight");
            },
        },
        new()
        {
            Id = "V1-PATCH-018", Title = "active false is seen afterwards",
            Verifies = ["SCIM11-API-3.3.2-11"], Needs = [Patch, Needs.Scim11Attribute("active")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"active":true}""");
                (await scim.PatchAndReadAsync(user, $$"""{"id":"{{user.Id}}","active":false}""")).Expect("active").Is(false);
            },
        },
    ]);
}
