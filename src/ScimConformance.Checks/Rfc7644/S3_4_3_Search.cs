using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.3: querying by POST.</summary>
internal static class S3_4_3_Search
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.3", "Querying by POST",
    [
        // ""/.search" on the end of a valid SCIM endpoint SHALL be used to indicate that the HTTP POST verb is intended to be a query operation."
        new()
        {
            Id = "SEARCH-001", Title = "POST to /.search is a query, or refused as unsupported",
            Verifies = ["RFC7644-3.4.3-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                (await scim.SearchAsync(scim.Users, "\"count\":1")).Accept(r => r.Is(200).WithList(), r => r.Is(404, 405, 501));
            },
        },

        // "Query requests MUST be identified using the following URI: "urn:ietf:params:scim:api:messages:2.0:SearchRequest"."
        new()
        {
            Id = "SEARCH-002", Title = "a search without the SearchRequest URN is refused with 400 or read leniently",
            Verifies = ["RFC7644-3.4.3-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                (await RequireSearchAsync(scim)).Require(r => r.Is(200).WithList());
                (await scim.PostAsync(scim.Users + "/.search", """{"count":1}""")).Accept(r => r.Is(400), r => r.Is(200).WithList());
            },
        },

        // "The body of the POST request MAY include any of the parameters defined in Section 3.4.2."
        new()
        {
            Id = "SEARCH-003", Title = "filter works in a search body",
            Verifies = ["RFC7644-3.4.3-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var user = await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                (await scim.SearchAsync(scim.Users, Filter(Queries.IsUser(user)))).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "SEARCH-004", Title = "attributes works in a search body",
            Verifies = ["RFC7644-3.4.3-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var user = await scim.SharedUserAsync();
                var reply = await scim.SearchAsync(scim.Users, Filter(Queries.IsUser(user)) + ",\"attributes\":[\"userName\"]");
                reply.ExpectExactly(user);
                scim.ExpectOnly(reply, reply.At("Resources[0]"), "userName");
            },
        },
        new()
        {
            Id = "SEARCH-005", Title = "excludedAttributes works in a search body",
            Verifies = ["RFC7644-3.4.3-03"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var user = await scim.SharedUserAsync();
                var reply = await scim.SearchAsync(scim.Users, Filter(Queries.IsUser(user)) + ",\"excludedAttributes\":[\"emails\"]");
                reply.ExpectExactly(user);
                scim.ExpectWithout(reply, reply.At("Resources[0]"), "emails");
            },
        },
        new()
        {
            Id = "SEARCH-006", Title = "startIndex and count work in a search body",
            Verifies = ["RFC7644-3.4.3-03"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                ScimResource[] mine = [await scim.CreateUserAsync(), await scim.CreateUserAsync()];
                var first = await scim.SearchAsync(scim.Users, Filter(scim.Mine()) + ",\"startIndex\":1,\"count\":1");
                var second = await scim.SearchAsync(scim.Users, Filter(scim.Mine()) + ",\"startIndex\":2,\"count\":1");
                first.Expect("totalResults").Is(2);
                second.Judge(
                    first.Ids.Concat(second.Ids).Order().SequenceEqual(mine.Select(m => m.Id).Order()),
                    "the resource that startIndex 1 did not give",
                    $"{string.Join(", ", first.Ids)} at 1 and {string.Join(", ", second.Ids)} at 2");
            },
        },

        // "After receiving an HTTP POST request, a response is returned as specified in Section 3.4.2."
        new()
        {
            Id = "SEARCH-007", Title = "a search is answered with 200, also when nothing matches",
            Verifies = ["RFC7644-3.4.3-06"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var reply = await scim.SearchAsync(scim.Users, Filter($"userName eq {Queries.Quote(scim.NewName())}"));
                reply.Accept(r => r.Is(200).WithList()).Expect("totalResults").Is(0);
            },
        },
        new()
        {
            Id = "SEARCH-008", Title = "a search whose filter breaks the grammar is refused with 400",
            Verifies = ["RFC7644-3.4.3-06"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                (await RequireSearchAsync(scim)).Require(r => r.Is(200).WithList());
                (await scim.SearchAsync(scim.Users, Filter("userName eq"))).Accept(r => r.Is(400));
            },
        },

        // excludedAttributes "SHALL have no effect on attributes whose schema "returned" setting is "always"".
        new()
        {
            Id = "SEARCH-009", Title = "excludedAttributes in a search body cannot remove the id",
            Verifies = ["RFC7644-3.4.3-07"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var user = await scim.SharedUserAsync();
                var reply = (await scim.SearchAsync(scim.Users, Filter(Queries.IsUser(user)) + ",\"excludedAttributes\":[\"id\",\"name\"]")).Require(r => r.Is(200).WithList());
                reply.Expect("Resources[0].id").Is(user.Id);
            },
        },

        // sortBy: "the attribute whose value SHALL be used to order the returned responses."
        new()
        {
            Id = "SEARCH-010", Title = "sortBy in a search body orders the answer",
            Verifies = ["RFC7644-3.4.3-08"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort],
            Run = async scim =>
            {
                await RequireSearchAsync(scim);
                var (b, c, a) = await scim.ThreeAsync();
                (await scim.SearchAsync(scim.Users, Filter(scim.IsOfThree()) + ",\"sortBy\":\"userName\",\"sortOrder\":\"descending\"")).ExpectOrder(c, b, a);
            },
        },
    ]);

    private static string Filter(string filter) => $"\"filter\":{Queries.Quote(filter)}";

    private static async Task<ScimResponse> RequireSearchAsync(CheckContext scim)
    {
        var reply = await scim.SearchAsync(scim.Users, "\"count\":1");
        CheckContext.ApplicableIf(reply.Status is not (404 or 405 or 501), $"the endpoint does not support {scim.Users}/.search: {reply.Describe()}");
        return reply;
    }
}
