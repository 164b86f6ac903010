using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Regular expressions that were read already; a mapping has few and uses them for every person.</summary>
internal static class RegexCache
{
    private const int Most = 200;

    private static readonly ConcurrentDictionary<(string Pattern, TimeSpan Timeout), Regex> Read = new();

    /// <exception cref="ArgumentException">It is malformed.</exception>
    public static Regex Of(string pattern, TimeSpan timeout)
    {
        if (Read.TryGetValue((pattern, timeout), out var known))
        {
            return known;
        }

        if (Read.Count >= Most)
        {
            Read.Clear();
        }

        return Read[(pattern, timeout)] = new Regex(pattern, RegexOptions.CultureInvariant, timeout);
    }
}
