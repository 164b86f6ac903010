using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API sections 3.2.2.2 and 3.2.2.3: sorting and pages.</summary>
internal static class Api3_2_2_2_Order
{
    private static readonly Needs Filter = Needs.Scim11Capability("filter");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.2.2.2", "SCIM 1.1: sorting and paging",
    [
        // "If a value for sortBy is provided and no sortOrder is specified, the sortOrder SHALL default to ascending."
        new()
        {
            Id = "V1-SORT-001", Title = "sortBy orders, ascending unless told otherwise",
            Verifies = ["SCIM11-API-3.2.2.2-01"], Needs = [Filter, Needs.Scim11Capability("sort")],
            Run = async scim =>
            {
                var (a, b, c) = await scim.RequireThreeAsync();
                (await scim.V1.FilterAsync(scim.IsOfThree(), "&sortBy=userName")).ExpectOrder(a, b, c);
            },
        },
        new()
        {
            Id = "V1-SORT-002", Title = "sortOrder descending turns the order round",
            Verifies = ["SCIM11-API-3.2.2.2-01"], Needs = [Filter, Needs.Scim11Capability("sort")],
            Run = async scim =>
            {
                var (a, b, c) = await scim.RequireThreeAsync();
                (await scim.V1.FilterAsync(scim.IsOfThree(), "&sortBy=userName&sortOrder=descending")).ExpectOrder(c, b, a);
            },
        },

        // "When specified the Service Provider MUST not return more results than specified though MAY return fewer results."
        new()
        {
            Id = "V1-PAGE-001", Title = "no more results than count are returned, and totalResults counts all",
            Verifies = ["SCIM11-API-3.2.2.3-01"], Needs = [Filter],
            Run = async scim =>
            {
                await scim.RequireThreeAsync();
                var reply = (await scim.V1.FilterAsync(scim.IsOfThree(), "&count=2")).Accept(r => r.Is(200).WithJsonObject());
                reply.Judge(reply.Resources.Count is 1 or 2, "one or two resources", $"{reply.Resources.Count} resources");
                reply.Expect("totalResults").Is(3);
            },
        },
        new()
        {
            Id = "V1-PAGE-002", Title = "startIndex counts from 1, and pages neither overlap nor leave anyone out",
            Verifies = ["SCIM11-API-3.2.2.3-01"], Needs = [Filter, Needs.Scim11Capability("sort")],
            Run = async scim =>
            {
                var (a, b, c) = await scim.RequireThreeAsync();
                (await scim.V1.FilterAsync(scim.IsOfThree(), "&sortBy=userName&startIndex=1&count=1")).ExpectExactly(a);
                (await scim.V1.FilterAsync(scim.IsOfThree(), "&sortBy=userName&startIndex=2&count=1")).ExpectExactly(b);
                (await scim.V1.FilterAsync(scim.IsOfThree(), "&sortBy=userName&startIndex=3&count=1")).ExpectExactly(c);
            },
        },
    ]);
}
