using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults in what is refused, and in what a cursor opens.</summary>
internal static class CursorRefusalFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "cursor-unknown-starts-over",
            Title = "A cursor that is not known leads to the first page",
            Breaks = ["CURSOR-ERROR-001", "CURSOR-ERROR-004", "CURSOR-ACCESS-002"],
            Wire = async e =>
            {
                await e.NextAsync();
                if (IsRefused(e))
                {
                    e.SetParameter("cursor", "");
                    await e.NextAsync();
                }
            },
        },
        Fault.OnResponse("cursor-refused-as-value", "A wrong cursor is refused as a wrong value", ["CURSOR-ERROR-002"], e =>
        {
            if (IsRefused(e))
            {
                e.ResponseJson!["scimType"] = "invalidValue";
            }
        }),
        Keeping("cursor-keeps-its-count", "A cursor brings its own count, whatever count is sent with it", ["CURSOR-ERROR-003"], "count"),
        Keeping("cursor-keeps-its-filter", "A cursor brings its own filter, whatever filter is sent with it", ["CURSOR-ERROR-004"], "filter"),
        new()
        {
            Id = "cursor-stands-for-credentials",
            Title = "Who has a cursor needs no credentials",
            Breaks = ["CURSOR-ACCESS-001"],
            Wire = async e =>
            {
                if (e.Cursor() is { Length: > 0 } cursor && e.RequestHeaders.Authorization.Count == 0 && e.State.Values.TryGetValue(cursor, out var credentials))
                {
                    e.RequestHeaders.Authorization = credentials;
                }

                await e.NextAsync();
                if ((string?)Page(e)?["nextCursor"] is { } next)
                {
                    e.State.Values[next] = e.RequestHeaders.Authorization.ToString();
                }
            },
        },
        new()
        {
            Id = "cursor-of-others-tells",
            Title = "The refusal of a cursor says that another client has it",
            Breaks = ["CURSOR-ACCESS-004"],
            Wire = async e =>
            {
                var own = e.RequestHeaders.Authorization.ToString();
                await e.NextAsync();
                if (IsRefused(e) && e.State.Values.TryGetValue(e.Cursor()!, out var owner) && owner != own)
                {
                    e.ResponseJson!["detail"] = "this cursor belongs to another client";
                }
                else if ((string?)Page(e)?["nextCursor"] is { } next)
                {
                    e.State.Values[next] = own;
                }
            },
        },
        new()
        {
            Id = "cursor-unsealed",
            Title = "Changes to the characters of a cursor are not noticed",
            Breaks = ["CURSOR-ACCESS-002"],
            Wire = async e =>
            {
                if (e.Cursor() is { Length: > 0 } cursor && e.State.Values.Keys.FirstOrDefault(known => IsNearly(known, cursor)) is { } given)
                {
                    e.SetParameter("cursor", given);
                }

                await e.NextAsync();
                if ((string?)Page(e)?["nextCursor"] is { } next)
                {
                    e.State.Values[next] = "";
                }
            },
        },
    ];

    private static JsonNode? Page(FaultExchange exchange) => exchange.Cursor() is not null && exchange.Status == 200 ? exchange.ResponseJson : null;

    private static bool IsRefused(FaultExchange exchange) =>
        exchange.Cursor() is { Length: > 0 } && exchange.Status == 400 && (string?)exchange.ResponseJson?["scimType"] == "invalidCursor";

    private static bool IsNearly(string known, string cursor) => known.Length == cursor.Length && known.Zip(cursor).Count(pair => pair.First != pair.Second) == 1;

    /// <summary>Reads a parameter as it was when the cursor was given out.</summary>
    private static Fault Keeping(string id, string title, IReadOnlyList<string> breaks, string parameter) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            if (e.Cursor() is { Length: > 0 } cursor && e.State.Values.TryGetValue(cursor, out var kept))
            {
                e.SetParameter(parameter, kept);
            }

            await e.NextAsync();
            if ((string?)Page(e)?["nextCursor"] is { } next && e.Parameter(parameter) is { } value)
            {
                e.State.Values[next] = value;
            }
        },
    };
}
