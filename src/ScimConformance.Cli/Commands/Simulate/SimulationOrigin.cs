using System.Text.Json;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Cli;

/// <summary>What a simulation with <c>--state</c> was made from; whoever goes on with it has to say the same.</summary>
internal sealed record SimulationOrigin(string Url, long Seed, int Users, int Groups, int Changes, string EmailDomain)
{
    /// <summary>What a state file says; null when there is no such file yet, or it does not tell.</summary>
    /// <exception cref="UsageException">The file is something else, or cannot be read.</exception>
    public static SimulationOrigin? Of(string? stateFile)
    {
        try
        {
            return stateFile is not null && ProvisioningJob.OriginOf(stateFile) is { } text ? JsonSerializer.Deserialize<SimulationOrigin>(text) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new UsageException($"--state {stateFile}: the file is not the memory of a simulation: {e.Message} Give another file, or one that does not exist yet.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotOpen(stateFile, e);
        }
    }

    /// <summary>Refuses to go on with the memory of another simulation: its links lead to other people.</summary>
    /// <exception cref="UsageException">Something differs.</exception>
    public void RequireSame(SimulationOrigin? remembered, string? stateFile)
    {
        if (remembered is null || remembered == this)
        {
            return;
        }

        var differing = new (string Option, object Given, object Remembered)[]
        {
            ("URL", Url, remembered.Url),
            ("--seed", Seed, remembered.Seed),
            ("--users", Users, remembered.Users),
            ("--groups", Groups, remembered.Groups),
            ("--changes", Changes, remembered.Changes),
            ("--email-domain", EmailDomain, remembered.EmailDomain),
        }.First(p => !p.Given.Equals(p.Remembered));
        throw new UsageException(
            $"--state {stateFile}: that simulation had {differing.Option} {differing.Remembered}, this one has {differing.Given}. Give '{remembered}' to go on with it, or another --state file to begin anew.");
    }

    /// <summary>What is said of a state file that cannot be opened.</summary>
    public static UsageException CannotOpen(string? stateFile, Exception e) =>
        new($"--state {stateFile}: the file cannot be opened: {e.Message} Give a file in a directory that exists and that you may write to; two simulations cannot share one.");

    /// <summary>The simulation as its command line.</summary>
    public override string ToString() => FormattableString.Invariant($"simulate entra {Url} --seed {Seed} --users {Users} --groups {Groups} --changes {Changes} --email-domain {EmailDomain}");

    /// <summary>The text that is kept with the memory.</summary>
    public string ToText() => JsonSerializer.Serialize(this);
}
