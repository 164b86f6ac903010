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

        // Made in the application by hand, before it was connected.
        new("ENTRA-MATCH-009", "an account that was there before is found, updated, and not made a second time", "ENTRA-MATCH-09", async (scim, entra, user) =>
        {
            var existing = await scim.CreateUserAsync("""{"title":"Before"}""");
            entra.Directory.Change(user.Id, u => u with { UserName = existing.UserName, Title = "After" });
            await entra.SynchronizeAsync(user.Id);
            scim.Expect(entra.Steps.All(s => s.Action != "create"), "the account that is there", "nobody was found, and a second account was asked for");
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAsync(existing)).Expect("title").Is("After");
        })
        { Options = EntraSteps.Maps("title"), Needs = [Needs.Users, Needs.UserAttribute("title")] },

        // The value is not escaped, so the filter is none.
        new("ENTRA-MATCH-010", "a quotation mark in the value of a filter ends in a refusal and finds nobody", "ENTRA-MATCH-08", async (scim, entra, user) =>
        {
            // A refusal says something only where a filter like it is understood.
            await entra.MatchAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Change(user.Id, u => u with { Alias = $"5\" {scim.NewName()}" });
            await entra.MatchAsync(user.Id);
            var reply = scim.AcceptLast(entra, "match", r => r.Is(400), r => r.Is(200).WithList());
            reply.Judge(reply.Status == 400 || reply.Ids.Count == 0, "nobody", $"{reply.Ids.Count} user(s)");
        })
        { Options = EntraSteps.Maps("externalId") with { MatchBy = ["externalId"] } },

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
