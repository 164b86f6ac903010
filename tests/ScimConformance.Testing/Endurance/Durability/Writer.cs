using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>Writes to resources of its own until its requests are no longer answered: creates, replaces, patches, joins and leaves groups, deletes, and sends bulk jobs.</summary>
internal sealed class Writer(int number, int seed)
{
    private const int MostUsers = 12;
    private const int MostGroups = 4;

    private readonly Random _random = new(seed);
    private int _last;

    internal Book Book { get; } = new();

    /// <summary>What externalIds of this writer begin with.</summary>
    internal string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"w{number}-");

    /// <summary>How many writes were answered 2xx.</summary>
    internal int Answered { get; private set; }

    /// <summary>Answers that nobody expected.</summary>
    internal List<string> Unexpected { get; } = [];

    private List<string> Users => [.. Book.Resources.Keys.Where(name => !IsGroup(name)).Order(StringComparer.Ordinal)];

    private List<string> Groups => [.. Book.Resources.Keys.Where(IsGroup).Order(StringComparer.Ordinal)];

    internal async Task RunAsync(WireClient client, int round)
    {
        var contested = 0;
        try
        {
            while (true)
            {
                var (users, groups) = (Users, Groups);
                var go = users.Count < 3 ? await CreateAsync(client, NewName(), null)
                    : groups.Count == 0 ? await CreateGroupAsync(client)
                    : _random.Next(9) switch
                    {
                        0 => await CreateAsync(client, NewName(), string.Create(CultureInfo.InvariantCulture, $"contested-{round}-{contested++}@example.com")),
                        1 or 2 => await PutAsync(client, Pick(users)),
                        3 or 4 => await PatchAsync(client, Pick(users)),
                        5 => await JoinOrLeaveAsync(client, Pick(groups), Pick(users)),
                        6 or 7 when users.Count + groups.Count > MostUsers || groups.Count > MostGroups => await DeleteAsync(client, groups.Count > MostGroups ? Pick(groups) : Pick(users)),
                        6 => await CreateAsync(client, NewName(), null),
                        _ => await BulkAsync(client, Pick(users)),
                    };
                if (!go)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or System.Text.Json.JsonException)
        {
            // The provider is gone; what was under way stays in the book.
        }
    }

    private static bool IsGroup(string name) => name.Contains("group", StringComparison.Ordinal);

    private string NewName(string kind = "user") => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{kind}{++_last}");

    private string Pick(List<string> names) => names[_random.Next(names.Count)];

    private async Task<bool> CreateAsync(WireClient client, string name, string? contested)
    {
        Book.Begin(true, (name, new Held(1)));
        return Settle(await client.SendAsync("POST", "Users", Bodies.User(name, 1, contested)), name, refusable: contested is not null);
    }

    private async Task<bool> CreateGroupAsync(WireClient client)
    {
        var name = NewName("group");
        Book.Begin(true, (name, new Held(1)));
        return Settle(await client.SendAsync("POST", "Groups", Bodies.Group(name, 1)), name);
    }

    private async Task<bool> PutAsync(WireClient client, string name)
    {
        var next = Next(name);
        Book.Begin(true, (name, next));
        return Settle(await client.SendAsync("PUT", $"Users/{Book.IdOf(name)}", Bodies.User(name, next.Version, null)));
    }

    private async Task<bool> PatchAsync(WireClient client, string name)
    {
        var next = Next(name);
        Book.Begin(true, (name, next));
        return Settle(await client.SendAsync("PATCH", $"Users/{Book.IdOf(name)}", Bodies.PatchUser(name, next.Version)));
    }

    private async Task<bool> JoinOrLeaveAsync(WireClient client, string group, string user)
    {
        var next = Next(group);
        var leaves = next.MemberList.Contains(user);
        Book.Begin(true, (group, leaves ? next.Without(user) : next.With(user)));
        var change = leaves
            ? Wire.Operation("remove", $"members[value eq \"{Book.IdOf(user)}\"]")
            : Wire.Operation("add", "members", new JsonArray(new JsonObject { ["value"] = Book.IdOf(user) }));
        return Settle(await client.SendAsync("PATCH", $"Groups/{Book.IdOf(group)}", Wire.Patch(change, Wire.Operation("replace", "displayName", Bodies.Mark(next.Version)))));
    }

    private async Task<bool> DeleteAsync(WireClient client, string name)
    {
        List<(string, Held?)> changes = [(name, null)];
        changes.AddRange(Groups.Where(group => Book.Resources[group].MemberList.Contains(name)).Select(group => (group, (Held?)Book.Resources[group].Without(name))));
        Book.Begin(true, changes);
        return Settle(await client.SendAsync("DELETE", $"{(IsGroup(name) ? "Groups" : "Users")}/{Book.IdOf(name)}"));
    }

    /// <summary>Two users, a group that has the first as a member, and a change to a user that is there.</summary>
    private async Task<bool> BulkAsync(WireClient client, string present)
    {
        var (first, second, group, next) = (NewName(), NewName(), NewName("group"), Next(present));
        Book.Begin(false, (first, new Held(1)), (second, new Held(1)), (group, new Held(1).With(first)), (present, next));
        var answer = await client.SendAsync("POST", "Bulk", Wire.Bulk(
            Wire.BulkOperation("POST", "/Groups", Bodies.Group(group, 1, "bulkId:first"), "group"),
            Wire.BulkOperation("POST", "/Users", Bodies.User(first, 1, null), "first"),
            Wire.BulkOperation("PATCH", $"/Users/{Book.IdOf(present)}", Bodies.PatchUser(present, next.Version)),
            Wire.BulkOperation("POST", "/Users", Bodies.User(second, 1, null), "second")));
        var statuses = (answer.Body?["Operations"] as JsonArray)?.Select(operation => (string?)operation!["status"]).ToList() ?? [];
        if (!answer.IsDone || statuses.Contains("503"))
        {
            return Settle(answer with { Status = statuses.Contains("503") ? 503 : answer.Status });
        }

        foreach (var operation in answer.Body!["Operations"]!.AsArray())
        {
            if ((string?)operation!["bulkId"] is { } bulkId && (string?)operation["location"] is { } location)
            {
                Book.Name(bulkId switch { "first" => first, "second" => second, _ => group }, location[(location.LastIndexOf('/') + 1)..]);
            }
        }

        return statuses is ["201", "201", "200", "201"] ? Settle(answer) : Settle(answer with { Status = 0 });
    }

    private Held Next(string name) => Book.Resources[name] with { Version = Book.Resources[name].Version + 1 };

    /// <summary>Writes the outcome down; false where the store cannot be reached, so that nobody knows it.</summary>
    private bool Settle(WireAnswer answer, string? created = null, bool refusable = false)
    {
        if (answer.Status == 503)
        {
            return false;
        }

        if (answer.IsDone)
        {
            if (created is not null)
            {
                Book.Name(created, answer.Id);
            }

            Book.Done();
            Answered++;
            return true;
        }

        if (!refusable || answer.Status != 409)
        {
            Unexpected.Add($"{Prefix} was answered {answer.Status}: {answer.Body}");
        }

        Book.Refused();
        return true;
    }
}
