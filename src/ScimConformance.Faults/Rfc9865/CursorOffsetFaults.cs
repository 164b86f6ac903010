using System.Globalization;
using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Cursors that are numbers of resources to skip: paging by index under another name.</summary>
internal static class CursorOffsetFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Offset("cursor-is-an-offset", "A cursor is the number of resources to skip", ["CURSOR-CHANGE-002", "CURSOR-ERROR-003", "CURSOR-ERROR-004", "CURSOR-ACCESS-002"], newestFirst: false),
        Offset("cursor-is-an-offset-newest-first", "A cursor is the number of resources to skip, and new resources come first", ["CURSOR-CHANGE-001"], newestFirst: true) with
        {
            SeenElsewhere = "such a cursor belongs to no query in particular, and any number is one",
        },
    ];

    private static Fault Offset(string id, string title, IReadOnlyList<string> breaks, bool newestFirst) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            var skip = e.Cursor() is { Length: 0 } ? 0 : int.TryParse(e.Cursor(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            // With both parameters, and beyond what a cursor can be, the provider answers as it likes.
            if (skip is null || e.Parameter("startIndex") is not null)
            {
                await e.NextAsync();
                return;
            }

            e.Query = string.Join('&', e.Query.Split('&').Where(p => p != "cursor"));
            e.SetParameter("cursor", null);
            e.SetParameter("startIndex", (skip.Value + 1).ToString(CultureInfo.InvariantCulture));
            if (newestFirst && e.Parameter("sortBy") is null)
            {
                // Names count up, so the newest is the last by name.
                e.SetParameter("sortBy", "userName");
                e.SetParameter("sortOrder", "descending");
            }

            await e.NextAsync();
            if (e.Status == 200 && e.ResponseJson is JsonObject page && page["Resources"] is JsonArray resources)
            {
                page.Remove("startIndex");
                if (resources.Count > 0 && skip + resources.Count < (int?)page["totalResults"])
                {
                    page["nextCursor"] = (skip.Value + resources.Count).ToString(CultureInfo.InvariantCulture);
                }
            }
        },
    };
}
