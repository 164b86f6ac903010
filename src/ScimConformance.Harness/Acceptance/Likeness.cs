namespace ScimConformance.Harness;

/// <summary>Finds what somebody may have meant who misspelt a name.</summary>
public static class Likeness
{
    /// <summary>The names, the likest first: those that hold what was typed, then those that differ from it in the fewest letters.</summary>
    /// <param name="typed">What was typed, in any letter case.</param>
    /// <param name="names">The names there are.</param>
    public static IEnumerable<string> Order(string typed, IEnumerable<string> names) => names
        .OrderBy(n => n.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(n => Distance(n, typed));

    /// <summary>The likest name if it is like enough to be meant, else null.</summary>
    /// <param name="typed">What was typed, in any letter case.</param>
    /// <param name="names">The names there are.</param>
    public static string? Nearest(string typed, IEnumerable<string> names) =>
        names.MinBy(n => Distance(n, typed)) is { } best && Distance(best, typed) <= Math.Max(2, typed.Length / 3) ? best : null;

    /// <summary>How many letters have to be inserted, removed or replaced (Levenshtein), letter case aside.</summary>
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
