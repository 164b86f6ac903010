using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScimConformance.Provider.OAuth;

/// <summary>The parameters of a token request: of the body only, since secrets in a URL end up in logs (RFC 6749 section 2.3.1).</summary>
internal sealed class TokenForm
{
    private const int MaxBytes = 64 * 1024;

    private static readonly FormOptions Limits = new() { ValueCountLimit = 64, KeyLengthLimit = 256, ValueLengthLimit = MaxBytes };

    private readonly IFormCollection form;

    private TokenForm(IFormCollection form) => this.form = form;

    /// <exception cref="OAuthException">invalid_request: the body is no form, or too long.</exception>
    internal static async ValueTask<TokenForm> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        var form = new FormFeature(request, Limits);
        // Of two Content-Type headers the text begins as it should, and is no media type.
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true || !form.HasFormContentType)
            throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        if (request.ContentLength > MaxBytes)
            throw OAuthException.InvalidRequest($"The body is longer than {MaxBytes} bytes.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBytes;
        try
        {
            return new TokenForm(await form.ReadFormAsync(http.RequestAborted));
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            throw OAuthException.InvalidRequest("The body is not a form that can be read.");
        }
    }

    /// <summary>A parameter, null where it is missing or empty (RFC 6749 section 3.2).</summary>
    /// <exception cref="OAuthException">invalid_request: it stands more than once.</exception>
    internal string? this[string name] => form[name] switch
    {
        [] or [""] or [null] => null,
        [var value] => value,
        _ => throw OAuthException.InvalidRequest($"The parameter {name} stands more than once."),
    };
}
