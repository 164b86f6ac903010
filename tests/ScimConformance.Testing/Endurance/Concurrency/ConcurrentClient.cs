using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance.Concurrency;

/// <summary>One client. It writes to what all write to, in ways of which each leaves a trace that no other client's write may remove.</summary>
internal sealed class ConcurrentClient(int number, Load load, IReadOnlyList<WireClient> nodes)
{
    private readonly Random _random = new(load.Seed * 1_000 + number);
    private int _sent;
    private int _last;

    /// <summary>Values that this client added to users and did not remove, by the user's id.</summary>
    internal Dictionary<string, HashSet<string>> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>How often this client counted a user up, by the user's id.</summary>
    internal Dictionary<string, int> Counted { get; } = new(StringComparer.Ordinal);

    /// <summary>The members of groups that are this client's to add and remove, by the group's id.</summary>
    internal Dictionary<string, HashSet<string>> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Users that this client created and did not delete.</summary>
    internal HashSet<string> Own { get; } = new(StringComparer.Ordinal);

    internal List<string> Unexpected { get; } = [];

    internal int Writes { get; private set; }

    internal int Stale { get; private set; }

    internal int Contended { get; private set; }

    private WireClient Node => nodes[(number + _sent++) % nodes.Count];

    internal async Task RunAsync(IReadOnlyList<string> users, IReadOnlyList<string> groups, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var user = users[_random.Next(users.Count)];
            var group = groups[_random.Next(groups.Count)];
            switch (_random.Next(10))
            {
                case 0 or 1 or 2:
                    await AddOrRemoveValueAsync(user);
                    break;
                case 3 or 4 or 5:
                    await CountUpAsync(user);
                    break;
                case 6 or 7 or 8:
                    await JoinOrLeaveAsync(group, OneOfMine(users));
                    break;
                default:
                    await CreateOrDeleteAsync(group);
                    break;
            }
        }
    }

    private static HashSet<string> Set(Dictionary<string, HashSet<string>> sets, string key) => sets.TryGetValue(key, out var set) ? set : sets[key] = new(StringComparer.Ordinal);

    // There are at least as many users as clients.
    private string OneOfMine(IReadOnlyList<string> users) => users[number + load.Clients * _random.Next((users.Count - number - 1) / load.Clients + 1)];

    /// <summary>PATCH without If-Match: it is applied to whatever the user is, so no other's value may go.</summary>
    private async Task AddOrRemoveValueAsync(string user)
    {
        var mine = Set(Values, user);
        if (mine.Count > 2)
        {
            var value = mine.First();
            if (Settle("PATCH user", await Node.SendAsync("PATCH", $"Users/{user}", Wire.Patch(Wire.Operation("remove", $"ims[value eq \"{value}\"]")))))
            {
                mine.Remove(value);
            }
        }
        else
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"c{number}-{++_last}");
            if (Settle("PATCH user", await Node.SendAsync("PATCH", $"Users/{user}", Wire.Patch(Wire.Operation("add", "ims", new JsonArray(new JsonObject { ["value"] = value }))))))
            {
                mine.Add(value);
            }
        }
    }

    /// <summary>GET, then PUT with If-Match: whoever comes second is told, so every PUT that is answered 2xx counts.</summary>
    private async Task CountUpAsync(string user)
    {
        var node = Node;
        var read = await node.SendAsync("GET", $"Users/{user}");
        if (read.Status != 200)
        {
            Unexpected.Add($"GET user was answered {read.Status}: {read.Body}");
            return;
        }

        var body = read.Body!.AsObject();
        body["nickName"] = (int.Parse((string)body["nickName"]!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        var answer = await Node.SendAsync("PUT", $"Users/{user}", body, read.ETag);
        if (answer.Status == 412)
        {
            Stale++;
        }
        else if (Settle("PUT user", answer))
        {
            Counted[user] = Counted.GetValueOrDefault(user) + 1;
        }
    }

    /// <summary>Each user is one client's to add to groups and to remove; the groups are everybody's.</summary>
    private async Task JoinOrLeaveAsync(string group, string user)
    {
        var mine = Set(Members, group);
        var leaves = mine.Contains(user);
        var change = leaves
            ? Wire.Operation("remove", $"members[value eq \"{user}\"]")
            : Wire.Operation("add", "members", new JsonArray(new JsonObject { ["value"] = user }));
        if (Settle("PATCH group", await Node.SendAsync("PATCH", $"Groups/{group}", Wire.Patch(change))))
        {
            _ = leaves ? mine.Remove(user) : mine.Add(user);
        }
    }

    /// <summary>A user that is deleted leaves its groups.</summary>
    private async Task CreateOrDeleteAsync(string group)
    {
        if (Own.Count > 3)
        {
            var user = Own.First();
            if (Settle("DELETE user", await Node.SendAsync("DELETE", $"Users/{user}")))
            {
                Own.Remove(user);
                foreach (var members in Members.Values)
                {
                    members.Remove(user);
                }
            }

            return;
        }

        var created = await Node.SendAsync("POST", "Users", new JsonObject
        {
            ["schemas"] = new JsonArray(Wire.User), ["userName"] = string.Create(CultureInfo.InvariantCulture, $"own-{number}-{++_last}"), ["nickName"] = "0",
        });
        if (Settle("POST user", created))
        {
            Own.Add(created.Id);
            await JoinOrLeaveAsync(group, created.Id);
        }
    }

    private bool Settle(string what, WireAnswer answer)
    {
        if (answer.IsDone)
        {
            Writes++;
            return true;
        }

        if (answer.Status is 409 or 429)
        {
            Contended++;
        }
        else
        {
            Unexpected.Add($"{what} was answered {answer.Status}: {answer.Body}");
        }

        return false;
    }
}
