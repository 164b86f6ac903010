using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Sections 3.4.2 and 3.4.2.1: the form of a list.</summary>
internal static class S3_4_2_List
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2", "Query resources",
    [
        // Providers "SHOULD ignore any query parameters they do not recognize instead of rejecting the query".
        new()
        {
            Id = "LIST-001", Title = "an unknown query parameter is ignored",
            Verifies = ["RFC7644-3.4.2-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = await scim.GetAsync(scim.Users + "?count=1&fooBar=baz");
                reply.Accept(r => r.Is(200).With(reply.At("schemas") is JsonArray && reply.At("id") is null, "with a list"));
            },
        },

        // "Responses MUST be identified using the following URI: "urn:ietf:params:scim:api:messages:2.0:ListResponse"."
        new()
        {
            Id = "LIST-002", Title = "a list is a ListResponse and nothing else",
            Verifies = ["RFC7644-3.4.2-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200));
                reply.Accept(r => r.WithList()).Expect("schemas").HasCount(1);
            },
        },

        // totalResults is "REQUIRED".
        new()
        {
            Id = "LIST-003", Title = "a list says how many results there are",
            Verifies = ["RFC7644-3.4.2-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(scim.Users)).Require(r => r.Is(200).WithJsonObject(), r => r.Is(400));
                CheckContext.ApplicableIf(reply.Status == 200 && reply.At("nextCursor") is null, "the endpoint refuses to list all, or pages by cursor");
                reply.Expect("totalResults").Satisfies(n => n.Integer() >= 1, "an integer of at least 1");
            },
        },
        new()
        {
            Id = "LIST-004", Title = "a filtered list says how many results there are, hits or not",
            Verifies = ["RFC7644-3.4.2-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.FindUsersAsync(Queries.IsUser(user))).Require(r => r.Is(200)).Expect("totalResults").Is(1);
                (await scim.FindUsersAsync($"userName eq {Queries.Quote(scim.NewName())}")).Require(r => r.Is(200)).Expect("totalResults").Is(0);
            },
        },

        // Resources is "REQUIRED if "totalResults" is non-zero."
        new()
        {
            Id = "LIST-005", Title = "a list with results has Resources",
            Verifies = ["RFC7644-3.4.2-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200)).Expect("Resources").IsPresent();
            },
        },
        new()
        {
            Id = "LIST-006", Title = "the members of a list are spelt as in the specification",
            Verifies = ["RFC7644-3.4.2-05"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200).WithJsonObject());
                var names = reply.Json!.AsObject().Select(m => m.Key).ToList();
                foreach (var name in new[] { "schemas", "totalResults", "Resources" })
                {
                    reply.Judge(names.Contains(name), $"a member {name}", string.Join(", ", names));
                }
            },
        },

        // startIndex and itemsPerPage are "REQUIRED when partial results are returned due to pagination."
        new()
        {
            Id = "LIST-007", Title = "a partial page gives startIndex and itemsPerPage",
            Verifies = ["RFC7644-3.4.2-06"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                var reply = (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200).WithJsonObject());
                CheckContext.ApplicableIf(reply.At("nextCursor") is null, "the endpoint pages by cursor (RFC 9865)");
                CheckContext.Require(reply.Resources.Count < (reply.At("totalResults").Integer() ?? 0), "the page is not partial");
                reply.Expect("startIndex").Is(1);
                reply.Expect("itemsPerPage").IsInteger();
            },
        },

        // "A query that does not return any matches SHALL return success (HTTP status code 200) with "totalResults" set to a value of 0."
        new()
        {
            Id = "LIST-008", Title = "no match is 200 with totalResults 0",
            Verifies = ["RFC7644-3.4.2-07"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = await scim.FindUsersAsync($"userName eq {Queries.Quote(scim.NewName())}");
                reply.Accept(r => r.Is(200).WithList());
                reply.Expect("totalResults").Is(0);
                reply.Expect("Resources").IsUnassigned();
            },
        },

        // Resources are "complex objects containing the requested resources".
        new()
        {
            Id = "LIST-009", Title = "every listed resource has schemas, id and meta",
            Verifies = ["RFC7644-3.4.2-08"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(scim.Users + "?count=5")).Require(r => r.Is(200));
                CheckContext.Require(reply.Resources.Count > 0, "the list is empty");
                reply.Expect("Resources[0].schemas").IsPresent();
                reply.Expect("Resources[0].id").IsNonEmptyString();
                reply.Expect("Resources[0].meta").IsObject();
            },
        },
        new()
        {
            Id = "LIST-010", Title = "a resource looks the same in a list as by itself",
            Verifies = ["RFC7644-3.4.2-09"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var list = (await scim.FindUsersAsync(Queries.IsUser(user))).RequireExactly(user);
                scim.ExpectSame(list, list.Resources[0], (await scim.ReadAsync(user)).Json, "by GET of its id");
            },
        },
    ]);

    public static CheckGroup Endpoints { get; } = new("RFC7644-3.4.2.1", "Query endpoints",
    [
        // "the server SHALL reject the request by returning an HTTP response with HTTP status code 400 (Bad Request) and JSON attribute
        // "scimType" set to "tooMany"" when there are too many results; a page of them is no refusal.
        new()
        {
            Id = "LIST-020", Title = "listing all users gives a page, or is refused with 400 tooMany",
            Verifies = ["RFC7644-3.4.2.1-02"], Needs = [Needs.Users],
            Run = async scim => (await scim.GetAsync(scim.Users)).Accept(r => r.Is(200).WithList(), r => r.Is(400).WithScimType("tooMany")),
        },

        // "Queries MAY be performed against a SCIM resource object".
        new()
        {
            Id = "LIST-021", Title = "query parameters work on a single resource",
            Verifies = ["RFC7644-3.4.2.1-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = await scim.GetAsync(user.Target + "?attributes=userName");
                reply.Accept(r => r.Is(200).WithJsonObject());
                reply.Expect("name").IsUnassigned();
            },
        },
    ]);
}
