using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults in how a walk begins, and in what a cursor looks like.</summary>
internal static class CursorBeginningFaults
{
    private const string Path = "page/";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnRequest(
            "cursor-empty-ignored", "An empty cursor counts as none",
            ["CURSOR-BEGIN-001", "CURSOR-BEGIN-002", "CURSOR-WALK-001", "CURSOR-WALK-004", "CURSOR-WALK-005", "CURSOR-SORT-001", "CURSOR-SORT-002", "CURSOR-CHANGE-001", "CURSOR-CHANGE-002"],
            e =>
            {
                if (e.Cursor() is { Length: 0 })
                {
                    e.Query = WithoutBareCursor(e.Query);
                    e.SetParameter("cursor", null);
                }
            }),
        Fault.OnRequest("cursor-needs-equals-sign", "A cursor without an equals sign is dropped while the query is read", ["CURSOR-BEGIN-002"], e => e.Query = WithoutBareCursor(e.Query)),
        new()
        {
            Id = "cursor-is-a-path",
            Title = "Cursors are paths with a slash",
            Breaks = ["CURSOR-VALUE-001"],
            Wire = async e =>
            {
                if (e.Cursor() is { Length: > 0 } cursor)
                {
                    e.SetParameter("cursor", cursor.StartsWith(Path, StringComparison.Ordinal) ? cursor[Path.Length..] : cursor);
                }

                await e.NextAsync();
                if (e.Is("GET", "/Users") && (string?)e.ResponseJson?["nextCursor"] is { } next)
                {
                    e.ResponseJson!["nextCursor"] = Path + next;
                }
            },
        },
    ];

    private static string WithoutBareCursor(string query) =>
        query.Length == 0 ? query : "?" + string.Join('&', query[1..].Split('&').Where(p => p != "cursor"));
}
