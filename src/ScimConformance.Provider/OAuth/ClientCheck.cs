using Microsoft.AspNetCore.Http;
using ScimConformance.Provider.Authentication;

namespace ScimConformance.Provider.OAuth;

/// <summary>Finds out which client asks for a token (RFC 6749 section 2.3, RFC 7523 section 2.2).</summary>
internal sealed class ClientCheck(AssertionCheck assertions, TimeProvider clock)
{
    internal const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <exception cref="OAuthException">invalid_client; invalid_request where the client authenticates in two ways.</exception>
    internal async ValueTask<OAuthClient> CheckAsync(HttpContext http, TokenForm form, CredentialBook book)
    {
        var header = http.Request.Headers.Authorization;
        var (id, secret, assertion) = (form["client_id"], form["client_secret"], form["client_assertion"]);
        if ((header.Count > 0 ? 1 : 0) + (secret is null ? 0 : 1) + (assertion is null ? 0 : 1) > 1)
            throw OAuthException.InvalidRequest("The client authenticates in more than one way; use one (RFC 6749 section 2.3).");
        if (assertion is not null)
        {
            if (form["client_assertion_type"] != AssertionType)
                throw OAuthException.InvalidRequest($"client_assertion_type must be {AssertionType}.");
            var client = await assertions.FindAsync(assertion, book, http.RequestAborted);
            return client is not null && (id is null || id == client.Id) ? client : throw OAuthException.InvalidClient();
        }

        if (header.Count > 0)
            return Basic(header.Count == 1 ? header[0]! : "", book) ?? throw OAuthException.InvalidClient();
        return id is not null && secret is not null ? Find(id, secret, book) ?? throw OAuthException.InvalidClient() : throw OAuthException.InvalidClient();
    }

    private OAuthClient? Basic(string header, CredentialBook book)
    {
        if (CredentialCheck.Read(header) is not (ScimCredentialScheme.Basic, var pair) || pair.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
            return null;
        var (id, secret) = (pair[..colon], pair[(colon + 1)..]);
        // RFC 6749 has both encoded as in a form; many clients send them as they are.
        return Find(Decoded(id), Decoded(secret), book) ?? Find(id, secret, book);
    }

    private OAuthClient? Find(string id, string secret, CredentialBook book) =>
        book.FindClient(id) is { } client && client.Accepts(secret, clock.GetUtcNow()) ? client : null;

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
