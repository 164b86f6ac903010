using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults where paging by cursor meets sorting, paging by index and queries by POST.</summary>
internal static class CursorMethodFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "cursor-sorts-each-page",
            Title = "Pages by cursor are sorted one by one",
            Breaks = ["CURSOR-SORT-001"],
            Wire = async e =>
            {
                var sorted = e.Cursor() is not null && e.Parameter("sortBy") is not null;
                var descending = e.Parameter("sortOrder") == "descending";
                if (sorted)
                {
                    e.SetParameter("sortBy", null);
                    e.SetParameter("sortOrder", null);
                }

                await e.NextAsync();
                if (sorted && e.Status == 200 && e.ResponseJson is JsonObject page)
                {
                    var resources = e.ResponseResources.OrderBy(r => (string?)r["userName"], StringComparer.OrdinalIgnoreCase).Select(r => r.DeepClone());
                    page["Resources"] = new JsonArray([.. descending ? resources.Reverse() : resources]);
                }
            },
        },
        Fault.OnRequest("cursor-sorts-ascending", "sortOrder is ignored when paging by cursor", ["CURSOR-SORT-002"], e =>
        {
            if (e.Cursor() is not null)
            {
                e.SetParameter("sortOrder", null);
            }
        }),
        Fault.OnResponse("cursor-unasked-leads-nowhere", "Lists come with a nextCursor that is not accepted", ["CURSOR-DEFAULT-002"], e =>
        {
            if (e.Is("GET", "/Users") && e.Cursor() is null && e.ResponseJson is JsonObject page && page["Resources"] is JsonArray resources && resources.Count < (int?)page["totalResults"])
            {
                page["nextCursor"] = "next";
            }
        }),
        new()
        {
            Id = "cursor-replaces-index",
            Title = "startIndex is ignored since there are cursors",
            Breaks = ["CURSOR-DEFAULT-003"],
            SeenElsewhere = "whoever pages by startIndex gets the first page each time",
            Wire = async e =>
            {
                var indexed = e.Is("GET", "/Users") && e.Cursor() is null && e.Parameter("startIndex") is not null;
                if (indexed)
                {
                    e.SetParameter("startIndex", null);
                    e.SetParameter("cursor", "");
                }

                await e.NextAsync();
            },
        },
        Fault.Instead(
            "cursor-and-start-500", "startIndex and cursor at once end in a server error", ["CURSOR-DEFAULT-004"],
            e => e.Cursor() is not null && e.Parameter("startIndex") is not null, e => e.ReplyError(500)),
        OnSearchCursor("cursor-not-in-search", "cursor is ignored in a search body", ["CURSOR-SEARCH-001"], (body, _) => body.Remove("cursor")),
        OnSearchCursor("cursor-in-search-starts-over", "A cursor in a search body always begins", ["CURSOR-SEARCH-002"], (body, _) => body["cursor"] = ""),
    ];

    private static Fault OnSearchCursor(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject, string> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.SearchCursor() is { } cursor && e.RequestJson is JsonObject body)
        {
            change(body, cursor);
            e.RequestJson = body;
        }
    });
}
