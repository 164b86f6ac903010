using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Writes exchanges as raw <c>.http</c> text, credentials blotted out.</summary>
internal static class HttpTranscript
{
    /// <summary>Writes what was exchanged, each exchange under a line <c>### action</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="exchanges">The exchanges.</param>
    /// <param name="actions">What each exchange was for.</param>
    /// <param name="credentials">What must not show.</param>
    public static async Task WriteAsync(TextWriter writer, IReadOnlyList<Exchange> exchanges, IReadOnlyList<string> actions, ScimCredentials credentials)
    {
        var redactor = new Redactor(credentials);
        for (var i = 0; i < exchanges.Count; i++)
        {
            await writer.WriteAsync(redactor.Text(Format(exchanges[i], i < actions.Count ? actions[i] : "no answer")));
        }
    }

    private static string Format(Exchange exchange, string action)
    {
        var (request, text) = (exchange.Request, new StringBuilder());
        text.Append("### ").Append(action).Append('\n');
        text.Append(request.Method).Append(' ').Append(request.Url.PathAndQuery).Append(" HTTP/1.1\n");
        text.Append("Host: ").Append(request.Url.Authority).Append('\n');
        Append(text, request.Headers, request.Body);
        if (exchange.Response is { } response)
        {
            text.Append("\nHTTP/1.1 ").Append(response.Status).Append('\n');
            Append(text, response.Headers, response.Body);
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<WireHeader> headers, ReadOnlyMemory<byte> body)
    {
        foreach (var header in headers)
        {
            text.Append(header.Name).Append(": ").Append(header.Value).Append('\n');
        }

        if (body.Length > 0)
        {
            text.Append('\n').Append(Encoding.UTF8.GetString(body.Span)).Append('\n');
        }
    }
}
