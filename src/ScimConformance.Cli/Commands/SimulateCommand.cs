using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
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
        var transcript = Options.File("--transcript", "Write what went over the wire as raw .http text.");
        var seed = Options.Seed();
        var timeout = Options.Timeout();
        var emailDomain = Options.EmailDomain();
        var accept = Options.AcceptSideEffects();
        var command = new Command("simulate", "Plays an identity provider's life with one person: connect, create, change, deactivate, restore.")
        {
            idp, url, transcript, seed, timeout, emailDomain, journal, accept,
        };
        credentials.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(url) is { } text ? Inputs.BaseUrl(text) : null;
            Inputs.RequireConsent(address, parsed.GetValue(accept));
            var patience = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 30);
            var own = credentials.Read(parsed, address, patience);
            var chance = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
            using var book = address is null ? null : RunBook.Open(parsed.GetValue(journal), address, chance);
            await using var endpoint = address is null
                ? await Endpoint.ReferenceAsync(tolerant: true, profile: null, patience, cancellation)
                : Endpoint.At(new ScimTarget(address) { Credentials = own, Timeout = patience, Journal = book!.Journal });
            var simulation = new Simulation(parsed.GetValue(idp)!, endpoint, chance, Inputs.EmailDomain(parsed.GetValue(emailDomain)));
            try
            {
                return await RunAsync(screen, simulation, parsed.GetValue(transcript), cancellation);
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

    private static async Task<int> RunAsync(Screen screen, Simulation simulation, string? transcriptPath, CancellationToken cancellation)
    {
        await using var transcript = Open(transcriptPath);
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
        if (transcriptPath is not null)
        {
            screen.Line($"Transcript: {Path.GetFullPath(transcriptPath)}");
        }

        return result.Succeeded ? ExitCode.Conformant : ExitCode.NotConformant;
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

    private static StreamWriter? Open(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--transcript {path}: the file cannot be written: {e.Message} Give a file in a directory that exists and that you may write to.");
        }
    }

    /// <summary>What is played.</summary>
    private sealed record Simulation(string Idp, Endpoint Endpoint, long Seed, string EmailDomain);
}
