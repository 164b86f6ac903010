using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Sections 3.4 and 3.4.1: retrieving a known resource.</summary>
internal static class S3_4_Retrieve
{
    public static CheckGroup Default { get; } = new("RFC7644-3.4", "Retrieving resources",
    [
        // "By default, resource attributes returned in a response are those attributes whose characteristic "returned" setting is "always" or "default"".
        new()
        {
            Id = "READ-001", Title = "what was set is returned by default",
            Verifies = ["RFC7644-3.4-01"], Needs = [Needs.Users, Needs.UserAttribute("nickName"), Needs.UserAttribute("title"), Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"Babs","title":"Tour Guide"}""");
                var read = await scim.ReadAsync(user);
                foreach (var name in new[] { "userName", "nickName", "title", "emails" }.Where(n => IsShownByDefault(scim, n)))
                {
                    read.Expect(name).IsPresent();
                }
            },
        },
    ]);

    public static CheckGroup Known { get; } = new("RFC7644-3.4.1", "Retrieving a known resource",
    [
        // "If the resource exists, the server responds with HTTP status code 200 (OK) and includes the result in the body of the response."
        new()
        {
            Id = "READ-010", Title = "GET of a user's id gives 200 and that user",
            Verifies = ["RFC7644-3.4.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200)).Expect("id").Is(user.Id);
            },
        },
        new()
        {
            Id = "READ-011", Title = "GET of a group's id gives 200 and that group",
            Verifies = ["RFC7644-3.4.1-01"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                (await scim.GetAsync(group.Target)).Accept(r => r.Is(200)).Expect("id").Is(group.Id);
            },
        },

        // Table 8, 404: "Specified resource (e.g., User) or endpoint does not exist."
        new()
        {
            Id = "READ-012", Title = "GET of an unknown id gives 404",
            Verifies = ["RFC7644-3.4.1-02"], Needs = [Needs.Users], Given = [TrialStep.Read],
            Run = async scim => (await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}")).Accept(r => r.Is(404)),
        },
        new()
        {
            Id = "READ-013", Title = "GET of an id of another form gives 404 too",
            Verifies = ["RFC7644-3.4.1-02"], Needs = [Needs.Users], Given = [TrialStep.Read],
            Run = async scim => (await scim.GetAsync($"{scim.Users}/no-such-{scim.Prefix}")).Accept(r => r.Is(404)),
        },

        // GET works on "/Users/{id}", "/Groups/{id}", or "/Schemas/{id}".
        new()
        {
            Id = "READ-014", Title = "GET of a schema's URN gives that schema",
            Verifies = ["RFC7644-3.4.1-03"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var urn = scim.Profile.Schemas[0].Urn;
                var reply = (await scim.GetAsync("/Schemas/" + urn)).Accept(r => r.Is(200));
                reply.Expect("id").IsIgnoringCase(urn);
                reply.Expect("attributes").IsArray();
            },
        },
        new()
        {
            Id = "READ-015", Title = "GET of a resource type's name gives that resource type",
            Verifies = ["RFC7644-3.4.1-03"], Needs = [Needs.Users, Needs.ResourceTypes],
            Run = async scim =>
            {
                var list = (await scim.GetAsync("/ResourceTypes")).Require(r => r.Is(200));
                var first = list.At("Resources[0]");
                var id = first.Member("id").Text() ?? first.Member("name").Text();
                CheckContext.Require(!string.IsNullOrEmpty(id), "/ResourceTypes lists nothing with an id or a name");
                (await scim.GetAsync("/ResourceTypes/" + Uri.EscapeDataString(id!))).Accept(r => r.Is(200)).Expect("name").Is(first.Member("name").Text() ?? "");
            },
        },

        // An id belongs to the endpoint of its resource type.
        new()
        {
            Id = "READ-016", Title = "a user's id is not found under the groups",
            Verifies = ["RFC7644-3.4.1-04"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var group = await scim.CreateGroupAsync();
                CheckContext.ApplicableIf(user.Id != group.Id && user.Id.Length > 10, "ids are short and may occur in both types");
                (await scim.GetAsync($"{scim.Groups}/{Uri.EscapeDataString(user.Id)}")).Accept(r => r.Is(404));
            },
        },
    ]);

    private static bool IsShownByDefault(CheckContext scim, string name) =>
        scim.Profile.Attribute(scim.Profile.Users, name)?.Returned.ToLowerInvariant() is null or "always" or "default";
}
