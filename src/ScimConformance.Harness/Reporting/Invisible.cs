namespace ScimConformance.Harness;

/// <summary>Characters that are acted on instead of being shown: a reader is deceived by them, and a line that holds them cannot be copied.</summary>
internal static class Invisible
{
    /// <summary>Control characters other than line feed and tab, marks and overrides of the writing direction, line separators, byte order mark, non-characters.</summary>
    public static bool Is(char c) => c is not ('\n' or '\t') && (char.IsControl(c) || c is
        '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        or '\uFEFF' or (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF');

    /// <summary>Whether the text holds one.</summary>
    public static bool AnyIn(string text) => text.Any(Is);
}
