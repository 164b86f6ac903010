using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The journal of one run of a command: where it stands, and what becomes of it at the end.</summary>
internal sealed class RunBook : IDisposable
{
    /// <summary>The folder of the working directory in which journals stand unless told otherwise.</summary>
    public const string Folder = ".scim-conformance";

    private readonly RunJournalFile _file;
    private readonly bool _keep;
    private readonly bool _second;

    private RunBook(RunJournalFile file, bool keep, bool second)
    {
        _file = file;
        _keep = keep;
        _second = second;
    }

    public IRunJournal Journal => _file;

    /// <summary>Opens the journal.</summary>
    /// <param name="option">The file that the user named, or null.</param>
    /// <param name="url">The endpoint.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="UsageException">It cannot be written, or a run with this seed left something behind.</exception>
    public static RunBook Open(string? option, Uri url, long seed) => Open(option, url, seed, second: false);

    /// <summary>Opens the journal of a second tenant. It stands in a file of its own, which 'sweep' takes up only when it is named: what is in it must not be looked for with the first tenant's credentials.</summary>
    /// <param name="option">The file that the user named for the first tenant, or null.</param>
    /// <param name="url">The base URL of the second tenant.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="UsageException">It cannot be written, or a run with this seed left something behind.</exception>
    public static RunBook OpenSecond(string? option, Uri url, long seed) => Open(option, url, seed, second: true);

    private static RunBook Open(string? option, Uri url, long seed, bool second)
    {
        var prefix = TestData.PrefixOf(seed);
        var path = second ? option is null ? Path.Combine(Folder, $"{prefix}.second-tenant.jsonl") : $"{option}.second-tenant" : option ?? Path.Combine(Folder, $"{prefix}.journal.jsonl");
        try
        {
            if (option is null)
            {
                Directory.CreateDirectory(Folder);
                File.WriteAllText(Path.Combine(Folder, ".gitignore"), "*\n");
            }

            var baseUrl = new ScimTarget(url).BaseUrl;
            var file = RunJournalFile.Open(path, baseUrl, prefix, TimeProvider.System);
            if (file.ReadOpen().Any(e => e.Prefix == prefix && e.BaseUrl == baseUrl))
            {
                file.Dispose();
                throw new UsageException($"A run with seed {seed} was not cleaned up, and its names would be in the way of this one: run '{Sweep(baseUrl, second ? path : null)}' first, or give another --seed. Its journal is {Path.GetFullPath(path)}.");
            }

            return new RunBook(file, keep: option is not null, second);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The journal {path} cannot be written: {e.Message} Name a file that can with --journal FILE; without a journal nobody could clean up after a run that was killed.");
        }
        catch (FormatException e)
        {
            throw new UsageException($"--journal {path}: {e.Message}");
        }
    }

    /// <summary>Ends the run: looks for what requests without answer may have left, and removes the journal when nothing is left to say.</summary>
    /// <param name="target">The endpoint.</param>
    /// <returns>What the user has to know, or null when nothing is left.</returns>
    public async Task<string?> CloseAsync(ScimTarget target)
    {
        try
        {
            var open = _file.ReadOpen();
            var left = open.Count == 0 ? [] : (await LeftoverSweep.RunAsync(target, open, [], dryRun: false)).Where(f => f.IsOpen).ToList();
            if (left.Count > 0)
            {
                return Told(target, $"{string.Join("; ", left.Take(5).Select(f => $"{f.Target} {f.Name}: {f.Why}"))}{(left.Count > 5 ? $"; and {left.Count - 5} more" : "")}.");
            }
        }
        catch (Exception e) when (e is UnusableTargetException or TransportException or TokenException)
        {
            return Told(target, e.Message);
        }

        var path = _file.Path;
        _file.Dispose();
        if (!_keep)
        {
            File.Delete(path);
        }

        return null;
    }

    public void Dispose() => _file.Dispose();

    private string Told(ScimTarget target, string why) =>
        new Redactor(target.Credentials).Text($"Something may be left: {why} To remove it: {Sweep(target.BaseUrl, _keep || _second ? _file.Path : null)}{(_second ? ", with the credentials of the second tenant" : "")}");

    private static string Sweep(Uri baseUrl, string? journal) =>
        $"{CommandLine.Name} sweep {baseUrl.AbsoluteUri.TrimEnd('/')}{(journal is null ? "" : $" --journal {journal}")}";
}
