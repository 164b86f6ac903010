using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The journals that a sweep goes by.</summary>
internal sealed class SweepJournals
{
    private readonly List<string> _spent = [];
    private readonly List<JournalEntry> _entries = [];
    private readonly List<string> _notes = [];

    /// <summary>What may be left at the endpoint, by all journals.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>What the user has to know of them.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads journals.</summary>
    /// <param name="baseUrl">The endpoint; what journals tell of others is passed over.</param>
    /// <param name="paths">The files.</param>
    /// <param name="byDefault">Whether they are those of the working directory, which are removed when there is nothing left to say in them.</param>
    /// <exception cref="UsageException">A file cannot be read, or is no journal.</exception>
    public static SweepJournals Read(Uri baseUrl, IReadOnlyList<string> paths, bool byDefault)
    {
        var journals = new SweepJournals();
        foreach (var path in paths)
        {
            journals.Add(baseUrl, path, byDefault);
        }

        return journals;
    }

    /// <summary>Removes the journals of the working directory that have nothing left to say.</summary>
    public void Remove(bool dryRun)
    {
        foreach (var path in dryRun ? [] : _spent)
        {
            File.Delete(path);
        }
    }

    private void Add(Uri baseUrl, string path, bool byDefault)
    {
        string text;
        try
        {
            // A run that is still going on holds its journal.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var reader = new StreamReader(file);
            text = reader.ReadToEnd();
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            _notes.Add($"{path} is passed over: the run that writes it seems to be going on ({e.Message})");
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--journal {path}: the file cannot be read: {e.Message}");
        }

        try
        {
            var open = JournalReader.Read(text, path).Where(e => e.IsOpen).ToList();
            var here = open.Where(e => e.BaseUrl == baseUrl).ToList();
            _entries.AddRange(here);
            if (byDefault && here.Count == open.Count)
            {
                _spent.Add(path);
            }
            else if (!byDefault && open.Count > 0 && here.Count == 0)
            {
                _notes.Add($"{path} tells of {string.Join(", ", open.Select(e => e.BaseUrl.AbsoluteUri.TrimEnd('/')).Distinct())}, not of {baseUrl.AbsoluteUri.TrimEnd('/')}.");
            }
        }
        catch (FormatException e)
        {
            throw new UsageException($"--journal {path}: {e.Message}");
        }
    }
}
