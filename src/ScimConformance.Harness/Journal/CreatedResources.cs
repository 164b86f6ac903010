using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Which requests may create resources, and what an answer says was created.</summary>
public static class CreatedResources
{
    /// <summary>Whether a request may create something: a POST that is no search, and a PUT, which must not and on some endpoints does.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the base URL.</param>
    public static bool MayComeOf(string method, string target) =>
        (method is "POST" or "PUT") && !PathOf(target).EndsWith("/.search", StringComparison.OrdinalIgnoreCase);

    /// <summary>The paths below the base URL of what was created, percent-encoded; empty when nothing was.</summary>
    /// <param name="baseUrl">The base URL.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the base URL.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">The body of the answer; null when it is no JSON.</param>
    /// <param name="location">The Location header of the answer, or null.</param>
    public static IReadOnlyList<string> Of(Uri baseUrl, string method, string target, int status, JsonNode? body, string? location)
    {
        var path = PathOf(target);
        if (!MayComeOf(method, target) || status is < 200 or > 299 || (method == "PUT" && status != 201))
        {
            return [];
        }

        if (method == "PUT")
        {
            return [path.TrimEnd('/')];
        }

        return IsBulk(path) ? InBulk(baseUrl, path, body) : One(baseUrl, path, body, location);
    }

    /// <summary>Whether a request goes to the endpoint of bulk jobs.</summary>
    internal static bool IsBulk(string target) => PathOf(target).TrimEnd('/').EndsWith("/Bulk", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the answer to a bulk job tells of a creation, but not where it is.</summary>
    internal static bool HidesCreations(string target, int status, JsonNode? body) =>
        IsBulk(target) && status is >= 200 and <= 299 && BulkResult.In(body).Any(r => r.IsSuccess && IsCreation(r) && r.Location is null);

    /// <summary>Path below the base URL of a Location, absolute or relative to it; null when it lies elsewhere.</summary>
    internal static string? Below(Uri baseUrl, string? location)
    {
        var root = baseUrl.AbsoluteUri.TrimEnd('/') + "/";
        return location is not null && Uri.TryCreate(new Uri(root), location, out var url) && url.AbsoluteUri.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            ? url.AbsoluteUri[(root.Length - 1)..]
            : null;
    }

    /// <summary>The path without query.</summary>
    internal static string PathOf(string target) => target.Split('?')[0];

    private static IReadOnlyList<string> One(Uri baseUrl, string path, JsonNode? body, string? location) =>
        body.Member("id").Text() is { Length: > 0 } id ? [$"{path.TrimEnd('/')}/{Uri.EscapeDataString(id)}"]
        : Located(baseUrl, path, location) is { } target ? [target]
        : [];

    // The location of a failed operation may be that of a stranger's resource, with which it conflicts.
    private static List<string> InBulk(Uri baseUrl, string endpoint, JsonNode? body) =>
        BulkResult.In(body).Where(r => r.IsSuccess && IsCreation(r)).Select(r => Located(baseUrl, endpoint, r.Location)).OfType<string>().ToList();

    private static bool IsCreation(BulkResult result) =>
        result.Status == 201 || "POST".Equals(result.Method, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a Location leads: a path below the base URL; for an absolute endpoint, which stands on another base URL, an absolute URL below that endpoint's own.</summary>
    private static string? Located(Uri baseUrl, string endpoint, string? location)
    {
        if (endpoint.StartsWith('/'))
        {
            return Below(baseUrl, location);
        }

        var root = endpoint[..(endpoint.TrimEnd('/').LastIndexOf('/') + 1)];
        return location is not null && location.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? location : null;
    }
}
