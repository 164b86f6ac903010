using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>A resource that a check created.</summary>
/// <param name="Target">Its path relative to the base URL, for example <c>/Users/2819c223</c>, percent-encoded.</param>
/// <param name="Id">Its id.</param>
/// <param name="Sent">The body that was sent to create it.</param>
/// <param name="Reply">The answer to its creation.</param>
public sealed record ScimResource(string Target, string Id, JsonObject Sent, ScimResponse Reply)
{
    /// <summary>The representation in the answer to its creation; empty when there was none.</summary>
    public JsonObject Json => Reply.Json as JsonObject ?? [];

    /// <summary>The user name that was sent; empty for other resources.</summary>
    public string UserName => Sent.Member("userName").Text() ?? "";

    /// <summary>The display name that was sent; empty when there was none.</summary>
    public string DisplayName => Sent.Member("displayName").Text() ?? "";
}
