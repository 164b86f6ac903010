using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>
/// Section 3.4.2.1: queries over all types at the server root. "Queries MAY be performed against ... a SCIM server root": an endpoint that does not
/// offer them is not judged, and refusing with 400 tooMany what would list too much is allowed.
/// </summary>
internal static class S3_4_2_1_MultipleTypes
{
    private const string ByEither = "filters of the form id eq … or id eq …";

    private static readonly Needs[] OfBoth = [Needs.Users, Needs.Groups, Needs.Filter];

    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.1-root", "Queries at the server root",
    [
        // "A query against a server root indicates that all resources within the server SHALL be included, subject to filtering."
        new()
        {
            Id = "ROOT-001", Title = "a query at the root finds users and groups",
            Verifies = ["RFC7644-3.4.2.1-01"], Needs = OfBoth,
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedUserAsync(), await scim.CreateGroupAsync());
                (await QueryRootAsync(scim, Either(user, group))).UnlessDeclined(ByEither).ExpectExactly(user, group);
            },
        },

        // "A filter expression using "meta.resourceType" MAY be used to restrict results to one or more specific resource types"
        new()
        {
            Id = "ROOT-002", Title = "meta.resourceType restricts a query at the root to one type",
            Verifies = ["RFC7644-3.4.2.1-01"], Needs = OfBoth,
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedUserAsync(), await scim.CreateGroupAsync());
                (await QueryRootAsync(scim, $"({Either(user, group)}) and meta.resourceType eq {Queries.Quote(scim.Profile.Users!.Name)}")).UnlessDeclined($"{ByEither} and meta.resourceType").ExpectExactly(user);
            },
        },
        new()
        {
            Id = "ROOT-003", Title = "a query at the root without filter counts users and groups",
            Verifies = ["RFC7644-3.4.2.1-01"], Needs = [Needs.Users, Needs.Groups], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                await scim.CreateGroupAsync();
                var all = Offered(await scim.GetAsync("/?count=1"));
                var users = (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200).WithList()).At("totalResults").Integer();
                var groups = (await scim.GetAsync(scim.Groups + "?count=1")).Require(r => r.Is(200).WithList()).At("totalResults").Integer();
                all.Expect("totalResults").Satisfies(n => n.Integer() >= users + groups, $"{users} users and {groups} groups, {users + groups} or more in all");
            },
        },

        // "For filtered attributes that are not part of a particular resource type, the service provider SHALL treat the attribute as if there is no
        // attribute value. For example, a presence or equality filter for an undefined attribute evaluates to false."
        new()
        {
            Id = "ROOT-004", Title = "at the root an equality filter passes over types that lack the attribute",
            Verifies = ["RFC7644-3.4.2.1-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await QueryRootAsync(scim, Queries.IsUser(user))).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "ROOT-005", Title = "at the root a presence filter passes over types that lack the attribute",
            Verifies = ["RFC7644-3.4.2.1-03"], Needs = OfBoth,
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                (await QueryRootAsync(scim, $"displayName eq {Queries.Quote(group.DisplayName)} and userName pr")).ExpectExactly();
            },
        },

        // "filters MUST be processed as outlined in Section 3.4.2.2."
        new()
        {
            Id = "ROOT-006", Title = "at the root a filter finds the group that it finds at the endpoint of groups",
            Verifies = ["RFC7644-3.4.2.1-05"], Needs = OfBoth,
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                (await QueryRootAsync(scim, $"displayName eq {Queries.Quote(group.DisplayName)}")).ExpectExactly(group);
            },
        },
        new()
        {
            Id = "ROOT-007", Title = "at the root a filter that breaks the grammar is refused with 400",
            Verifies = ["RFC7644-3.4.2.1-05"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                Offered(await scim.GetOnceAsync("/?filter=" + Uri.EscapeDataString(Queries.IsUser(await scim.SharedUserAsync())))).Require(r => r.Is(200).WithList());
                (await scim.FilterAsync("/", "userName eq")).Accept(r => r.Is(400));
            },
        },
    ]);

    public static CheckGroup Search { get; } = new("RFC7644-3.4.3-root", "Querying all types by POST",
    [
        // "POST /.search": its example's answer has a user and a group.
        new()
        {
            Id = "SEARCH-020", Title = "a search at the root finds users and groups",
            Verifies = ["RFC7644-3.4.3-04"], Needs = OfBoth,
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedUserAsync(), await scim.CreateGroupAsync());
                (await SearchRootAsync(scim, Either(user, group))).UnlessDeclined(ByEither).ExpectExactly(user, group);
            },
        },
        new()
        {
            Id = "SEARCH-021", Title = "a search at the root orders users and groups by an attribute that both have",
            Verifies = ["RFC7644-3.4.3-04"], Needs = [.. OfBoth, Needs.Sort, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var user = await scim.CreateUserAsync($$"""{"displayName":"{{group.DisplayName}}-2"}""");
                (await SearchRootAsync(scim, Either(user, group), ",\"sortBy\":\"displayName\"")).UnlessDeclined(ByEither).ExpectOrder(group, user);
            },
        },
    ]);

    /// <summary>A filter that these two match, by the attribute that every resource has.</summary>
    private static string Either(ScimResource one, ScimResource other) => $"id eq {Queries.Quote(one.Id)} or id eq {Queries.Quote(other.Id)}";

    private static async Task<ScimResponse> QueryRootAsync(CheckContext scim, string filter) => Offered(await scim.FilterAsync("/", filter));

    private static async Task<ScimResponse> SearchRootAsync(CheckContext scim, string filter, string more = "") =>
        Offered(await scim.SearchAsync("", $"\"filter\":{Queries.Quote(filter)}{more}"));

    /// <summary>Ends the check as not applicable where the root is not queried: refused as what the endpoint does not have, as too much, or answered with what is no list.</summary>
    private static ScimResponse Offered(ScimResponse reply)
    {
        var refused = reply.Status is 401 or 403 or 404 or 405 or 501 || (reply.Status == 400 && reply.At("scimType").Text() == "tooMany");
        var other = reply.Status is >= 300 and < 400 || (reply.IsSuccess && reply.At("totalResults") is null);
        CheckContext.ApplicableIf(!refused && !other, $"the endpoint does not offer queries at the server root: {reply.Describe()}");
        return reply;
    }
}
