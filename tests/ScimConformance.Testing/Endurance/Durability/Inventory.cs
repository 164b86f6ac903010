using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>All resources of a provider, and what about them ought not to be whoever wrote them.</summary>
internal sealed class Inventory
{
    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);

    private Inventory()
    {
    }

    /// <summary>What is wrong.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>A userName that is taken, or null.</summary>
    internal string? SomeUserName { get; private set; }

    /// <summary>The resources whose externalId begins so.</summary>
    internal IReadOnlyDictionary<string, Found> Of(string prefix) =>
        _found.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    internal static async Task<Inventory> TakeAsync(WireClient client)
    {
        var inventory = new Inventory();
        var users = await client.ListAsync("Users");
        var groups = await client.ListAsync("Groups");
        var names = users.Concat(groups).ToDictionary(resource => (string)resource["id"]!, resource => (string)resource["externalId"]!, StringComparer.Ordinal);
        foreach (var resource in users.Concat(groups))
        {
            inventory.Add(resource, names);
        }

        foreach (var twice in users.GroupBy(user => ((string)user["userName"]!).ToUpperInvariant()).Where(same => same.Count() > 1))
        {
            inventory.Wrong.Add($"the userName {twice.Key} belongs to {twice.Count()} users");
        }

        var seenByGroups = groups.SelectMany(group => Values(group, "members").Select(member => (Group: (string)group["id"]!, Member: member))).ToHashSet();
        var seenByUsers = users.SelectMany(user => Values(user, "groups").Select(group => (Group: group, Member: (string)user["id"]!))).ToHashSet();
        if (!seenByGroups.SetEquals(seenByUsers))
        {
            inventory.Wrong.Add("groups and their members do not say the same");
        }

        inventory.SomeUserName = users.Count == 0 ? null : (string?)users[^1]["userName"];
        return inventory;
    }

    private void Add(JsonObject resource, Dictionary<string, string> names)
    {
        var name = (string)resource["externalId"]!;
        if (Bodies.VersionOf(resource) is not { } version)
        {
            Wrong.Add($"{name} holds a part of a write: {resource.ToJsonString()}");
            return;
        }

        var members = Values(resource, "members").Select(id => names.GetValueOrDefault(id)).ToList();
        if (members.Contains(null))
        {
            Wrong.Add($"{name} has a member that does not exist");
        }

        if (!_found.TryAdd(name, new Found((string)resource["id"]!, new Held(version, string.Join(' ', members.OfType<string>().Order(StringComparer.Ordinal))))))
        {
            Wrong.Add($"{name} is there twice");
        }
    }

    private static IEnumerable<string> Values(JsonObject resource, string attribute) =>
        (resource[attribute] as JsonArray)?.Select(value => (string)value!["value"]!) ?? [];
}
