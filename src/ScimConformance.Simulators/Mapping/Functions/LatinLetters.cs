using System.Text;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>The canonical decomposition (NFD) of those Latin letters that Microsoft's table of diacritics needs; this program runs without the runtime's language data.</summary>
internal static class LatinLetters
{
    /// <summary>Marks, the letters that carry them, and these letters without.</summary>
    private static readonly (string Marks, string With, string Without)[] Table =
    [
        ("\u0300", "ÀÈÌÒÙàèìòù", "AEIOUaeiou"),
        ("\u0301", "ÁÉÍÓÚÝáéíóúýĆćŃńŚśŹź", "AEIOUYaeiouyCcNnSsZz"),
        ("\u0302", "ÂÊÎÔÛâêîôû", "AEIOUaeiou"),
        ("\u0303", "ÃÑÕãñõ", "ANOano"),
        ("\u0304", "ĀāĒēĪīŌōŪūǢǣȲȳḠḡ", "AaEeIiOoUuÆæYyGg"),
        ("\u0306", "ĂăĞğ", "AaGg"),
        ("\u0307", "ĖėİŻżȦȧȮȯ", "EeIZzAaOo"),
        ("\u0308", "ÄËÏÖÜäëïöüÿŸ", "AEIOUaeiouyY"),
        ("\u030a", "ÅåŮů", "AaUu"),
        ("\u030b", "ŐőŰű", "OoUu"),
        ("\u030c", "ČčĎďĚěĽľŇňŘřŠšŤťŽž", "CcDdEeLlNnRrSsTtZz"),
        ("\u0323", "ḶḷṚṛ", "LlRr"),
        ("\u0324", "Ṳṳ", "Uu"),
        ("\u0326", "ȘșȚț", "SsTt"),
        ("\u0327", "ÇçŞş", "CcSs"),
        ("\u0328", "ĄąĘęǪǫ", "AaEeOo"),
        ("\u0331", "ḎḏḺḻṈṉṞṟṮṯẔẕ", "DdLlNnRrTtZz"),
        ("\u0303\u0304", "Ȭȭ", "Oo"),
        ("\u0304\u0300", "ḔḕṐṑ", "EeOo"),
        ("\u0304\u0301", "ḖḗṒṓ", "EeOo"),
        ("\u0304\u0308", "Ṻṻ", "Uu"),
        ("\u0307\u0304", "ǠǡȰȱ", "AaOo"),
        ("\u0308\u0304", "ǕǖǞǟȪȫ", "UuAaOo"),
        ("\u0323\u0304", "ḸḹṜṝ", "LlRr"),
        ("\u0328\u0304", "Ǭǭ", "Oo"),
    ];

    private static readonly Dictionary<char, string> Parts = Table
        .SelectMany(row => row.With.Select((letter, i) => KeyValuePair.Create(letter, row.Without[i] + row.Marks)))
        .ToDictionary();

    /// <summary>The letters and marks of a text, base letters first.</summary>
    public static string TakeApart(string text)
    {
        var result = new StringBuilder(text.Length + 2);
        foreach (var c in text)
        {
            if (Parts.TryGetValue(c, out var parts))
            {
                result.Append(parts);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
