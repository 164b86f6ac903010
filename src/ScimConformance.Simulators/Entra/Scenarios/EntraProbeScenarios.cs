using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: what is asked for at the beginning of every activity, and finding people by values with special characters.</summary>
internal static class EntraProbeScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-PROBES", "Entra: probes and special characters", new EntraScenario[]
    {
        Probe("ENTRA-CONNECT-002", "Test Connection by userName is answered with 200 and an empty list", "ENTRA-CONNECT-01", "userName"),
        Probe("ENTRA-CONNECT-003", "Test Connection by externalId is answered with 200 and an empty list", "ENTRA-CONNECT-01", "externalId"),

        // A 404 here makes the whole endpoint incompatible.
        new("ENTRA-CONNECT-004", "the probe for a group that does not exist is answered with 200 and an empty list", "ENTRA-CONNECT-05", async (scim, entra, _) =>
        {
            await entra.FindGroupAsync(entra.Directory.NewGuid());
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).Expect("totalResults").Is(0);
        })
        { Needs = [Needs.Groups] },

        // Nothing says whether the service repeats the flag of the tenant URL.
        new("ENTRA-CONNECT-005", "the flag of the tenant URL in a request's query is passed over", "ENTRA-CONNECT-06", async (scim, entra, _) =>
        {
            await entra.TestConnectionAsync();
            scim.AcceptLast(entra, "test connection", r => r.Is(200).WithList()).Expect("totalResults").Is(0);
        })
        { Options = EntraSteps.MapsWithFlag() with { RepeatFlag = true } },

        new("ENTRA-CONNECT-006", "the answer to Test Connection is sent as application/scim+json", "ENTRA-CONNECT-07", async (scim, entra, _) =>
        {
            await entra.TestConnectionAsync();
            scim.AcceptLast(entra, "test connection", r => r.Is(200).WithList())
                .ExpectHeader("Content-Type").Satisfies(v => v.Text()?.StartsWith("application/scim+json", StringComparison.OrdinalIgnoreCase) == true, "application/scim+json");
        })
        { Options = EntraSteps.Maps() },

        Match("ENTRA-MATCH-005", "a plus and an ampersand in the value of a filter stand for themselves", "a+b&c"),
        Match("ENTRA-MATCH-006", "an apostrophe in the value of a filter stands for itself", "O'Brien"),
        Match("ENTRA-MATCH-007", "letters beyond ASCII in the value of a filter stand for themselves", "Søren Å"),
        Match("ENTRA-MATCH-008", "a percent sign and parentheses in the value of a filter stand for themselves", "100% (EU)"),
    }.Select(s => s.ToCheck()).ToList());

    private static EntraScenario Probe(string id, string title, string row, string attribute) => new(id, title, row, async (scim, entra, _) =>
    {
        await entra.TestConnectionAsync();
        scim.AcceptLast(entra, "test connection", r => r.Is(200).WithList()).Expect("totalResults").Is(0);
    })
    {
        Options = EntraSteps.Maps("externalId") with { MatchBy = [attribute] },
    };

    private static EntraScenario Match(string id, string title, string text) => new(id, title, "ENTRA-MATCH-05", async (scim, entra, user) =>
    {
        var value = $"{text} {scim.NewName()}";
        var existing = await scim.CreateUserAsync($$"""{"externalId":"{{value}}"}""");
        entra.Directory.Change(user.Id, u => u with { Alias = value });
        await entra.MatchAsync(user.Id);
        scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
    })
    {
        Options = EntraSteps.Maps("externalId") with { MatchBy = ["externalId"] },
    };
}
