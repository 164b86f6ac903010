using System.CommandLine;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Cli;

/// <summary>The options of <c>simulate entra</c> that make more of it than the life of one person: scenarios, or whole cycles with many people.</summary>
internal sealed class EntraOptionSet
{
    private const int MostUsers = 5_000_000;

    private readonly Option<string?> _scenario = new("--scenario") { Description = "Entra: play this scenario (an id such as ENTRA-UPDATE-002), or all of them.", HelpName = "NAME|all" };
    private readonly Option<int?> _users = Options.Number("--users", "N", "Entra: run provisioning cycles with this many made-up people.", 0, MostUsers);
    private readonly Option<int?> _groups = Options.Number("--groups", "N", "Entra: run provisioning cycles with this many made-up groups.", 0, 500_000);
    private readonly Option<int?> _cycles = Options.Number("--cycles", "N", "Entra: how many provisioning cycles (default 2): an initial one, then incremental ones.", 1, 100_000);
    private readonly Option<int?> _changes = Options.Number("--changes", "N", "Entra: how many people change between two cycles (default 0).", 0, MostUsers);
    private readonly Option<int?> _members = Options.Number("--members", "N", "Entra: how many members one PATCH of a group names at most (default 20; how many the service names is not documented).", 1, 1000);
    private readonly Option<string?> _mapping = Options.File("--mapping", "Entra: the attribute mapping: this project's format, or what the portal exports. Default: that of the generic SCIM application.");
    private readonly Option<bool> _flag = new("--flag") { Description = "Entra: speak as with aadOptscim062020 in the tenant URL; the URL may carry it too." };
    private readonly Option<string?> _log = Options.File("--log", "Entra: write provisioning log, audit log and mails as JSON lines.");
    private readonly Option<string?> _state = Options.File("--state", "Entra: keep links, watermark and escrows here; the same command goes on from there, with the same people, and nothing is removed at the end. Needs a URL.");
    private readonly Option<double?> _rate = Options.Rate();
    private readonly Option<int?> _parallel = Options.Number("--parallel", "N", "Entra: how many people are provisioned at the same time (default 4).", 1, 64);

    private IReadOnlyList<Option> All => [_scenario, _users, _groups, _cycles, _changes, _members, _mapping, _flag, _log, _state, _rate, _parallel];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked for; null when it is the life of one person.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="idp">The identity provider.</param>
    /// <param name="flagInUrl">Whether the URL carries the flag.</param>
    /// <param name="hasUrl">Whether there is an application, and not the provider in process.</param>
    /// <exception cref="UsageException">The options are for another identity provider, exclude each other, or name a file that cannot be read.</exception>
    public EntraSettings? Read(ParseResult parsed, string idp, bool flagInUrl, bool hasUrl)
    {
        var given = All.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name).ToList();
        if (given.Count == 0 && !flagInUrl)
        {
            return null;
        }

        if (idp != "entra")
        {
            throw new UsageException($"{string.Join(" and ", given.DefaultIfEmpty("aadOptscim062020"))} {(given.Count > 1 ? "are" : "is")} for 'simulate entra' alone; leave {(given.Count > 1 ? "them" : "it")} out for {idp}.");
        }

        var scenario = parsed.GetValue(_scenario);
        var cyclic = given.Except([_scenario.Name, _parallel.Name, _rate.Name]).ToList();
        if (scenario is not null && cyclic.Count > 0)
        {
            throw new UsageException($"--scenario and {cyclic[0]} exclude each other: a scenario says itself who is in it and how it is sent.");
        }

        if (!hasUrl && parsed.GetValue(_state) is { } state)
        {
            throw new UsageException($"--state {state} needs a URL: the provider in process forgets everything when it ends. Start one that does not with 'serve --store sqlite:FILE', and give its URL.");
        }

        return new EntraSettings
        {
            Scenario = scenario,
            Users = parsed.GetValue(_users) ?? (parsed.GetValue(_groups) is null ? 100 : 0),
            Groups = parsed.GetValue(_groups) ?? 0,
            Cycles = parsed.GetValue(_cycles) ?? 2,
            Changes = parsed.GetValue(_changes) ?? 0,
            Members = parsed.GetValue(_members) ?? 20,
            Mapping = Mapping(parsed.GetValue(_mapping)),
            Wire = flagInUrl || parsed.GetValue(_flag) ? EntraWire.Compliant : EntraWire.Default,
            LogFile = parsed.GetValue(_log),
            StateFile = parsed.GetValue(_state),
            Rate = parsed.GetValue(_rate),
            Parallel = parsed.GetValue(_parallel) ?? (scenario is null ? 4 : 1),
        };
    }

    private static ApplicationMapping Mapping(string? path)
    {
        if (path is null)
        {
            return EntraMappings.Generic;
        }

        try
        {
            return ApplicationMapping.Parse(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new UsageException($"--mapping {path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--mapping {path}: the file cannot be read: {e.Message}");
        }
    }
}

/// <summary>What <c>simulate entra</c> was asked to do beyond the life of one person.</summary>
internal sealed record EntraSettings
{
    /// <summary>The id of a scenario, or <c>all</c>; null for cycles.</summary>
    public required string? Scenario { get; init; }

    public required int Users { get; init; }

    public required int Groups { get; init; }

    public required int Cycles { get; init; }

    public required int Changes { get; init; }

    /// <summary>How many members one PATCH names at most.</summary>
    public required int Members { get; init; }

    public required ApplicationMapping Mapping { get; init; }

    public required EntraWire Wire { get; init; }

    public required string? LogFile { get; init; }

    public required string? StateFile { get; init; }

    public required double? Rate { get; init; }

    public required int Parallel { get; init; }
}
