using System.CommandLine;
using System.Security.Cryptography;
using ScimConformance.Harness;
using ScimConformance.Simulators;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Cli;

/// <summary><c>simulate entra|okta|onelogin [URL]</c>: plays an identity provider's life with one person against an application.</summary>
internal static class SimulateCommand
{
    public static Command Create(Screen screen)
    {
        var idp = new Argument<string>("IDP") { Description = $"The identity provider: {string.Join(", ", SimulatedIdp.Names)}." };
        idp.AcceptOnlyFromAmong([.. SimulatedIdp.Names]);
        var url = Options.Url();
        var credentials = new CredentialOptions();
        var journal = Options.Journal();
        var transcript = Options.File("--transcript", "Write what went over the wire as raw .http text, credentials blotted out.");
        var seed = Options.Seed();
        var timeout = Options.Timeout();
        var emailDomain = Options.EmailDomain();
        var accept = Options.AcceptSideEffects();
        var entra = new EntraOptionSet();
        var command = new Command("simulate", "Plays an identity provider's life with one person: connect, create, change, deactivate, restore. Entra also plays scenarios, and provisioning cycles with as many people as you like.")
        {
            idp, url, transcript, seed, timeout, emailDomain, journal, accept,
        };
        entra.AddTo(command);
        credentials.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (text, flagged) = WithoutFlag(parsed.GetValue(url));
            var address = text is null ? null : Inputs.BaseUrl(text);
            var more = entra.Read(parsed, parsed.GetValue(idp)!, flagged, address is not null);
            var scenarios = more?.Scenario is { } name ? EntraScenarioRun.Find(name) : null;
            Inputs.RequireConsent(address, parsed.GetValue(accept));
            var patience = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 30);
            var own = credentials.Read(parsed, address, patience);
            var remembered = SimulationOrigin.Of(more?.StateFile);
            var chance = parsed.GetValue(seed) ?? remembered?.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
            var domain = Inputs.EmailDomain(parsed.GetValue(emailDomain));
            var origin = address is null || more is null ? null : new SimulationOrigin(address.AbsoluteUri, chance, more.Users, more.Groups, more.Changes, domain);
            origin?.RequireSame(remembered, more!.StateFile);
            // What stays is not for the journal, which is there to remove it.
            var stays = more?.StateFile is not null;
            if (stays && parsed.GetValue(journal) is { } named)
            {
                throw new UsageException($"--state and --journal {named} exclude each other: with --state what was created stays, and a journal is there to remove it.");
            }

            using var book = address is null || stays ? null : RunBook.Open(parsed.GetValue(journal), address, chance);
            await using var endpoint = address is null
                ? await Endpoint.ReferenceAsync(tolerant: true, profile: null, patience, cancellation)
                : Endpoint.At(TargetOf(address, own, patience, book, new RequestPacing(more?.Rate)));
            var simulation = new Simulation(parsed.GetValue(idp)!, endpoint, chance, domain, origin);
            try
            {
                return more is null
                    ? await RunAsync(screen, simulation, parsed.GetValue(transcript), cancellation)
                    : await MoreAsync(screen, simulation, more, scenarios, parsed.GetValue(transcript), cancellation);
            }
            finally
            {
                if (book is not null && await book.CloseAsync(endpoint.Target) is { } left)
                {
                    screen.Errors.WriteLine(left);
                }
            }
        });
        return command;
    }

    private static ScimTarget TargetOf(Uri address, ScimCredentials credentials, TimeSpan patience, RunBook? book, RequestPacing pacing) => book is null
        ? new ScimTarget(address) { Credentials = credentials, Timeout = patience, Pacing = pacing }
        : new ScimTarget(address) { Credentials = credentials, Timeout = patience, Pacing = pacing, Journal = book.Journal };

    private static async Task<int> RunAsync(Screen screen, Simulation simulation, string? transcriptPath, CancellationToken cancellation)
    {
        await using var transcript = OutputFiles.Open("--transcript", transcriptPath);
        screen.Line($"{CommandLine.Name} {CommandLine.Version}, seed {simulation.Seed} (--seed {simulation.Seed} repeats it)");
        screen.Line($"{simulation.Idp} against {simulation.Endpoint.Description}");
        SimulationResult result;
        try
        {
            result = await SimulatedIdp.RunAsync(simulation.Idp, simulation.Endpoint.Target, simulation.Seed, transcript, simulation.EmailDomain, cancellation);
        }
        catch (ForeignAccountException e)
        {
            return screen.Problem(e.Message, ExitCode.NotConformant);
        }
        catch (TokenException e)
        {
            return screen.Problem(e.Message, ExitCode.UnusableTarget);
        }
        catch (TransportException e)
        {
            return screen.Problem($"The application did not answer. {e.Message} Check that the URL is right and that it is up.", ExitCode.UnusableTarget);
        }

        Show(screen, result, new Redactor(simulation.Endpoint.Target.Credentials));
        ShowTranscript(screen, transcriptPath);
        return result.Succeeded ? ExitCode.Conformant : ExitCode.NotConformant;
    }

    private static async Task<int> MoreAsync(
        Screen screen, Simulation simulation, EntraSettings settings, IReadOnlyList<CatalogueEntry>? scenarios, string? transcriptPath, CancellationToken cancellation)
    {
        screen.Line($"{CommandLine.Name} {CommandLine.Version}, seed {simulation.Seed} (--seed {simulation.Seed} repeats it)");
        try
        {
            var code = scenarios is null
                ? await new EntraCycles(screen, settings, simulation.Endpoint, simulation.Seed, simulation.EmailDomain, simulation.Origin).RunAsync(transcriptPath, cancellation)
                : await EntraScenarioRun.RunAsync(
                    screen, scenarios, simulation.Endpoint, new TestDataOptions { Seed = simulation.Seed, EmailDomain = simulation.EmailDomain }, settings.Parallel, transcriptPath, cancellation);
            ShowTranscript(screen, transcriptPath);
            return code;
        }
        catch (ForeignAccountException e)
        {
            return screen.Problem(e.Message, ExitCode.NotConformant);
        }
        catch (TokenException e)
        {
            return screen.Problem(e.Message, ExitCode.UnusableTarget);
        }
    }

    private static void ShowTranscript(Screen screen, string? path)
    {
        if (path is not null)
        {
            screen.Line($"Transcript: {Path.GetFullPath(path)}");
        }
    }

    private static void Show(Screen screen, SimulationResult result, Redactor redactor)
    {
        screen.Line($"Person: {result.Person}");
        screen.Line();
        screen.Table(
            ["action", "request", "answer", "problem"],
            result.Steps.Select(s => (IReadOnlyList<string>)[s.Action, redactor.Text($"{s.Method} {s.Target}"), $"{s.Status}", redactor.Text(s.Problem ?? "").ReplaceLineEndings(" ")]).ToList());
        screen.Line();
        screen.Line(result.Succeeded ? "The identity provider is content with every answer." : "The identity provider could not work with an answer and stopped there.");
    }

    /// <summary>A tenant URL as Entra has it may carry the flag that makes its client speak by the standard.</summary>
    private static (string? Url, bool Flagged) WithoutFlag(string? url)
    {
        const string Flag = "?aadOptscim062020";
        return url?.EndsWith(Flag, StringComparison.OrdinalIgnoreCase) == true ? (url[..^Flag.Length], true) : (url, false);
    }

    /// <summary>What is played.</summary>
    private sealed record Simulation(string Idp, Endpoint Endpoint, long Seed, string EmailDomain, SimulationOrigin? Origin);
}
