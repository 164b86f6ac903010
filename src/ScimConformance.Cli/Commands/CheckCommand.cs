using System.CommandLine;
using System.Security.Cryptography;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary><c>check [URL]</c>: runs checks against an endpoint and reports.</summary>
internal static class CheckCommand
{
    private static readonly string[] VerdictNames = [.. Catalogue.Verdicts.Select(v => v.Id), "all"];

    public static Command Create(Screen screen, string[] args)
    {
        var url = Options.Url();
        var verdicts = new Option<string[]>("--for") { Description = $"Verdicts asked for: {string.Join(", ", VerdictNames)} (default rfc security). They alone decide the exit code.", HelpName = "VERDICT", AllowMultipleArgumentsPerToken = true };
        var only = new Option<string[]>("--only") { Description = "Only checks whose id, section or requirement id begins so, for example PATCH or RFC7644-3.5.2; of every verdict unless --for is given.", HelpName = "PREFIX", AllowMultipleArgumentsPerToken = true };
        var token = Options.Token();
        var basic = Options.Basic();
        var reports = new ReportOptions();
        var seed = Options.Seed();
        var parallel = Options.Number("--parallel", "N", "How many checks run at the same time (default 1).", 1, 64);
        var strict = new Option<bool>("--strict") { Description = "A warning counts as a failure." };
        var timeout = Options.Timeout();
        var userTemplate = Options.File("--user-template", "JSON object merged into every user that is created; {unique}, {email} and {domain} are filled in.");
        var groupTemplate = Options.File("--group-template", "JSON object merged into every group that is created; {unique} and {domain} are filled in.");
        var emailDomain = Options.EmailDomain();
        var accept = Options.AcceptSideEffects();

        var command = new Command("check", "Runs the checks against an endpoint and writes a report.")
        {
            url, verdicts, only, token, basic, seed, parallel, strict, timeout, userTemplate, groupTemplate, emailDomain, accept,
        };
        reports.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var (forWords, onlyWords, target) = Separate(parsed.GetValue(verdicts) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(url));
            var address = target is null ? null : Inputs.BaseUrl(target);
            Inputs.RequireConsent(address, parsed.GetValue(accept));
            Inputs.RequireUrlForCredentials(address, parsed.GetValue(token) ?? parsed.GetValue(basic));

            var settings = new CheckSettings
            {
                Url = address,
                Verdicts = ToVerdicts(forWords, onlyWords.Count > 0),
                Only = onlyWords,
                Credentials = Inputs.Credentials(parsed.GetValue(token), parsed.GetValue(basic)),
                Parallel = parsed.GetValue(parallel) ?? 1,
                Strict = parsed.GetValue(strict),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 30),
                Arguments = args,
                Data = new TestDataOptions
                {
                    Seed = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                    EmailDomain = Inputs.EmailDomain(parsed.GetValue(emailDomain)),
                    UserTemplate = Inputs.Template(parsed.GetValue(userTemplate), "--user-template"),
                    GroupTemplate = Inputs.Template(parsed.GetValue(groupTemplate), "--group-template"),
                },
                Reports = reports.Files(parsed, byDefault: address is null),
                Detail = reports.Detail(parsed),
            };
            return new CheckRun(screen, settings).RunAsync(cancellation);
        });
        return command;
    }

    /// <summary>Options that take several words swallow a URL that follows them; this gives it back.</summary>
    private static (IReadOnlyList<string> For, IReadOnlyList<string> Only, string? Url) Separate(string[] forWords, string[] onlyWords, string? url)
    {
        static bool IsUrl(string word) => word.Contains("://", StringComparison.Ordinal);
        var urls = forWords.Concat(onlyWords).Where(IsUrl).ToList();
        if (url is not null)
        {
            urls.Insert(0, url);
        }

        return urls.Count <= 1
            ? (forWords.Where(w => !IsUrl(w)).ToList(), onlyWords.Where(w => !IsUrl(w)).ToList(), urls.FirstOrDefault())
            : throw new UsageException($"More than one URL is given: {string.Join(", ", urls)}. One run checks one endpoint.");
    }

    private static IReadOnlyList<Verdict> ToVerdicts(IReadOnlyList<string> words, bool narrowed)
    {
        var names = words.SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (names.Count == 0)
        {
            return narrowed ? Catalogue.Verdicts : Catalogue.DefaultVerdicts;
        }

        try
        {
            return Verdict.Pick(Catalogue.Verdicts, names);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--for: {e.Message}");
        }
    }
}
