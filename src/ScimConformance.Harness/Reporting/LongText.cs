namespace ScimConformance.Harness;

/// <summary>Keeps texts of reports at bounded length.</summary>
internal static class LongText
{
    /// <summary>The text, or its beginning and how much more there is.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : $"{Begin(text, most)} … ({text.Length - most} more characters)";

    /// <summary>The beginning of the text, never half a surrogate pair.</summary>
    public static string Begin(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
