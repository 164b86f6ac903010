using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes a request as a line for a POSIX shell that sends it again with curl. Credentials are taken from the environment: SCIM_TOKEN, or SCIM_BASIC as <c>user:password</c>.</summary>
public static class CurlLine
{
    /// <summary>Bodies above this many bytes are not put on the line.</summary>
    private const int LongestBody = 8 * 1024;

    private static readonly string[] SetByCurl = ["Host", "Content-Length", "User-Agent", "Connection", "Transfer-Encoding"];

    /// <summary>The line, without secrets.</summary>
    /// <param name="request">The request as it was sent.</param>
    /// <param name="redactor">Knows the secrets.</param>
    public static string Of(RequestRecord request, Redactor redactor)
    {
        var line = new StringBuilder();
        var (before, data) = Body(redactor.Bytes(request.Body).Span);
        line.Append(before).Append("curl -g -i");
        line.Append(request.Method == "HEAD" ? " -I" : $" -X {request.Method}");
        line.Append(' ').Append(Quote(redactor.Text(request.Url.AbsoluteUri)));
        foreach (var header in request.Headers.Where(h => !SetByCurl.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            line.Append(' ').Append(Header(header, redactor));
        }

        foreach (var absent in Absent(request))
        {
            line.Append(" -H ").Append(Quote(absent + ":"));
        }

        return line.Append(data).ToString();
    }

    /// <summary>Headers that curl would add and the request did not have.</summary>
    private static IEnumerable<string> Absent(RequestRecord request)
    {
        bool Has(string name) => request.Headers.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (!Has("Accept"))
        {
            yield return "Accept";
        }

        if (request.Body.Length > 0 && !Has("Content-Type"))
        {
            yield return "Content-Type";
        }
    }

    private static string Header(WireHeader header, Redactor redactor)
    {
        var shown = redactor.Header(header);
        if (shown.Value == header.Value || !header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            return "-H " + Quote($"{shown.Name}: {shown.Value}");
        }

        return header.Value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            ? "-u \"$SCIM_BASIC\""
            : $"-H \"Authorization: {shown.Value.Split(' ')[0]} $SCIM_TOKEN\"";
    }

    private static (string Before, string Data) Body(ReadOnlySpan<byte> body)
    {
        if (body.Length == 0)
        {
            return ("", "");
        }

        if (body.Length > LongestBody)
        {
            return ("", $" --data-binary @body.json # a body of {body.Length} bytes");
        }

        // What a terminal acts on, and what a page cannot show, does not survive being copied.
        return Utf8.TryRead(body, out var text) && !VisibleText.HoldsInvisible(text)
            ? ("", " --data-binary " + Quote(text))
            : ($"printf %s {Convert.ToBase64String(body)} | base64 -d | ", " --data-binary @-");
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
