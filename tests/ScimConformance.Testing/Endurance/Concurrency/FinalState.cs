using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance.Concurrency;

/// <summary>Compares what is there in the end with what the clients were answered.</summary>
internal static class FinalState
{
    internal static async Task<IReadOnlyList<string>> CompareAsync(WireClient wire, IReadOnlyList<ConcurrentClient> clients, IReadOnlyList<string> users, IReadOnlyList<string> groups)
    {
        var wrong = new List<string>();
        var foundUsers = (await wire.ListAsync("Users")).ToDictionary(user => (string)user["id"]!, StringComparer.Ordinal);
        var foundGroups = (await wire.ListAsync("Groups")).ToDictionary(group => (string)group["id"]!, StringComparer.Ordinal);
        var own = clients.SelectMany(client => client.Own).ToHashSet(StringComparer.Ordinal);
        if (!own.Union(users).ToHashSet(StringComparer.Ordinal).SetEquals(foundUsers.Keys))
        {
            wrong.Add($"{foundUsers.Count} users are there instead of {own.Count + users.Count}");
        }

        foreach (var id in users.Where(foundUsers.ContainsKey))
        {
            Compare(wrong, $"values of user {id}", clients.SelectMany(client => client.Values.GetValueOrDefault(id) ?? []), Values(foundUsers[id], "ims"));
            var count = clients.Sum(client => client.Counted.GetValueOrDefault(id));
            if ((string?)foundUsers[id]["nickName"] != count.ToString(CultureInfo.InvariantCulture))
            {
                wrong.Add($"user {id} was counted up {count} times and stands at {foundUsers[id]["nickName"]}");
            }
        }

        foreach (var id in groups)
        {
            Compare(wrong, $"members of group {id}", clients.SelectMany(client => client.Members.GetValueOrDefault(id) ?? []), Values(foundGroups[id], "members"));
        }

        Compare(
            wrong,
            "groups that users show",
            foundGroups.Values.SelectMany(group => Values(group, "members").Select(member => $"{member} {group["id"]}")),
            foundUsers.Values.SelectMany(user => Values(user, "groups").Select(group => $"{user["id"]} {group}")));
        return wrong;
    }

    private static void Compare(List<string> wrong, string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (must, has) = (expected.ToHashSet(StringComparer.Ordinal), found.ToList());
        if (must.Except(has).ToList() is { Count: > 0 } lost)
        {
            wrong.Add($"{what}: lost {string.Join(", ", lost.Take(5))} and {Math.Max(0, lost.Count - 5)} more");
        }

        if (has.Except(must).ToList() is { Count: > 0 } extra)
        {
            wrong.Add($"{what}: nobody left {string.Join(", ", extra.Take(5))} there, and {Math.Max(0, extra.Count - 5)} more");
        }

        if (has.Count != has.Distinct().Count())
        {
            wrong.Add($"{what}: some are there twice");
        }
    }

    private static IEnumerable<string> Values(JsonObject resource, string attribute) =>
        (resource[attribute] as JsonArray)?.Select(value => (string)value!["value"]!) ?? [];
}
