using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.3.1: PUT.</summary>
internal static class Api3_3_1_Put
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.3.1", "SCIM 1.1: PUT",
    [
        // "Implementers MUST support PUT".
        new()
        {
            Id = "V1-PUT-001", Title = "PUT changes what it says",
            Verifies = ["SCIM11-API-3.3-01"], Needs = [Needs.Scim11Attribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.ReplaceAsync(user, """{"displayName":"Changed by PUT"}""")).Accept(r => r.IsSuccess());
                (await scim.V1.ReadAsync(user)).Expect("displayName").Is("Changed by PUT");
            },
        },

        // "the operation overwrites all previously stored data with the exception of the password attribute"
        new()
        {
            Id = "V1-PUT-002", Title = "PUT clears what it leaves out",
            Verifies = ["SCIM11-API-3.3.1-01"], Needs = [Needs.Scim11OptionalAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"Vice President"}""");
                (await scim.V1.ReplaceAsync(user, """{"title":null}""")).Require(r => r.IsSuccess());
                (await scim.V1.ReadAsync(user)).Expect("title").IsUnassigned();
            },
        },

        // "Service Provider MUST ignore any read-only attributes that are present in the payload of a PUT request."
        new()
        {
            Id = "V1-PUT-003", Title = "read-only attributes in a PUT are ignored",
            Verifies = ["SCIM11-API-3.3.1-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var created = user.Reply.At("meta.created").Text();
                (await scim.V1.ReplaceAsync(user, $$"""{"id":"{{CheckContext.UnknownId}}","meta":{"created":"2001-01-01T00:00:00Z","location":"http://example.com/"} }""")).Accept(r => r.Is(200));
                var read = await scim.V1.ReadAsync(user);
                read.Expect("id").Is(user.Id);
                read.Expect("meta.created").Satisfies(c => c.Text() == created, created ?? "absent");
            },
        },

        // "a successful PUT operation returns a 200 OK response code and the entire Resource within the response body"
        new()
        {
            Id = "V1-PUT-004", Title = "PUT answers 200 with the whole resource",
            Verifies = ["SCIM11-API-3.3.1-03"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var reply = (await scim.V1.ReplaceAsync(user, "{}")).Accept(r => r.Is(200).WithResource());
                reply.Expect("userName").IsIgnoringCase(user.UserName);
                reply.Expect("meta").IsObject();
            },
        },
    ]);
}
