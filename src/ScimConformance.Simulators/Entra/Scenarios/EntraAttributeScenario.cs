using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>A scenario in which attributes of one person change: the change has to be accepted, and to be there afterwards.</summary>
/// <param name="Id">The check's permanent id.</param>
/// <param name="Title">What an application does that works with Entra, in plain words.</param>
/// <param name="Row">The requirement row.</param>
/// <param name="Options">The mapping and the client.</param>
/// <param name="Before">What the account has beforehand beyond what every user has, as JSON members.</param>
/// <param name="Change">What happens in the directory.</param>
internal sealed record EntraAttributeScenario(string Id, string Title, string Row, EntraOptions Options, string Before, Func<IdpUser, IdpUser> Change)
{
    /// <summary>The attributes that the application has to have.</summary>
    public required IReadOnlyList<string[]> Attributes { get; init; }

    /// <summary>What the account has afterwards: paths and values.</summary>
    public required IReadOnlyList<(string[] Path, string Value)> After { get; init; }

    /// <summary>The scenario as a check.</summary>
    public ConformanceCheck ToCheck() => new EntraScenario(Id, Title, Row, PlayAsync)
    {
        Options = Options,
        Needs = [Needs.Users, .. Attributes.Select(a => Needs.UserAttribute(a))],
    }.ToCheck();

    private async Task PlayAsync(CheckContext scim, EntraClient entra, IdpUser user)
    {
        await scim.AdoptAsync(entra, user, Before);
        entra.Directory.Change(user.Id, Change);
        await entra.SynchronizeAsync(user.Id);
        scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
        var account = await scim.ReadAccountAsync(entra, user.Id);
        foreach (var (path, value) in After)
        {
            account.Expect(path).Is(value);
        }
    }
}
