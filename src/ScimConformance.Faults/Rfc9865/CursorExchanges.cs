using System.Globalization;
using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>What exchanges of a walk by cursor say.</summary>
internal static class CursorExchanges
{
    /// <summary>The cursor of a GET of users, empty for the first page; null where paging by cursor is not asked for.</summary>
    public static string? Cursor(this FaultExchange exchange) => exchange.Is("GET", "/Users") ? exchange.Parameter("cursor") : null;

    /// <summary>The cursor of a search for users; null where paging by cursor is not asked for.</summary>
    public static string? SearchCursor(this FaultExchange exchange) =>
        exchange.Is("POST", "/Users/.search") && exchange.RequestJson is JsonObject body && body["cursor"] is JsonValue value && value.TryGetValue<string>(out var cursor) ? cursor : null;

    /// <summary>The number of resources asked for; null where there is none, or no number.</summary>
    public static int? Count(this FaultExchange exchange) =>
        int.TryParse(exchange.Parameter("count"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>A fault that lets the provider answer a GET of a page by cursor and then changes the page.</summary>
    public static Fault OnPage(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange, JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Cursor() is not null && e.Status == 200 && e.ResponseJson is JsonObject page)
        {
            change(e, page);
        }
    });

    /// <summary>A fault that reads another count than was sent with a cursor; null reads none.</summary>
    public static Fault OnCount(string id, string title, IReadOnlyList<string> breaks, Func<int, string?> read) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Cursor() is not null && e.Count() is { } count)
        {
            e.SetParameter("count", read(count));
        }
    });
}
