using System.Globalization;

namespace ScimConformance.Endurance;

/// <summary>Options that each have a value.</summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="UsageException">An option is unknown, or lacks its value.</exception>
    public OptionReader(string[] args, string command, params string[] known)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!known.Contains(args[i]) || i + 1 == args.Length)
            {
                throw new UsageException($"'{args[i]}': {command} takes {string.Join(", ", known)}, each with a value.");
            }

            _values[args[i]] = args[i + 1];
        }
    }

    /// <summary>A whole number above 0.</summary>
    public int Number(string option, int otherwise) => !_values.TryGetValue(option, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new UsageException($"{option} takes a whole number above 0, not '{text}'.");

    /// <summary>One of several words, or a word for all of them, which is also what no word means.</summary>
    public IReadOnlyList<string> Choice(string option, string all, params string[] words)
    {
        var word = _values.GetValueOrDefault(option, all);
        return word == all ? words
            : words.Contains(word) ? [word]
            : throw new UsageException($"{option} takes {string.Join(", ", words)} or {all}, not '{word}'.");
    }
}
