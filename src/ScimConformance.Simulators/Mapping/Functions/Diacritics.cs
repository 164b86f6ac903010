using System.Text;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>
/// NormalizeDiacritics by Microsoft's table. It is no Unicode decomposition: ø becomes oe and ß ss, while a letter that is not in the table (đ, þ, ð) stays.
/// Letters may be written in one character or as a base letter with combining marks.
/// </summary>
internal static class Diacritics
{
    /// <summary>Each line is the replacement and what it replaces. Upper-case letters follow from lower-case ones.</summary>
    private const string Table = """
        a ä à â ã å á ą ă ā ā́ ā̀ ā̂ ā̃ ǟ ā̈ ǡ a̱ å̄
        ae æ ǣ
        c ç č ć c̄ c̱
        d ď d̄ ḏ
        e ë è é ê ę ě ė ē ḗ ḕ ē̂ ē̃ ê̄ e̱ ë̄ e̊̄
        g ğ ḡ g̱
        i ï î ì í ı ī ī́ ī̀ ī̂ ī̃ i̱
        l ľ ł l̄ ḹ ḻ
        n ñ ń ň n̄ ṉ
        o ö ò ő õ ô ó ō ṓ ṑ ō̂ ō̃ ȫ ō̈ ǭ ȭ ȱ o̱
        oe ø ø̄ œ̄
        r ř r̄ ṟ ṝ
        ss ß
        s š ś ș ş s̄ s̱
        t ť ț t̄ ṯ
        u ü ù û ú ů ű ū ū́ ū̀ ū̂ ū̃ u̇̄ ǖ ṻ ṳ̄ u̱
        y ÿ ý ȳ ȳ́ ȳ̀ ȳ̃ y̱
        z ź ž ż z̄ ẕ
        """;

    /// <summary>By letter, taken apart.</summary>
    private static readonly Dictionary<string, string> Replacements = Read();

    public static string Remove(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = start + (char.IsHighSurrogate(text[start]) && start + 1 < text.Length ? 2 : 1);
            while (end < text.Length && IsMark(text[end]))
            {
                end++;
            }

            var letter = text[start..end];
            result.Append(Replacements.GetValueOrDefault(LatinLetters.TakeApart(letter), letter));
            start = end;
        }

        return result.ToString();
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private static Dictionary<string, string> Read()
    {
        var replacements = new Dictionary<string, string>(StringComparer.Ordinal) { [LatinLetters.TakeApart("İ")] = "I" };
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var (to, letters) = (line.Split(' ')[0], line.Split(' ')[1..]);
            foreach (var letter in letters)
            {
                replacements[LatinLetters.TakeApart(letter)] = to;
                var capital = letter.ToUpperInvariant();
                if (capital != letter)
                {
                    replacements[LatinLetters.TakeApart(capital)] = to.ToUpperInvariant();
                }
            }
        }

        // The dotless i has the ordinary capital I, which is no diacritic.
        replacements.Remove("I");
        return replacements;
    }
}
