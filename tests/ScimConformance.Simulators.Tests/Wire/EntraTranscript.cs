using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Plays one of Entra's scenarios against the reference provider, everything fixed that could differ (ids, time, seed, host), and tells what passed the wire.</summary>
/// <param name="entry">The scenario, as the catalogue has it.</param>
/// <param name="wire">Which of Entra's clients plays it.</param>
internal sealed partial class EntraTranscript(CatalogueEntry entry, EntraWire wire)
{
    private const string Token = "token-of-the-test";

    /// <summary>How many of Entra's requests are told at most; of more, those at the beginning and the end, and a digest of them all.</summary>
    private const int MostTold = 60;
    private const int ToldAtTheEnd = 5;

    private readonly EntraScenario _scenario = ScenarioOf(entry);

    /// <summary>The clients that play a scenario: a scenario about a client is for that one alone, any other one for both.</summary>
    public static IReadOnlyList<EntraWire> Clients(CatalogueEntry entry) =>
        ScenarioOf(entry).Options.Wire is var own and not EntraWire.Default ? [own] : [EntraWire.Default, EntraWire.Compliant];

    /// <summary>The folder of a client's transcripts.</summary>
    public static string FolderOf(EntraWire wire) => wire switch
    {
        EntraWire.Default => "default",
        EntraWire.Compliant => "flag",
        _ => "before-2018",
    };

    /// <summary>Plays the scenario.</summary>
    /// <returns>How it came out, and the transcript.</returns>
    public async Task<(CheckOutcome Outcome, string Text)> RecordAsync()
    {
        await using var provider = await TappedProvider.StartAsync(ScimCredential.Bearer(Token), ScimCredentials.Bearer(Token), host: "scim.example.com");
        using var runner = await CheckRunner.ConnectAsync(provider.Tap.Target.WithLoad(FullCatalogue.LoadOf([entry])), new TestDataOptions { Seed = 1 });
        var steps = new List<ProvisioningStep>();
        var (first, last) = (0, 0);
        var played = _scenario with
        {
            Options = _scenario.Options with { Wire = wire },
            Job = _scenario.Job with { Parallel = 1 },
            Play = async (scim, entra, user) =>
            {
                first = provider.Tap.Exchanges.Count;
                try
                {
                    await _scenario.Play(scim, entra, user);
                }
                finally
                {
                    last = provider.Tap.Exchanges.Count;
                    steps.AddRange(entra.Steps);
                }
            },
        };
        var outcome = await runner.RunAsync(entry with { Check = played.ToCheck() });
        return (outcome, Tell(provider.Tap.Exchanges.Take(last).Skip(first).ToList(), steps));
    }

    /// <summary>Scenarios are checks whose delegate is a method of the scenario.</summary>
    private static EntraScenario ScenarioOf(CatalogueEntry entry) => entry.Check.Run.Target as EntraScenario
        ?? throw new InvalidOperationException($"{entry.Check.Id} is not made from an {nameof(EntraScenario)}, so it cannot be played by another client and has no transcript.");

    private string Tell(IReadOnlyList<(string Request, string Response)> exchanges, IReadOnlyList<ProvisioningStep> steps)
    {
        var text = new StringBuilder(Beginning());
        var actions = new Queue<ProvisioningStep>(steps);
        var own = exchanges.Where(e => IsEntras(e.Request)).Select(e => e.Request).ToList();
        var told = 0;
        foreach (var (request, response) in exchanges)
        {
            var isEntras = IsEntras(request);
            var action = isEntras ? ActionOf(actions, request, response) : null;
            told += isEntras ? 1 : 0;
            if (told <= MostTold || told > own.Count - ToldAtTheEnd)
            {
                text.Append(isEntras
                    ? $"\n### {action}\n{Blot(request).TrimEnd().ReplaceLineEndings("\n")}\n\n{Answer(response)}\n\n"
                    : $"# the scenario: {request.Split(" HTTP/", 2)[0]}: {StatusOf(response)}\n");
            }
            else if (isEntras && told == MostTold + 1)
            {
                text.Append(Omission(own));
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private string Beginning()
    {
        var isOwn = wire == _scenario.Options.Wire;
        var marks = isOwn ? string.Join(' ', entry.Requirements.SelectMany(r => Mark().Matches(r.Statement)).Select(m => $"[{m.Groups[1].Value}]").Distinct()) : "[inferred]";
        var client = wire switch
        {
            EntraWire.Default => "The default client",
            EntraWire.Compliant => "The client with aadOptscim062020 in the tenant URL",
            _ => "The client of before December 2018",
        };
        return $"""
            # {marks} {entry.Check.Id}: {entry.Check.Title}
            # {client}{(isOwn ? "" : ", by the rules of its documented samples; the scenario is the default client's")}. Verifies {string.Join(", ", entry.Check.Verifies)} of fixtures/requirements/entra.csv, where the sources stand.
            # Played against the reference provider with its tolerance on; ids, time, seed and host are fixed, the token is blotted out. Headers: ADSCIMVersion and Content-Type [observed], Accept [inferred], order not known.
            # Lines "# the scenario" are requests of the scenario itself, by which it prepares and judges: no part of Entra's traffic.

            """.ReplaceLineEndings("\n");
    }

    /// <summary>What Entra sends has its header in it.</summary>
    private static bool IsEntras(string request) => request.Split("\r\n\r\n", 2)[0].Contains("\r\nADSCIMVersion:", StringComparison.Ordinal);

    private static string ActionOf(Queue<ProvisioningStep> actions, string request, string response)
    {
        var line = request.Split(" HTTP/", 2)[0].Split(' ', 2);
        if (!actions.TryPeek(out var step) || step.Method != line[0] || !line[1].EndsWith(step.Target, StringComparison.Ordinal))
        {
            return line[0];
        }

        // What is sent again after a pause is one step.
        if (!StatusOf(response).StartsWith("429", StringComparison.Ordinal))
        {
            actions.Dequeue();
        }

        return step.Action;
    }

    private static string StatusOf(string response) => response.Length == 0 ? "no answer" : response.Split("\r\n", 2)[0].Split(' ', 2)[1];

    private static string Blot(string request) => request.Replace(Token, "[redacted]", StringComparison.Ordinal);

    /// <summary>The answer without the date, which is the same in all of them.</summary>
    private static string Answer(string response)
    {
        if (response.Length == 0)
        {
            return "# no answer";
        }

        var halves = response.Split("\r\n\r\n", 2);
        var head = halves[0].Split("\r\n").Where(l => !l.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
        return $"{string.Join('\n', head)}\n\n{halves[1]}".TrimEnd();
    }

    private static string Omission(IReadOnlyList<string> requests)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(requests))));
        return $"# … {requests.Count - MostTold - ToldAtTheEnd} more requests of Entra are left out; SHA-256 of all {requests.Count}: {digest}\n";
    }

    [GeneratedRegex(@"\[(doc|observed|inferred)\b")]
    private static partial Regex Mark();
}
