using System.Globalization;
using System.Text;

namespace ScimConformance.Harness;

/// <summary>Makes visible what a terminal or a browser would act on instead of showing it: a reader is deceived by such characters, and a line that holds them cannot be copied.</summary>
public static class VisibleText
{
    /// <summary>The text with control characters as their pictures (␀, ␛), and marks of the writing direction, line separators and the like as <c>⟨U+202E⟩</c>. Line feeds and tabs stay; CR LF becomes LF; half a surrogate pair becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (!NeedsChange(text))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                visible.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '\n' or '\t' => visible.Append(c),
                '\r' when i + 1 < text.Length && text[i + 1] == '\n' => visible,
                < ' ' => visible.Append((char)(0x2400 + c)),
                '\u007F' => visible.Append('\u2421'),
                _ when char.IsSurrogate(c) => visible.Append('\uFFFD'),
                _ when IsInvisible(c) => visible.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩"),
                _ => visible.Append(c),
            };
        }

        return visible.ToString();
    }

    /// <summary>Whether the text holds a character that is acted on instead of being shown.</summary>
    internal static bool HoldsInvisible(string text) => text.Any(IsInvisible);

    private static bool NeedsChange(string text) => text.Any(c => IsInvisible(c) || char.IsSurrogate(c));

    /// <summary>Control characters other than line feed and tab, marks and overrides of the writing direction, line separators, byte order mark, non-characters.</summary>
    private static bool IsInvisible(char c) => c is not ('\n' or '\t') && (char.IsControl(c) || c is
        '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        or '\uFEFF' or (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF');
}
