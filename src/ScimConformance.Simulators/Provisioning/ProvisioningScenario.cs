using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A piece of an identity provider's life with one person in it, which is a conformance check at the same time.</summary>
/// <typeparam name="TClient">The identity provider.</typeparam>
/// <param name="Id">The check's permanent id.</param>
/// <param name="Title">What an application does that works with this identity provider, in plain words.</param>
/// <param name="Verifies">The requirement row that it verifies.</param>
/// <param name="Play">What happens: the context to judge with, the identity provider, and the person, who has the application assigned and no account yet.</param>
internal abstract record ProvisioningScenario<TClient>(string Id, string Title, string Verifies, Func<CheckContext, TClient, IdpUser, Task> Play)
    where TClient : ProvisioningClient
{
    /// <summary>What the application has to offer.</summary>
    public IReadOnlyList<Needs> Needs { get; init; } = [Harness.Needs.Users];

    /// <summary>The scenario as a check.</summary>
    public ConformanceCheck ToCheck() => new()
    {
        Id = Id,
        Title = Title,
        Verifies = [Verifies],
        Needs = Needs,
        Run = async scim =>
        {
            var directory = new IdpDirectory(Seed(scim.Prefix), NewClock());
            var user = directory.AddUser(NewUserId(directory), scim.Email(scim.NewName()));
            directory.Assign(user.Id);
            var connection = new ProvisioningConnection(scim.Target, scim.Transcript) { Created = scim.Track, BeforeChange = scim.RequireOwn, Cancellation = scim.Cancellation };
            using var client = Connect(scim, connection, directory);
            await Play(scim, client, user);
        },
    };

    /// <summary>Connects the identity provider.</summary>
    protected abstract TClient Connect(CheckContext scim, ProvisioningConnection connection, IdpDirectory directory);

    /// <summary>The clock of directory and cycles, null for the system's. Requests are timed by the target's own clock in any case.</summary>
    protected virtual TimeProvider? NewClock() => null;

    /// <summary>Makes a directory id in the identity provider's form.</summary>
    protected abstract string NewUserId(IdpDirectory directory);

    /// <summary>FNV-1a of the check's prefix, which follows from the run's seed: the same run makes up the same people.</summary>
    private static long Seed(string prefix) => prefix.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
