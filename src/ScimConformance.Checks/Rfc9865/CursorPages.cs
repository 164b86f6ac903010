using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Pages by cursor of three users that all checks share, so that a walk costs its own requests alone.</summary>
internal static class CursorPages
{
    /// <summary>How many users a filter of <see cref="PageAsync"/> matches.</summary>
    public const int All = 3;

    /// <summary>The pages after which a walk over three users is given up.</summary>
    public const int MostPages = 8;

    /// <summary>What looks like a cursor and is none.</summary>
    public const string NobodyGaveOut = "a-cursor-that-nobody-gave-out";

    /// <summary>What the checks of this specification need in order to begin.</summary>
    public static IReadOnlyList<Needs> Needed { get; } = [Needs.Users, Needs.CursorPagination, Needs.FilterByPrefix];

    /// <summary>GET of one page of the three users.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="cursor">The cursor, empty for the first page.</param>
    /// <param name="others">Further parameters.</param>
    public static async Task<ScimResponse> PageAsync(this CheckContext scim, string cursor, params (string Name, string Value)[] others)
    {
        await scim.ThreeAsync();
        return scim.RequireNarrowed(await scim.QueryAsync(scim.Users, [("filter", scim.IsOfThree()), .. others, ("cursor", cursor)]));
    }

    /// <summary>The pages of the three users up to the last one, or up to one that is refused.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="parameters">Parameters besides filter and cursor.</param>
    public static async Task<IReadOnlyList<ScimResponse>> WalkAsync(this CheckContext scim, params (string Name, string Value)[] parameters)
    {
        var pages = new List<ScimResponse> { (await scim.PageAsync("", parameters)).Require(r => r.Is(200).WithList()) };
        while (pages[^1].NextCursor() is { } cursor && pages.Count < MostPages)
        {
            pages.Add(await scim.PageAsync(cursor, parameters));
        }

        return pages;
    }

    /// <summary>A first page that is not the last one, by which a walk can go on.</summary>
    public static async Task<(ScimResponse Page, string Cursor)> BeginAsync(this CheckContext scim, params (string Name, string Value)[] parameters)
    {
        var page = (await scim.PageAsync("", parameters)).Require(r => r.Is(200).WithList());
        CheckContext.Require(page.NextCursor() is not null, $"the first page of {All} users has no nextCursor: {page.Describe()}");
        return (page, page.NextCursor()!);
    }

    /// <summary>A walk over two users of the second tenant, begun there.</summary>
    /// <returns>Its parameters without the cursor, and the cursor of its second page.</returns>
    public static async Task<((string Name, string Value)[] Query, string Cursor)> BeginElsewhereAsync(this CheckContext scim)
    {
        var other = scim.SecondTenant;
        await other.SharedUserAsync("tenant-1");
        await other.SharedUserAsync("tenant-2");
        (string, string)[] query = [("filter", $"userName sw {Queries.Quote(other.SharedName("tenant-"))}"), ("count", "1")];
        var page = (await other.QueryAsync(scim.Users, [.. query, ("cursor", "")])).Require(r => r.Is(200).WithList());
        CheckContext.Require(page.NextCursor() is not null, $"the first page of two users has no nextCursor: {page.Describe()}");
        return (query, page.NextCursor()!);
    }

    /// <summary>The cursor of the next page, or null on the last one.</summary>
    public static string? NextCursor(this ScimResponse page) => page.At("nextCursor").Text() is { Length: > 0 } cursor ? cursor : null;

    /// <summary>The ids of all pages, in order.</summary>
    public static IReadOnlyList<string> Ids(this IEnumerable<ScimResponse> pages) => [.. pages.SelectMany(p => p.Ids)];

    /// <summary>The endpoint's pagination attribute, or null.</summary>
    public static JsonNode? Pagination(this CheckContext scim) => scim.Profile.ServiceProviderConfig.At("pagination");

    /// <summary>A positive number of the pagination attribute; null where none is published.</summary>
    public static long? Limit(this CheckContext scim, string name) => scim.Pagination().At(name).Integer() is { } number and > 0 ? number : null;
}
