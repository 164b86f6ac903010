using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScimConformance.Protocol.Filters;

/// <summary>Reads the JSON literal of a comparison (RFC 8259).</summary>
internal readonly record struct FilterLiteral(FilterValue? Value, int End, SyntaxError? Error)
{
    internal const string Expected = "a value: a string in double quotes, a number, true, false or null";

    internal static readonly SearchValues<char> Delimiters = SearchValues.Create(" ()[]\"");

    internal static FilterLiteral Read(string text, int start)
    {
        if (start >= text.Length)
            return Wrong(text, start, Expected);
        if (text[start] == '"')
            return ReadString(text, start);
        var length = text.AsSpan(start).IndexOfAny(Delimiters);
        var end = length < 0 ? text.Length : start + length;
        var word = text.AsSpan(start, end - start);
        return word switch
        {
            "true" => new(FilterValue.True, end, null),
            "false" => new(FilterValue.False, end, null),
            "null" => new(FilterValue.Null, end, null),
            _ when IsNumber(word) => new(FilterValue.NumberAsWritten(word.ToString()), end, null),
            _ => Wrong(text, start, Expected),
        };
    }

    private static FilterLiteral ReadString(string text, int start)
    {
        StringBuilder? unescaped = null;
        var copied = start + 1;
        for (var i = start + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ')
                return Wrong(text, i, $"no control character in a string (write \\u{(int)c:x4})");
            if (c == '"')
            {
                var tail = text.AsSpan(copied, i - copied);
                var value = unescaped is null ? tail.ToString() : unescaped.Append(tail).ToString();
                // Half a surrogate pair is no character: it cannot be normalized, compared or written as UTF-8.
                return HasLoneSurrogate(value)
                    ? Wrong(text, start, "a string without half of a surrogate pair")
                    : new(FilterValue.Of(value), i + 1, null);
            }

            if (c != '\\')
                continue;
            unescaped ??= new StringBuilder();
            unescaped.Append(text, copied, i - copied);
            if (Unescape(text, i + 1) is not { } character)
                return Wrong(text, i, "a JSON escape (\\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits)");
            unescaped.Append(character);
            i += text[i + 1] == 'u' ? 5 : 1;
            copied = i + 1;
        }

        return Wrong(text, text.Length, "a closing double quote");
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static char? Unescape(string text, int at) => at >= text.Length ? null : text[at] switch
    {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' when at + 5 <= text.Length
            && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => (char)code,
        _ => null,
    };

    /// <summary>number = [ "-" ] int [ frac ] [ exp ], RFC 8259 section 6.</summary>
    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        if (word is ['-', ..])
            word = word[1..];
        var digits = Digits(word);
        if (digits == 0 || (digits > 1 && word[0] == '0'))
            return false;
        word = word[digits..];
        if (word is ['.', ..])
        {
            digits = Digits(word[1..]);
            if (digits == 0)
                return false;
            word = word[(digits + 1)..];
        }

        if (word is not ['e' or 'E', ..])
            return word.IsEmpty;
        word = word[1..];
        if (word is ['+' or '-', ..])
            word = word[1..];
        return !word.IsEmpty && Digits(word) == word.Length;
    }

    private static int Digits(ReadOnlySpan<char> word)
    {
        var other = word.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? word.Length : other;
    }

    private static FilterLiteral Wrong(string text, int position, string expected) => new(null, position, Excerpt.Error(text, position, expected));
}
