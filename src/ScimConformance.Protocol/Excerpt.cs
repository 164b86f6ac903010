namespace ScimConformance.Protocol;

/// <summary>Short quotations of bad input for error messages.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <summary>The text, cut where it is long; control characters are shown as spaces.</summary>
    internal static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "...");
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? ' ' : source[i];
        });
    }

    /// <summary>An error that quotes the word at a position.</summary>
    internal static SyntaxError Error(string text, int position, string expected)
    {
        if (position >= text.Length)
            return new SyntaxError(text.Length, expected, "end of text");
        var end = position + 1;
        while (end < text.Length && end - position < 20 && text[end] is not (' ' or '(' or ')' or '[' or ']'))
            end++;
        return new SyntaxError(position, expected, $"\"{Of(text[position..end])}\"");
    }
}
