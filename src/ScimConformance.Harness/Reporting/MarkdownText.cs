using System.Text;

namespace ScimConformance.Harness;

/// <summary>Text as text: what an endpoint answers must not become a heading, a link or HTML of a report.</summary>
internal static class MarkdownText
{
    private const int LongestValue = 8 * 1024;

    /// <summary>A block of code, fenced with more backticks than it holds.</summary>
    public static string Block(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n\n";
    }

    /// <summary>Code in a line.</summary>
    public static string Code(string text)
    {
        var line = VisibleText.Of(Cut(text).ReplaceLineEndings(" "));
        var fence = new string('`', LongestRun(line) + 1);
        return fence.Length > 1 ? $"{fence} {line} {fence}" : $"`{line}`";
    }

    /// <summary>Plain text in a line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in VisibleText.Of(Cut(text).ReplaceLineEndings(" ")))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string Cut(string text) => LongText.Cut(text, LongestValue);

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
