using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: groups and their members, by the default client.</summary>
internal static class EntraGroupScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-GROUPS", "Entra: groups and members", new EntraScenario[]
    {
        Scenario("ENTRA-GROUP-001", "a group is created although its schemas name one of Microsoft's", "ENTRA-GROUP-02", async (scim, entra) =>
        {
            await entra.SynchronizeAsync(NewGroup(scim, entra).Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
        }),

        Scenario("ENTRA-GROUP-002", "a group is found by displayName, without its members", "ENTRA-MATCH-07", async (scim, entra) =>
        {
            var existing = await scim.CreateGroupAsync(await scim.SharedMemberAsync());
            await entra.FindGroupAsync(existing.DisplayName);
            var found = scim.AcceptLast(entra, "match", r => r.Is(200).WithList());
            found.ExpectOnly(existing.Id);
            scim.Expect(found.At("Resources[0].members"), "members").IsUnassigned();
        }),

        Scenario("ENTRA-GROUP-003", "a group is found by displayName in any letter case", "ENTRA-MATCH-06", async (scim, entra) =>
        {
            var existing = await scim.CreateGroupAsync();
            await entra.FindGroupAsync(existing.DisplayName.ToUpperInvariant());
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        }),

        Scenario("ENTRA-GROUP-004", "\"Replace\" of displayName renames a group", "ENTRA-GROUP-03", async (scim, entra) =>
        {
            var (group, resource, _) = await scim.AdoptGroupAsync(entra, members: 0);
            var name = await RenameAsync(scim, entra, group);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAsync(resource)).Require(r => r.Is(200).WithJsonObject()).Expect("displayName").Is(name);
        }),

        Scenario("ENTRA-GROUP-005", "renaming a group leaves its members alone", "ENTRA-GROUP-04", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 1);
            await RenameAsync(scim, entra, group);
            entra.RequireContent();
            await scim.ExpectMembersAsync(resource, people[0].Account);
        }),

        Scenario("ENTRA-GROUP-006", "a deleted or unassigned group is deleted", "ENTRA-GROUP-05", async (scim, entra) =>
        {
            var (group, resource, _) = await scim.AdoptGroupAsync(entra, members: 0);
            entra.Directory.Unassign(group.Id);
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "delete", r => r.Is(200), r => r.Is(204));
            (await scim.GetAsync(resource.Target)).Accept(r => r.Is(404));
        }),

        Scenario("ENTRA-GROUP-007", "\"Add\" of a member beside a null $ref adds the member", "ENTRA-MEMBERS-03", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 1, others: 1);
            entra.Directory.AddMember(group.Id, people[1].Id);
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "add members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people.Select(p => p.Account));
        }),

        Scenario("ENTRA-GROUP-008", "several members in one operation are all added", "ENTRA-MEMBERS-05", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 0, others: 3);
            people.ToList().ForEach(p => entra.Directory.AddMember(group.Id, p.Id));
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "add members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people.Select(p => p.Account));
        }) with { Options = EntraSteps.Maps() with { MembersPerRequest = 20 } },

        // After a time-out the service does not know whether the member was added, and tries again.
        Scenario("ENTRA-GROUP-009", "adding a member who is in the group is no error and changes nothing", "ENTRA-MEMBERS-06", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 1);
            await entra.AddMemberAsync(group.Id, people[0].Id);
            scim.AcceptLast(entra, "add members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people[0].Account);
        }),

        Scenario("ENTRA-GROUP-010", "\"Remove\" of a listed member removes that member and nobody else", "ENTRA-MEMBERS-02", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 2);
            entra.Directory.RemoveMember(group.Id, people[0].Id);
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "remove members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people[1].Account);
        }),

        Scenario("ENTRA-GROUP-011", "\"Remove\" of a listed member beside a null $ref removes the member", "ENTRA-MEMBERS-03", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 2);
            entra.Directory.RemoveMember(group.Id, people[0].Id);
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "remove members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people[1].Account);
        }) with { Options = EntraSteps.Maps() with { NullRefOnRemove = true } },

        Scenario("ENTRA-GROUP-012", "five members added at the same time are all in the group", "ENTRA-MEMBERS-07", async (scim, entra) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 0, others: 5);
            var steps = await Task.WhenAll(people.Select(p => entra.AddMemberAsync(group.Id, p.Id)));
            foreach (var (person, _) in people.Zip(steps).Where(p => p.Second.Status is 409 or 429 or 503))
            {
                // Who was turned away is in escrow, and comes back when nobody else does.
                await entra.AddMemberAsync(group.Id, person.Id);
                entra.RequireContent();
            }

            var refused = steps.FirstOrDefault(s => !s.Succeeded && s.Status is not (409 or 429 or 503));
            CheckContext.Require(refused is null, $"not every addition was taken, which other checks judge: {refused?.Problem}");
            await scim.ExpectMembersAsync(resource, people.Select(p => p.Account));
        }),
    }.Select(s => s.ToCheck()).ToList());

    private static IdpGroup NewGroup(CheckContext scim, EntraClient entra)
    {
        var group = entra.Directory.AddGroup(scim.NewName());
        entra.Directory.Assign(group.Id);
        return group;
    }

    private static async Task<string> RenameAsync(CheckContext scim, EntraClient entra, IdpGroup group)
    {
        var name = scim.NewName();
        entra.Directory.ChangeGroup(group.Id, g => g with { DisplayName = name });
        await entra.SynchronizeAsync(group.Id);
        return name;
    }

    private static EntraScenario Scenario(string id, string title, string row, Func<CheckContext, EntraClient, Task> play) => new(id, title, row, (scim, entra, _) => play(scim, entra))
    {
        Options = EntraSteps.Maps(),
        Needs = [Needs.Groups, Needs.Users],
    };
}
