using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;
using static ScimConformance.Faults.Rfc9865.CursorExchanges;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults on the way from page to page.</summary>
internal static class CursorWalkFaults
{
    private const string Next = "nextCursor";
    private const string Previous = "previousCursor";

    public static IReadOnlyList<Fault> All { get; } =
    [
        OnPage("cursor-second-page-last", "The second page has no nextCursor", ["CURSOR-WALK-001", "CURSOR-WALK-004", "CURSOR-CHANGE-002"], (e, page) =>
        {
            if (e.Cursor() is { Length: > 0 })
            {
                page.Remove(Next);
            }
        }) with { SeenElsewhere = "users on a third page are never seen" },
        new()
        {
            Id = "cursor-never-ends",
            Title = "Behind the last page come empty ones without end",
            Breaks = ["CURSOR-WALK-002", "CURSOR-WALK-003"],
            Wire = async e =>
            {
                if (e.Cursor() == "end" && e.RequestHeaders.Authorization.Count > 0)
                {
                    e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":3,"itemsPerPage":0,"Resources":[],"nextCursor":"end"}""");
                    return;
                }

                await e.NextAsync();
                if (e.Cursor() is not null && e.Status == 200 && e.ResponseJson is JsonObject page && !page.ContainsKey(Next))
                {
                    page[Next] = "end";
                }
            },
        },
        new()
        {
            Id = "cursor-single-page-repeats",
            Title = "A list that fits on one page has a nextCursor that leads to it again",
            Breaks = ["CURSOR-WALK-003"],
            Wire = async e =>
            {
                var first = e.Cursor() is "" or "again";
                if (e.Cursor() == "again")
                {
                    e.SetParameter("cursor", "");
                }

                await e.NextAsync();
                if (first && e.Status == 200 && e.ResponseJson is JsonObject page && !page.ContainsKey(Next))
                {
                    page[Next] = "again";
                }
            },
        },
        OnPage(
            "cursor-repeats-last", "Each page begins with the last resource of the page before",
            ["CURSOR-WALK-004", "CURSOR-WALK-005", "CURSOR-SORT-001", "CURSOR-SORT-002", "CURSOR-CHANGE-001", "CURSOR-CHANGE-002"],
            (e, page) =>
            {
                var resources = (page["Resources"] as JsonArray)!;
                if (e.State.Values.TryGetValue(e.Cursor()!, out var last))
                {
                    resources.Insert(0, JsonNode.Parse(last));
                    page["itemsPerPage"] = resources.Count;
                }

                if ((string?)page[Next] is { } next && resources.Count > 0)
                {
                    e.State.Values[next] = resources[^1]!.ToJsonString();
                }
            }) with { SeenElsewhere = "where a page must show others than the one before, it does not" },
        Fault.Instead(
            "cursor-used-once", "A cursor can be used once", ["CURSOR-WALK-006"],
            e => e.Cursor() is { Length: > 0 } cursor && e.RequestHeaders.Authorization.Count > 0 && !e.State.Values.TryAdd(cursor, ""), e => e.ReplyError(400, "invalidCursor")),
        OnPage("cursor-previous-on-first-page", "The first page has a previousCursor", ["CURSOR-PREVIOUS-001"], (e, page) =>
        {
            if (e.Cursor() is { Length: 0 })
            {
                page[Previous] = "first";
            }
        }),
        OnPage("cursor-previous-is-this-page", "previousCursor leads to the page that it stands on", ["CURSOR-PREVIOUS-002"], (e, page) =>
        {
            if (e.Cursor() is { Length: > 0 } cursor)
            {
                page[Previous] = cursor;
            }
        }),
    ];
}
