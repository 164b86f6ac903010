using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 2.1: what is refused. That paging by cursor works at all is seen first in each check.</summary>
internal static class S2_1_Errors
{
    public static CheckGroup Group { get; } = new("RFC9865-2.1", "Paging by cursor: errors",
    [
        // "If a service provider encounters invalid pagination query parameters ..., the service provider SHOULD return the appropriate HTTP response status code".
        new()
        {
            Id = "CURSOR-ERROR-001", Title = "a made-up cursor is refused with 400",
            Verifies = ["RFC9865-2.1-01"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                await scim.BeginAsync(("count", "1"));
                (await scim.PageAsync(CursorPages.NobodyGaveOut, ("count", "1"))).Accept(r => r.Is(400).WithError());
            },
        },

        // Table 3: invalidCursor. RFC 7644 section 3.12 makes scimType optional.
        new()
        {
            Id = "CURSOR-ERROR-002", Title = "the refusal of a cursor names invalidCursor",
            Verifies = ["RFC9865-2.1-04"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var refused = (await scim.PageAsync(CursorPages.NobodyGaveOut, ("count", "1"))).Require(r => r.Is(400));
                refused.Expect("scimType").Is("invalidCursor");
            },
        },

        // "count value must [be] identical [to the] count of the initial query."
        new()
        {
            Id = "CURSOR-ERROR-003", Title = "another count than at the beginning is refused with 400",
            Verifies = ["RFC9865-2.1-03"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (_, cursor) = await scim.BeginAsync(("count", "1"));
                (await scim.PageAsync(cursor, ("count", "2"))).Accept(r => r.Is(400).WithError());
            },
        },

        // "the client MUST query ... with all query parameters and values being identical to the initial query".
        new()
        {
            Id = "CURSOR-ERROR-004", Title = "a cursor is refused with 400 when the filter is another one",
            Verifies = ["RFC9865-2-13"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (_, cursor) = await scim.BeginAsync(("count", "1"));
                var (b, _, _) = await scim.ThreeAsync();
                (await scim.QueryAsync(scim.Users, ("filter", Queries.IsUser(b)), ("count", "1"), ("cursor", cursor))).Accept(r => r.Is(400).WithError());
            },
        },
    ]);
}
