using System.CommandLine;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The options of <c>check</c> that say what is judged and what decides the exit code.</summary>
internal sealed class JudgementOptions
{
    private static readonly string[] VerdictNames = [.. Catalogue.Verdicts.Select(v => v.Id), "all"];

    private readonly Option<string[]> _for = new("--for")
    {
        Description = $"Verdicts asked for: {string.Join(", ", VerdictNames)}. They alone are run and decide the exit code. Without it all are run, and rfc and security decide.",
        HelpName = "VERDICT",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only checks whose id, section or requirement id begins so, for example PATCH or RFC7644-3.5.2; of every verdict unless --for is given.",
        HelpName = "PREFIX",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "A warning counts as a failure." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _for, _only, _strict })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is judged.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="url">The URL; options that take several words swallow one that follows them, and this gives it back.</param>
    /// <param name="hasScim11">Whether the URL of a SCIM 1.1 face is given.</param>
    /// <exception cref="UsageException">A verdict or a prefix is unknown, there is more than one URL, or the verdict needs another one.</exception>
    public Judgement Read(ParseResult parsed, ref string? url, bool hasScim11)
    {
        var (forWords, onlyWords) = Separate(parsed.GetValue(_for) ?? [], parsed.GetValue(_only) ?? [], ref url);
        var names = forWords.SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        RequireFaces(names, hasUrl: url is not null, hasScim11);
        if (url is null && hasScim11 && names.Count == 0)
        {
            names.Add(Catalogue.Scim11);
        }

        try
        {
            var verdicts = names.Count == 0 ? Catalogue.Verdicts : Verdict.Pick(Catalogue.Verdicts, names);
            var catalogue = Catalogue.Load();
            var entries = PlanSelection.Select(catalogue, verdicts, onlyWords);
            var given = verdicts.Where(v => entries.Any(v.Covers)).ToList();
            return new Judgement
            {
                Catalogue = catalogue,
                Entries = entries,
                Verdicts = given,
                Deciding = (names.Count == 0 ? Deciding(given) : given).Select(v => v.Id).ToList(),
                Strict = parsed.GetValue(_strict),
            };
        }
        catch (ArgumentException e)
        {
            throw new UsageException(names.Count > 0 && e.Message.StartsWith("There is no verdict", StringComparison.Ordinal) ? $"--for: {e.Message}" : e.Message);
        }
    }

    /// <summary>What decides when nothing is asked for; where --only leaves nothing of that, all that is left, since a run that cannot fail tells nothing.</summary>
    private static IReadOnlyList<Verdict> Deciding(IReadOnlyList<Verdict> given)
    {
        var usual = given.Where(v => Catalogue.DecidingByDefault.Contains(v.Id)).ToList();
        return usual.Count > 0 ? usual : given;
    }

    private static void RequireFaces(List<string> names, bool hasUrl, bool hasScim11)
    {
        bool IsScim11(string name) => name.Equals(Catalogue.Scim11, StringComparison.OrdinalIgnoreCase);
        if (hasUrl && !hasScim11 && names.Any(IsScim11))
        {
            throw new UsageException($"--for {Catalogue.Scim11}: give the base URL of the SCIM 1.1 face with --scim11-url, for example --scim11-url https://example.com/scim/v1.");
        }

        if (!hasUrl && hasScim11 && names.FirstOrDefault(n => !IsScim11(n)) is { } other)
        {
            throw new UsageException($"--for {other}: with --scim11-url alone the endpoint speaks SCIM 1.1 and nothing else, which is judged by --for {Catalogue.Scim11}. Give the URL of its SCIM 2.0 face as well.");
        }
    }

    private static (IReadOnlyList<string> For, IReadOnlyList<string> Only) Separate(string[] forWords, string[] onlyWords, ref string? url)
    {
        static bool IsUrl(string word) => word.Contains("://", StringComparison.Ordinal);
        var urls = forWords.Concat(onlyWords).Where(IsUrl).ToList();
        if (url is not null)
        {
            urls.Insert(0, url);
        }

        if (urls.Count > 1)
        {
            throw new UsageException($"More than one URL is given: {string.Join(", ", urls)}. One run checks one endpoint.");
        }

        url = urls.FirstOrDefault();
        return (forWords.Where(w => !IsUrl(w)).ToList(), onlyWords.Where(w => !IsUrl(w)).ToList());
    }
}

/// <summary>What a run judges.</summary>
internal sealed record Judgement
{
    /// <summary>All checks there are.</summary>
    public required CheckCatalogue Catalogue { get; init; }

    /// <summary>The checks to run, in catalogue order.</summary>
    public required IReadOnlyList<CatalogueEntry> Entries { get; init; }

    /// <summary>The verdicts that they give.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>Ids of the verdicts that decide the exit code.</summary>
    public required IReadOnlyList<string> Deciding { get; init; }

    /// <summary>Whether a warning counts as a failure.</summary>
    public bool Strict { get; init; }
}
