using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.OAuth;

/// <summary>Hands out access tokens (RFC 6749 section 4.4, RFC 7523 section 2.1). Its answers have the form of RFC 6749, not of SCIM.</summary>
internal sealed partial class TokenEndpoint(
    CredentialSource source, ClientCheck clients, AssertionCheck assertions, AccessTokens tokens, ProviderModel model, ILogger<TokenEndpoint> log)
{
    private const string ClientCredentials = "client_credentials";

    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    internal async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            await WriteErrorAsync(http, StatusCodes.Status405MethodNotAllowed, OAuthException.InvalidRequest("Tokens are asked for by POST."));
            return;
        }

        try
        {
            await GrantAsync(http);
        }
        catch (OAuthException exception)
        {
            LogRefused(log, exception.Error);
            var isClient = exception.Error == "invalid_client";
            if (isClient)
                http.Response.Headers.WWWAuthenticate = "Basic realm=\"SCIM\", charset=\"UTF-8\"";
            await WriteErrorAsync(http, isClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest, exception);
        }
        catch (ScimStoreException exception)
        {
            LogStore(log, exception.Message);
            http.Response.Headers.RetryAfter = exception.RetryAfter;
            // RFC 6749 section 5.2 has no code for it; these are those of section 4.1.2.1.
            await WriteErrorAsync(http, exception.Error.Status, new OAuthException(exception.MayPass ? "temporarily_unavailable" : "server_error", exception.Error.Detail));
        }
    }

    private async Task GrantAsync(HttpContext http)
    {
        var form = await TokenForm.ReadAsync(http);
        var book = source.Current;
        var client = form["grant_type"] switch
        {
            null => throw OAuthException.InvalidRequest($"grant_type is missing; it is {ClientCredentials} or {JwtBearer}."),
            ClientCredentials => await clients.CheckAsync(http, form, book),
            JwtBearer => form["assertion"] is { } assertion
                ? await assertions.FindAsync(assertion, book, http.RequestAborted) ?? throw OAuthException.InvalidGrant()
                : throw OAuthException.InvalidRequest("assertion is missing."),
            _ => throw OAuthException.UnsupportedGrantType($"grant_type is {ClientCredentials} or {JwtBearer}."),
        };
        var permissions = ScopeNames.Grant(form["scope"], client.Definition.Permissions);
        var token = tokens.Issue(client, permissions);
        LogGranted(log, client.Id, client.Definition.Tenant);
        var body = JsonBuffer.Write((token, permissions, model.Options.OAuth.TokenLifetime), static (writer, answer) =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", answer.token);
            writer.WriteString("token_type", "Bearer");
            writer.WriteNumber("expires_in", (long)answer.TokenLifetime.TotalSeconds);
            writer.WriteString("scope", ScopeNames.Format(answer.permissions));
            writer.WriteEndObject();
        });
        await WriteAsync(http, StatusCodes.Status200OK, body);
    }

    private static Task WriteErrorAsync(HttpContext http, int status, OAuthException exception) => WriteAsync(http, status, JsonBuffer.Write(exception, static (writer, error) =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error.Error);
        writer.WriteString("error_description", error.Description);
        writer.WriteEndObject();
    }));

    private static async Task WriteAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Token granted to {Client} of {Tenant}")]
    private static partial void LogGranted(ILogger log, string client, string tenant);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Token refused: {Error}")]
    private static partial void LogRefused(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "No token could be granted: {Reason}")]
    private static partial void LogStore(ILogger log, string reason);
}
