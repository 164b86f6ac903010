namespace ScimConformance.Provider.OAuth;

/// <summary>A refusal by the token endpoint.</summary>
/// <param name="error">The code of RFC 6749 section 5.2.</param>
/// <param name="description">What was wrong, without any secret.</param>
internal sealed class OAuthException(string error, string description) : Exception($"{error}: {description}")
{
    internal string Error { get; } = error;

    internal string Description { get; } = description;

    internal static OAuthException InvalidRequest(string description) => new("invalid_request", description);

    /// <summary>One text for every cause, so that nobody learns which clients there are.</summary>
    internal static OAuthException InvalidClient() => new("invalid_client", "The client is unknown, or its secret or assertion is not accepted.");

    internal static OAuthException InvalidGrant() => new("invalid_grant", "The assertion is not accepted.");

    internal static OAuthException InvalidScope(string description) => new("invalid_scope", description);

    internal static OAuthException UnsupportedGrantType(string description) => new("unsupported_grant_type", description);
}
