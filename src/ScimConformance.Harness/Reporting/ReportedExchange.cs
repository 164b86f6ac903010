namespace ScimConformance.Harness;

/// <summary>A body as a report shows it: without secrets, cut when it is long.</summary>
/// <param name="Text">The text; null when the body is empty or no UTF-8.</param>
/// <param name="Base64">The bytes as base64 when they are no UTF-8, else null.</param>
/// <param name="TruncatedAt">How many bytes are shown when the body is longer than <see cref="Longest"/>, else null.</param>
public sealed record ReportedBody(string? Text, string? Base64, int? TruncatedAt)
{
    /// <summary>How many bytes of a body are shown: 64 KiB.</summary>
    public const int Longest = 64 * 1024;

    internal static ReportedBody From(ReadOnlyMemory<byte> bytes, Redactor redactor)
    {
        // Redacted before it is cut: a secret across the cut would keep its first half.
        var whole = redactor.Bytes(bytes);
        if (whole.Length == 0)
        {
            return new ReportedBody(null, null, null);
        }

        var shown = Utf8.Cut(whole, Longest);
        int? cut = shown.Length < whole.Length ? shown.Length : null;
        return Utf8.TryRead(shown.Span, out var text)
            ? new ReportedBody(text, null, cut)
            : new ReportedBody(null, Convert.ToBase64String(shown.Span), cut);
    }
}

/// <summary>A request as a report shows it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The absolute URL.</param>
/// <param name="Headers">The headers, in order.</param>
/// <param name="Body">The body.</param>
public sealed record ReportedRequest(string Method, string Url, IReadOnlyList<WireHeader> Headers, ReportedBody Body);

/// <summary>A response as a report shows it.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">The headers, in order.</param>
/// <param name="Body">The body.</param>
public sealed record ReportedResponse(int Status, IReadOnlyList<WireHeader> Headers, ReportedBody Body);

/// <summary>An exchange as a report shows it: without secrets, long bodies cut, with a line to send it again.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The response, or null when none came.</param>
/// <param name="Curl">A shell line that sends the request again; see <see cref="CurlLine"/>.</param>
public sealed record ReportedExchange(ReportedRequest Request, ReportedResponse? Response, string Curl)
{
    /// <summary>The exchange as a report shows it.</summary>
    /// <param name="exchange">The exchange as it was recorded.</param>
    /// <param name="redactor">Knows the secrets.</param>
    public static ReportedExchange From(Exchange exchange, Redactor redactor) => new(
        new ReportedRequest(
            exchange.Request.Method,
            redactor.Text(exchange.Request.Url.AbsoluteUri),
            exchange.Request.Headers.Select(redactor.Header).ToList(),
            ReportedBody.From(exchange.Request.Body, redactor)),
        exchange.Response is not { } response ? null : new ReportedResponse(
            response.Status,
            response.Headers.Select(redactor.Header).ToList(),
            ReportedBody.From(response.Body, redactor)),
        CurlLine.Of(exchange.Request, redactor));
}
