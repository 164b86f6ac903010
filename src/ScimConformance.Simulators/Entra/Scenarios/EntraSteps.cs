using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>What several of Entra's scenarios do.</summary>
internal static class EntraSteps
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>Options with the default mapping reduced to these targets; users are matched by userName, groups have their name and members.</summary>
    public static EntraOptions Maps(params string[] targets) => new()
    {
        Mapping = EntraMappings.Generic with
        {
            Users = Only(EntraMappings.Generic.Users, ["userName", .. targets]),
            Groups = Only(EntraMappings.Generic.Groups!, ["displayName", "members"]),
        },
    };

    /// <summary>The same with the flag.</summary>
    public static EntraOptions MapsWithFlag(params string[] targets) => Maps(targets) with { Wire = EntraWire.Compliant };

    /// <summary>Creates a user past the identity provider and makes it the person's account.</summary>
    /// <param name="scim">The context.</param>
    /// <param name="entra">The identity provider.</param>
    /// <param name="user">The person.</param>
    /// <param name="members">Members of the user beyond what every user has.</param>
    public static async Task<ScimResource> AdoptAsync(this CheckContext scim, EntraClient entra, IdpUser user, string members = "")
    {
        var account = await scim.CreateUserAsync(members);
        entra.Directory.Change(user.Id, u => u with { UserName = account.UserName });
        entra.Adopt(user.Id, account, account.Sent);
        return account;
    }

    /// <summary>Creates a group past the identity provider, with users that checks share as members, and makes it the counterpart of a group of the directory.</summary>
    /// <returns>The group, and its members, of whom the last ones are not in it yet.</returns>
    public static async Task<(IdpGroup Group, ScimResource Resource, IReadOnlyList<(string Id, ScimResource Account)> People)> AdoptGroupAsync(
        this CheckContext scim, EntraClient entra, int members, int others = 0)
    {
        var accounts = await scim.SharedMembersAsync(members + others);
        var people = accounts.Select(account =>
        {
            var person = entra.Directory.AddUser(entra.Directory.NewGuid(), account.UserName);
            entra.Directory.Assign(person.Id);
            entra.Adopt(person.Id, account, shown: null);
            return (person.Id, account);
        }).ToList();
        var resource = await scim.CreateGroupAsync(accounts[..members]);
        var ids = people.Take(members).Select(p => p.Id).ToList();
        var group = entra.Directory.AddGroup(resource.DisplayName, [.. ids]);
        entra.Directory.Assign(group.Id);
        entra.Adopt(group.Id, resource, resource.Sent, ids);
        return (group, resource, people);
    }

    /// <summary>Reads a group and judges who is in it.</summary>
    public static async Task ExpectMembersAsync(this CheckContext scim, ScimResource group, params IEnumerable<ScimResource> expected)
    {
        var reply = (await scim.ReadAsync(group)).Require(r => r.Is(200).WithJsonObject());
        var present = (reply.At("members") as JsonArray ?? []).Select(m => m.Member("value").Text()).Order(StringComparer.Ordinal).ToList();
        var wanted = expected.Select(r => (string?)r.Id).Order(StringComparer.Ordinal).ToList();
        reply.Judge(present.SequenceEqual(wanted), $"the members {string.Join(", ", wanted)}", string.Join(", ", present));
    }

    private static ObjectMapping Only(ObjectMapping mapping, string[] targets) => mapping with { Attributes = mapping.Attributes.Where(m => targets.Contains(m.Target.Text)).ToList() };
}
