using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.3: what a creation stores and how it is answered.</summary>
internal static class S3_3_Create
{
    public static CheckGroup Group { get; } = new("RFC7644-3.3", "Creating resources",
    [
        // "To create new resources, clients send HTTP POST requests to the resource endpoint".
        new()
        {
            Id = "CREATE-001", Title = "POST creates a user that can be read afterwards",
            Verifies = ["RFC7644-3.3-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var body = scim.NewUser();
                var reply = await scim.PostAsync(scim.Users, body);
                reply.Accept(r => r.IsSuccess());
                var id = reply.At("id").Text();
                CheckContext.Require(!string.IsNullOrEmpty(id), "the answer to the creation gives no id");
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(id!)}")).Accept(r => r.Is(200))
                    .Expect("userName").IsIgnoringCase(body.Member("userName").Text()!);
            },
        },

        // "attributes whose mutability is "readOnly" ... SHALL be ignored."
        new()
        {
            Id = "CREATE-002", Title = "a client's id and meta in a new user are ignored",
            Verifies = ["RFC7644-3.3-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var sent = scim.NewUser("""{"id":"chosen-by-the-client","meta":{"created":"2001-01-01T00:00:00Z","resourceType":"Chosen"}}""");
                var reply = (await scim.PostAsync(scim.Users, sent)).Accept(r => r.Is(201));
                reply.Expect("id").IsNot("chosen-by-the-client");
                reply.Expect("meta.created").IsNot("2001-01-01T00:00:00Z");
                await scim.ReadCreatedAsync(scim.Users, reply);
            },
        },
        new()
        {
            Id = "CREATE-003", Title = "a client's groups in a new user are ignored",
            Verifies = ["RFC7644-3.3-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var sent = scim.NewUser($$"""{"groups":[{"value":"{{CheckContext.UnknownId}}","display":"Chosen"}]}""");
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, sent)).Accept(r => r.Is(201)));
                reply.Expect("groups").IsUnassigned();
            },
        },

        // "The service provider MAY assign a default value to non-asserted attributes".
        new()
        {
            Id = "CREATE-004", Title = "attributes that were not sent, active aside, stay unassigned",
            Verifies = ["RFC7644-3.3-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var read = await scim.ReadAsync(user);
                foreach (var name in new[] { "nickName", "title", "locale", "preferredLanguage", "timezone", "userType" }.Where(n => user.Sent.Member(n) is null))
                {
                    read.Expect(name).IsUnassigned();
                }
            },
        },

        // Clients 'MAY specify "null" for a single-valued attribute or an empty array "[]"' to clear defaults.
        new()
        {
            Id = "CREATE-005", Title = "null and [] in a new user leave the attribute unassigned",
            Verifies = ["RFC7644-3.3-04"], Needs = [Needs.Users, Needs.UserAttribute("nickName"), Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var sent = scim.NewUser("""{"emails":[]}""");
                sent["nickName"] = null;
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, sent)).Accept(r => r.Is(201)));
                reply.Expect("nickName").IsUnassigned();
                reply.Expect("emails").IsUnassigned();
            },
        },

        // "an HTTP response SHALL be returned with HTTP status code 201 (Created)."
        new()
        {
            Id = "CREATE-006", Title = "a creation is answered with 201",
            Verifies = ["RFC7644-3.3-05"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = await scim.PostAsync(scim.Users, scim.NewUser());
                reply.Accept(r => r.Is(201));
                await scim.ReadCreatedAsync(scim.Users, reply);
            },
        },

        // "The response body SHOULD contain the service provider's representation of the newly created resource."
        new()
        {
            Id = "CREATE-007", Title = "the 201 body holds the full representation",
            Verifies = ["RFC7644-3.3-06"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.PostAsync(scim.Users, scim.NewUser())).Require(r => r.Is(201));
                reply.Expect("schemas").IsPresent();
                reply.Expect("id").IsNonEmptyString();
                reply.Expect("userName").IsNonEmptyString();
                reply.Expect("meta").IsObject();
            },
        },

        // "The URI of the created resource SHALL include, in the HTTP "Location" header and the HTTP body, ... "meta.location"".
        new()
        {
            Id = "CREATE-008", Title = "a creation gives the same location in the header and in meta.location",
            Verifies = ["RFC7644-3.3-07"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.PostAsync(scim.Users, scim.NewUser())).Require(r => r.Is(201));
                reply.ExpectHeader("Location").IsNonEmptyString();
                var header = reply.Header("Location");
                reply.Accept(
                    r => r.WithEmptyBody(),
                    r => r.With(
                        header is not null && scim.ResolveLocation(reply.At("meta.location").Text()) == scim.ResolveLocation(header),
                        $"with meta.location equal to {header ?? "the Location header"}"));
            },
        },
        new()
        {
            Id = "CREATE-009", Title = "the location of a created user leads to it",
            Verifies = ["RFC7644-3.3-07"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var location = user.Reply.Header("Location");
                CheckContext.Require(!string.IsNullOrEmpty(location), "the answer to the creation has no Location header");
                (await scim.GetAsync(scim.ResolveLocation(location)!.AbsoluteUri)).Accept(r => r.Is(200)).Expect("id").Is(user.Id);
            },
        },
    ]);
}
