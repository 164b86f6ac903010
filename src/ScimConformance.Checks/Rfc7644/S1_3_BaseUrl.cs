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
                var user = await scim.SharedUserAsync();
                var location = user.Reply.Header("Location") ?? user.Reply.At("meta.location").Text() ?? "";
                CheckContext.Require(location.Length > 0, "the answer to a creation gives no location");
                var path = location.Split('?')[0];
                user.Reply.Judge(path.Contains(scim.Users + "/", StringComparison.OrdinalIgnoreCase), $"a location with {scim.Users}/… before any query", location);
            },
        },
    ]);
}
