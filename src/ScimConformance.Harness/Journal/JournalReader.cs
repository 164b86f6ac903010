namespace ScimConformance.Harness;

/// <summary>Reads journals.</summary>
public static class JournalReader
{
    /// <summary>What a journal tells of, in the order in which it was announced.</summary>
    /// <param name="text">The journal.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="FormatException">It is no journal; the message says which line. A torn last line is passed over: that is how a killed process ends.</exception>
    public static IReadOnlyList<JournalEntry> Read(string text, string name)
    {
        var entries = new Dictionary<long, JournalEntry>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            if (JournalLine.TryParse(lines[i]) is not { } line || !TryApply(entries, line))
            {
                if (i == lines.Length - 1)
                {
                    break;
                }

                throw new FormatException($"{name} is no journal of a run: line {i + 1} is {(lines[i].Length <= 100 ? lines[i] : lines[i][..100] + "…")}. Give a file that 'check' wrote.");
            }
        }

        return entries.OrderBy(e => e.Key).Select(e => e.Value).ToList();
    }

    private static bool TryApply(Dictionary<long, JournalEntry> entries, JournalLine line)
    {
        switch (line)
        {
            case { Event: JournalLine.Announced, Entry: { } number, BaseUrl: { } url, Prefix: { } prefix, Endpoint: { } endpoint } when Uri.TryCreate(url, UriKind.Absolute, out var baseUrl):
                entries[number] = new JournalEntry(baseUrl, prefix, endpoint, line.Name, [], Answered: false);
                return true;

            case { Event: JournalLine.Created, Entry: { } number, Target: { } target } when entries.TryGetValue(number, out var entry):
                entries[number] = entry with { Targets = [.. entry.Targets, target], Answered = true };
                return true;

            case { Event: JournalLine.NothingCreated, Entry: { } number } when entries.TryGetValue(number, out var entry):
                entries[number] = entry with { Answered = true };
                return true;

            case { Event: JournalLine.Removed, Target: { } target }:
                foreach (var (number, entry) in entries.Where(e => e.Value.Targets.Contains(target) && e.Value.BaseUrl.AbsoluteUri == line.BaseUrl).ToList())
                {
                    entries[number] = entry with { Targets = entry.Targets.Where(t => t != target).ToList() };
                }

                return true;

            default:
                return false;
        }
    }
}
