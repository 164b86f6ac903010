using System.CommandLine;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary><c>sweep URL</c>: removes what a run that was killed left behind, and nothing else.</summary>
internal static class SweepCommand
{
    public static Command Create(Screen screen)
    {
        var url = new Argument<string>("URL") { Description = "SCIM base URL of the run." };
        var journals = new Option<string[]>("--journal") { Description = $"A journal that a run wrote, repeatable. Without it and --prefix, all journals of this URL in {RunBook.Folder} of the working directory.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        var prefixes = new Option<string[]>("--prefix") { Description = "The prefix of a run, as it printed it, repeatable: removes users and groups whose names begin with it.", HelpName = "PREFIX", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would be removed, and remove nothing." };
        var credentials = new CredentialOptions();
        var rate = Options.Rate();
        var timeout = Options.Timeout();
        var accept = Options.AcceptSideEffects();
        var command = new Command("sweep", "Removes what a run that was killed left behind, and nothing else.") { url, journals, prefixes, dryRun };
        credentials.AddTo(command);
        foreach (var option in new Option[] { rate, timeout, accept })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var address = Inputs.BaseUrl(parsed.GetValue(url)!);
            Inputs.RequireConsent(address, parsed.GetValue(accept) || parsed.GetValue(dryRun));
            var patience = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 30);
            var target = new ScimTarget(address)
            {
                Credentials = credentials.Read(parsed, address, patience),
                Timeout = patience,
                Pacing = new RequestPacing(parsed.GetValue(rate)),
            };
            var found = JournalsOf(target.BaseUrl, parsed.GetValue(journals) ?? [], parsed.GetValue(prefixes) ?? []);
            return RunAsync(screen, target, found, parsed.GetValue(prefixes) ?? [], parsed.GetValue(dryRun), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, ScimTarget target, SweepJournals journals, string[] prefixes, bool dryRun, CancellationToken cancellation)
    {
        foreach (var note in journals.Notes)
        {
            screen.Line(note);
        }

        if (journals.Entries.Count == 0 && prefixes.Length == 0)
        {
            screen.Line($"Nothing to remove: no journal tells of something left at {target.BaseUrl}.");
            journals.Remove(dryRun);
            return ExitCode.Conformant;
        }

        IReadOnlyList<SweepFinding> findings;
        try
        {
            findings = await LeftoverSweep.RunAsync(target, journals.Entries, prefixes, dryRun, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--prefix: {e.Message}");
        }

        var redactor = new Redactor(target.Credentials);
        foreach (var finding in findings.OrderBy(f => f.Action))
        {
            screen.Line(redactor.Text($"{Words(finding.Action)}  {finding.Target}  {finding.Name}{(finding.Why is null ? "" : $"  {finding.Why}")}".TrimEnd()));
        }

        var left = findings.Count(f => f.IsOpen);
        screen.Line($"{findings.Count(f => f.Action == SweepAction.Removed)} removed, {findings.Count(f => f.Action == SweepAction.GoneAlready)} gone already, {left} left.");
        if (left > 0)
        {
            return ExitCode.NotConformant;
        }

        journals.Remove(dryRun);
        return ExitCode.Conformant;
    }

    private static SweepJournals JournalsOf(Uri baseUrl, string[] named, string[] prefixes)
    {
        var byDefault = named.Length == 0 && prefixes.Length == 0;
        var paths = !byDefault ? named : Directory.Exists(RunBook.Folder) ? Directory.GetFiles(RunBook.Folder, "*.journal.jsonl").Order(StringComparer.Ordinal).ToArray() : [];
        return SweepJournals.Read(baseUrl, paths, byDefault);
    }

    private static string Words(SweepAction action) => action switch
    {
        SweepAction.Removed => "removed",
        SweepAction.WouldRemove => "would remove",
        SweepAction.GoneAlready => "gone already",
        SweepAction.LeftAlone => "left alone",
        _ => "could not remove",
    };
}
