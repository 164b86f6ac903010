using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 1.3: the base URI.</summary>
internal static class S1_3_BaseUrl
{
    public static CheckGroup Group { get; } = new("RFC7644-1.3", "Base URI",
    [
        // "The Base URI MUST NOT contain a query string".
        new()
        {
            Id = "BASE-URL-001", Title = "no query string stands before the endpoint in a resource's location",
            Verifies = ["RFC7644-1.3-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var location = user.Reply.Header("Location") ?? user.Reply.At("meta.location").Text() ?? "";
                CheckContext.Require(location.Length > 0, "the answer to a creation gives no location");
                var path = location.Split('?')[0];
                user.Reply.Judge(path.Contains(scim.Users + "/", StringComparison.OrdinalIgnoreCase), $"a location with {scim.Users}/… before any query", location);
            },
        },

        // The base URI has "some initial path"; what the endpoint hands out keeps it.
        new()
        {
            Id = "BASE-URL-002", Title = "the location of a resource keeps the path of the base URL",
            Verifies = ["RFC7644-1.3-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var location = user.Reply.At("meta.location").Text() ?? user.Reply.Header("Location");
                CheckContext.Require(!string.IsNullOrEmpty(location), "the answer to a creation gives no location");
                var prefix = scim.Target.BaseUrl.AbsolutePath.TrimEnd('/') + "/";
                var path = scim.ResolveLocation(location)?.AbsolutePath ?? "";
                user.Reply.Judge(path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase), $"a location below {prefix}", location!);
            },
        },
    ]);
}
