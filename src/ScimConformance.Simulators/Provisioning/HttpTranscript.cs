using System.Globalization;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Writes exchanges as raw <c>.http</c> text, credentials blotted out.</summary>
internal static class HttpTranscript
{
    /// <summary>Writes what was exchanged, each exchange under a line <c>### action</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="exchanges">The exchanges.</param>
    /// <param name="client">Who sent them, and for what.</param>
    /// <param name="credentials">What must not show.</param>
    public static async Task WriteAsync(TextWriter writer, IReadOnlyList<Exchange> exchanges, ProvisioningClient client, ScimCredentials credentials)
    {
        var redactor = new Redactor(credentials);
        for (var i = 0; i < exchanges.Count; i++)
        {
            await writer.WriteAsync(redactor.Text(Format(exchanges[i], i < client.Steps.Count ? client.Steps[i].Action : "no answer", client.Order)));
        }
    }

    /// <summary>One exchange under a line <c>### action</c>, credentials as they are.</summary>
    public static string Format(Exchange exchange, string action, IReadOnlyList<string> order)
    {
        var text = new StringBuilder().Append("### ").Append(action).Append('\n').Append(Head(exchange.Request, order));
        AppendBody(text, exchange.Request.Body);
        if (exchange.Response is { } response)
        {
            text.Append("\nHTTP/1.1 ").Append(response.Status).Append('\n');
            foreach (var header in response.Headers)
            {
                text.Append(header.Name).Append(": ").Append(header.Value).Append('\n');
            }

            AppendBody(text, response.Body);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Request line and headers as they go out: Host, and the length of a body, are added below the recorder, and so is the order.</summary>
    private static string Head(RequestRecord request, IReadOnlyList<string> order)
    {
        var headers = request.Headers.Prepend(new WireHeader("Host", request.Url.Authority));
        if (request.Body.Length > 0 && request.Headers.All(h => h.Name != "Content-Length"))
        {
            headers = headers.Append(new WireHeader("Content-Length", request.Body.Length.ToString(CultureInfo.InvariantCulture)));
        }

        var lines = headers.Select(h => $"{h.Name}: {h.Value}").Prepend($"{request.Method} {request.Url.PathAndQuery} HTTP/1.1");
        return HeaderOrder.Arrange(string.Join("\r\n", lines), order).TrimEnd().ReplaceLineEndings("\n") + "\n";
    }

    private static void AppendBody(StringBuilder text, ReadOnlyMemory<byte> body)
    {
        if (body.Length > 0)
        {
            text.Append('\n').Append(Encoding.UTF8.GetString(body.Span)).Append('\n');
        }
    }
}
