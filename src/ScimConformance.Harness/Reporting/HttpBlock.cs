using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes a request as a block of an <c>.http</c> file, as the editors of VS Code (REST Client), Visual Studio and JetBrains send it. Credentials are the variable <c>{{token}}</c>.</summary>
public static class HttpBlock
{
    /// <summary>The variable that stands where a secret stood.</summary>
    public const string Variable = "{{token}}";

    /// <summary>Bodies of more characters than this are not put into the block.</summary>
    private const int LongestBody = 8 * 1024;

    private static readonly string[] SetByEditor = ["Host", "Content-Length", "Connection", "Transfer-Encoding"];

    /// <summary>The block, without secrets.</summary>
    /// <param name="request">The request as a report shows it.</param>
    /// <param name="title">What the request is for; one line.</param>
    public static string Of(ReportedRequest request, string title)
    {
        var block = new StringBuilder();
        block.Append("### ").Append(title.ReplaceLineEndings(" ")).Append('\n');
        var secret = request.Headers.Select(h => h.Value).Append(request.Url).Append(request.Body.Text ?? "").Any(t => t.Contains(Redactor.Mark, StringComparison.Ordinal));
        if (secret)
        {
            block.Append("# The secret is the variable: put a line \"@token = ...\" above, or define it in the editor's environment file.\n");
        }

        block.Append(request.Method).Append(' ').Append(WithVariable(request.Url)).Append(" HTTP/1.1\n");
        foreach (var header in request.Headers.Where(h => !SetByEditor.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            block.Append(header.Name).Append(": ").Append(WithVariable(header.Value)).Append('\n');
        }

        AppendBody(block, request.Body);
        return block.ToString();
    }

    private static void AppendBody(StringBuilder block, ReportedBody body)
    {
        if (body.Text is null && body.Base64 is null)
        {
            return;
        }

        block.Append('\n');
        if (body.Text is not { } text || body.TruncatedAt is not null || text.Length > LongestBody || !CanStand(text))
        {
            block.Append("# This body is too long for a block, or no plain text; save it beside this file.\n< ./body.bin\n");
            return;
        }

        block.Append(WithVariable(text)).Append('\n');
    }

    /// <summary>Editors end a request at a line of hash signs, include a file at an angle bracket, and fill in what stands in double braces.</summary>
    private static bool CanStand(string text) =>
        !text.StartsWith('<')
        && !text.Contains("{{", StringComparison.Ordinal)
        && !VisibleText.HoldsInvisible(text)
        && !text.Split('\n').Any(line => line.StartsWith("###", StringComparison.Ordinal));

    private static string WithVariable(string text) => text.Replace(Redactor.Mark, Variable, StringComparison.Ordinal);
}
