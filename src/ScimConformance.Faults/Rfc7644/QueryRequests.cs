using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Ways of breaking queries: by changing one parameter on the way in, or the list on the way out.</summary>
internal static partial class QueryRequests
{
    /// <summary>Whether it is a GET of users or groups as a list.</summary>
    public static bool IsList(this FaultExchange exchange) => exchange.Is("GET", "/Users") || exchange.Is("GET", "/Groups");

    /// <summary>Whether it is a GET of one user.</summary>
    public static bool IsUser(this FaultExchange exchange) => exchange.Is("GET", "/Users/{id}");

    /// <summary>Sends another value of a query parameter; null leaves the parameter out.</summary>
    public static void SetParameter(this FaultExchange exchange, string name, string? value)
    {
        var others = exchange.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith(name + "=", StringComparison.Ordinal));
        var all = value is null ? others : others.Append($"{name}={Uri.EscapeDataString(value)}");
        exchange.Query = string.Join('&', all) is { Length: > 0 } query ? "?" + query : "";
    }

    /// <summary>A fault that reads another filter than was sent; null reads none.</summary>
    public static Fault OnFilter(string id, string title, IReadOnlyList<string> breaks, Func<string, string?> read) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.IsList() && e.Parameter("filter") is { Length: > 0 } filter && read(filter) is var other && other != filter)
        {
            e.SetParameter("filter", other);
        }
    });

    /// <summary>A fault that reads another value of a query parameter than was sent; null reads none.</summary>
    public static Fault OnParameter(string id, string title, IReadOnlyList<string> breaks, string name, Func<FaultExchange, bool> when, Func<string, string?> read) =>
        Fault.OnRequest(id, title, breaks, e =>
        {
            if (when(e) && e.Parameter(name) is { Length: > 0 } value && read(value) is var other && other != value)
            {
                e.SetParameter(name, other);
            }
        });

    /// <summary>A fault that refuses some filters.</summary>
    public static Fault RefuseFilter(string id, string title, IReadOnlyList<string> breaks, Predicate<string> refused, int status = 400) => Fault.Instead(
        id, title, breaks, e => e.IsList() && e.Parameter("filter") is { } filter && refused(filter), e => e.ReplyError(status, status == 400 ? "invalidFilter" : null));

    /// <summary>Replaces a pattern everywhere but inside string literals.</summary>
    public static string OutsideStrings(this string filter, string pattern, string replacement) => Pieces().Replace(
        filter, m => m.Value[0] == '"' ? m.Value : Regex.Replace(m.Value, pattern, replacement, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Whether a pattern occurs outside string literals.</summary>
    public static bool HasOutsideStrings(this string filter, string pattern) =>
        Pieces().Matches(filter).Any(m => m.Value[0] != '"' && Regex.IsMatch(m.Value, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Whether a pattern occurs inside string literals.</summary>
    public static bool HasInsideStrings(this string filter, string pattern) =>
        Pieces().Matches(filter).Any(m => m.Value[0] == '"' && Regex.IsMatch(m.Value, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Puts the listed resources in another order.</summary>
    public static void Reorder(this FaultExchange exchange, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> order)
    {
        if (exchange.ResponseJson?["Resources"] is JsonArray)
        {
            var ordered = order(exchange.ResponseResources.ToList()).Select(r => r.DeepClone()).ToArray();
            exchange.ResponseJson["Resources"] = new JsonArray(ordered);
        }
    }

    /// <summary>Leaves resources out of a list, and out of its numbers.</summary>
    public static void Keep(this FaultExchange exchange, Predicate<JsonObject> kept)
    {
        if (exchange.ResponseJson?["Resources"] is JsonArray list)
        {
            var left = list.OfType<JsonObject>().Where(r => kept(r)).Select(r => r.DeepClone()).ToArray();
            exchange.ResponseJson["totalResults"] = left.Length;
            exchange.ResponseJson["itemsPerPage"] = left.Length;
            exchange.ResponseJson["Resources"] = new JsonArray(left);
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|[^"]+|"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pieces();
}
