using System.Globalization;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Messages;

/// <summary>The order of sorted results (RFC 7644 section 3.4.2.3).</summary>
public enum SortOrder
{
    /// <summary>Smallest first.</summary>
    Ascending,

    /// <summary>Largest first.</summary>
    Descending,
}

/// <summary>A query, whether it came in a URL (RFC 7644 section 3.4.2) or in the body of a .search request (section 3.4.3).</summary>
public sealed record SearchRequest
{
    /// <summary>The attributes to return in addition to those always returned; empty for the default set.</summary>
    public IReadOnlyList<AttributePath> Attributes { get; init; } = [];

    /// <summary>The attributes to leave out of the default set.</summary>
    public IReadOnlyList<AttributePath> ExcludedAttributes { get; init; } = [];

    /// <summary>Which resources to return, or null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The attribute to sort by, or null.</summary>
    public AttributePath? SortBy { get; init; }

    /// <summary>The order of sorting.</summary>
    public SortOrder SortOrder { get; init; }

    /// <summary>One-based index of the first result; a value below 1 counts as 1.</summary>
    public int StartIndex { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>The most results to return, or null where the client leaves it to the provider; a negative value counts as 0.</summary>
    public int? Count { get; init => field = value is < 0 ? 0 : value; }

    /// <summary>Where to go on when paging by cursor (RFC 9865): empty for the first page, else the "nextCursor" of the page before; null for paging by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>Reads the parameters of a URL; null is a parameter that is not there.</summary>
    /// <exception cref="ScimException">invalidFilter for the filter, invalidCount for a count beside a cursor, invalidValue for anything else.</exception>
    public static SearchRequest FromQuery(
        string? attributes = null,
        string? excludedAttributes = null,
        string? filter = null,
        string? sortBy = null,
        string? sortOrder = null,
        string? startIndex = null,
        string? count = null,
        string? cursor = null,
        ScimLimits? limits = null,
        FilterSyntax syntax = FilterSyntax.Strict) => new()
        {
            Attributes = Paths("attributes", Split(attributes)),
            ExcludedAttributes = Paths("excludedAttributes", Split(excludedAttributes)),
            Filter = filter is null ? null : FilterParser.Parse(filter, limits, syntax),
            SortBy = sortBy is null ? null : OnePath("sortBy", sortBy),
            SortOrder = Order(sortOrder),
            StartIndex = Integer("startIndex", startIndex, ScimError.InvalidValue) ?? 1,
            Count = Integer("count", count, cursor is null ? ScimError.InvalidValue : ScimError.InvalidCount),
            Cursor = NotBoth(cursor, startIndex is not null),
        };

    /// <summary>Reads the body of a .search request.</summary>
    /// <exception cref="ScimException">invalidSyntax for the structure, invalidFilter for the filter, invalidValue for anything else.</exception>
    public static SearchRequest Parse(JsonNode? body, ScimLimits? limits = null, FilterSyntax syntax = FilterSyntax.Strict)
    {
        var message = MessageReader.Open(body, ScimUrn.SearchRequest);
        return new SearchRequest
        {
            Attributes = Paths("attributes", message.Strings("attributes")),
            ExcludedAttributes = Paths("excludedAttributes", message.Strings("excludedAttributes")),
            Filter = message.OptionalString("filter") is { } filter ? FilterParser.Parse(filter, limits, syntax) : null,
            SortBy = message.OptionalString("sortBy") is { } sortBy ? OnePath("sortBy", sortBy) : null,
            SortOrder = Order(message.OptionalString("sortOrder")),
            StartIndex = message.OptionalInteger("startIndex") ?? 1,
            Count = message.OptionalInteger("count"),
            Cursor = NotBoth(message.OptionalString("cursor"), message.Find("startIndex") is not null),
        };
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static AttributePath[] Paths(string parameter, IEnumerable<string> names) => [.. names.Select(n => OnePath(parameter, n))];

    private static AttributePath OnePath(string parameter, string text) =>
        AttributePath.TryParse(text, out var path, out var error)
            ? path
            : throw new ScimSyntaxException(ScimError.InvalidValue($"\"{parameter}\" has \"{Excerpt.Of(text)}\", which is not an attribute path. {error}"), error);

    private static SortOrder Order(string? text) => text?.ToLowerInvariant() switch
    {
        null or "ascending" => SortOrder.Ascending,
        "descending" => SortOrder.Descending,
        _ => throw new ScimException(ScimError.InvalidValue($"\"sortOrder\" must be \"ascending\" or \"descending\"; it is \"{Excerpt.Of(text!)}\".")),
    };

    /// <summary>Each of the two asks for another way of paging (RFC 9865 section 2.4); the RFC does not say which one wins.</summary>
    private static string? NotBoth(string? cursor, bool startIndex) => cursor is not null && startIndex
        ? throw new ScimException(ScimError.InvalidValue("\"startIndex\" asks for paging by index and \"cursor\" for paging by cursor; send one of the two."))
        : cursor;

    /// <summary>An integer of any length, cut to the range of int.</summary>
    private static int? Integer(string parameter, string? text, Func<string, ScimError> error)
    {
        if (text is null)
            return null;
        if (System.Numerics.BigInteger.TryParse(text.Length > 40 ? "" : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return (int)System.Numerics.BigInteger.Max(int.MinValue, System.Numerics.BigInteger.Min(int.MaxValue, number));
        throw new ScimException(error($"\"{parameter}\" must be an integer; it is \"{Excerpt.Of(text)}\"."));
    }
}
