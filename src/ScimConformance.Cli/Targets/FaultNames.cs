using ScimConformance.Faults;

namespace ScimConformance.Cli;

/// <summary>Finds faults by the name that the user typed.</summary>
internal static class FaultNames
{
    /// <summary>The fault with this id.</summary>
    /// <exception cref="UsageException">There is none; the message names the nearest ids.</exception>
    public static Fault Find(string id) => FaultCatalogue.Find(id)
        ?? throw new UsageException($"There is no fault '{id}'. Did you mean {string.Join(", ", Nearest(id, 5))}? 'list faults' shows them all.");

    private static IEnumerable<string> Nearest(string id, int count) => FaultCatalogue.All
        .Select(f => f.Id)
        .OrderBy(f => f.Contains(id, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(f => Distance(f, id))
        .Take(count);

    /// <summary>How many letters have to be inserted, removed or replaced (Levenshtein).</summary>
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
