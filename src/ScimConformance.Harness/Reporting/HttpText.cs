using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes exchanges as raw HTTP text, as they stood on the wire but for secrets and long bodies.</summary>
public static class HttpText
{
    /// <summary>Request, blank line, response.</summary>
    public static string Of(ReportedExchange exchange)
    {
        var text = new StringBuilder();
        text.Append(exchange.Request.Method).Append(' ').AppendLine(exchange.Request.Url);
        Append(text, exchange.Request.Headers, exchange.Request.Body);
        text.AppendLine();
        if (exchange.Response is { } response)
        {
            text.Append("HTTP ").Append(response.Status).AppendLine();
            Append(text, response.Headers, response.Body);
        }
        else
        {
            text.AppendLine("(no response)");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<WireHeader> headers, ReportedBody body)
    {
        foreach (var header in headers)
        {
            text.Append(header.Name).Append(": ").AppendLine(header.Value);
        }

        if ((body.Text ?? body.Base64) is not { } shown)
        {
            return;
        }

        text.AppendLine();
        if (body.Base64 is not null)
        {
            text.Append("(no UTF-8; base64) ");
        }

        text.AppendLine(shown);
        if (body.TruncatedAt is { } cut)
        {
            text.AppendLine($"(cut after {cut} bytes)");
        }
    }
}
