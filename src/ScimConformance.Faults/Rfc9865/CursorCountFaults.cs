using System.Globalization;
using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc9865.CursorExchanges;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults in the size of pages by cursor, and in the numbers that come with them.</summary>
internal static class CursorCountFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OnCount("cursor-page-one-too-many", "The resource fetched to see whether there is a next page is shown with this one", ["CURSOR-COUNT-001"],
            count => (count > 0 ? count + 1 : count).ToString(CultureInfo.InvariantCulture)),
        OnCount("cursor-negative-count-is-none", "A negative count beside a cursor is no count", ["CURSOR-COUNT-002"],
            count => count < 0 ? null : count.ToString(CultureInfo.InvariantCulture)),
        OnCount("cursor-zero-count-is-none", "A count of 0 beside a cursor is no count", ["CURSOR-COUNT-003"],
            count => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture)),
        Fault.Instead("cursor-large-count-500", "A count above the maximum ends in a server error", ["CURSOR-COUNT-004"], e => e.Cursor() is not null && e.Count() > 200, e => e.ReplyError(500)),
        OnPage("cursor-total-of-page", "totalResults counts the resources of this page", ["CURSOR-TOTAL-001"], (_, page) => page["totalResults"] = (page["Resources"] as JsonArray)!.Count),
        OnPage("cursor-total-missing", "Pages by cursor do not say how many results there are", ["CURSOR-TOTAL-002"], (_, page) => page.Remove("totalResults")),
        OnPage("cursor-items-as-asked", "itemsPerPage repeats the count that was asked for", ["CURSOR-TOTAL-003"], (e, page) => page["itemsPerPage"] = e.Count() ?? (int?)page["itemsPerPage"]),
    ];
}
