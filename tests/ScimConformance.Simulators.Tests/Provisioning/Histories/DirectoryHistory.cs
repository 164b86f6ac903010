using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning.Histories;

/// <summary>What happens to people and groups of a tenant, drawn at random: who comes, changes, leaves and comes back.</summary>
internal sealed class DirectoryHistory(IdpDirectory directory, SimulatedClock clock, Random random)
{
    private static readonly string[] FamilyNames = ["O'Hara", "Müller", "de la Cruz", "Ångström", "Smith & Sons", "李", "Nguyễn", "Al-Khwarizmi", "N\"Golo", "Zoë %20 + ?"];
    private static readonly string[] Texts = ["Engineer", "Sales, EMEA", "R&D", "Director (acting)", "ingénieur", "\"Quoted\"", "<b>", "18/2111", "+1 555 0100", "back\\slash"];

    private readonly Queue<string> _freedNames = new();
    private int _number;

    /// <summary>What happened, in order.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Lets a number of things happen.</summary>
    public void Pass(int events)
    {
        for (var i = 0; i < events; i++)
        {
            Happen();
        }
    }

    private void Happen()
    {
        switch (random.Next(20))
        {
            case 0 or 1 or 2:
                Hire();
                break;
            case 3:
                var members = directory.Users.Where(u => u.State != AccountState.HardDeleted && random.Next(3) == 0).Select(u => u.Id).ToArray();
                var added = directory.AddGroup($"Group {++_number}", members);
                Note("group", added.Id);
                if (random.Next(4) > 0)
                {
                    directory.Assign(added.Id);
                }

                break;
            case 4 or 5 or 6 when User() is { } user:
                Note("change", user.Id);
                directory.Change(user.Id, Changed);
                break;
            case 7 when User() is { } user:
                Rename(user);
                break;
            case 8 when User() is { } user:
                var boss = random.Next(3) > 0 ? User() : null;
                Note($"manager {boss?.Id}", user.Id);
                directory.Change(user.Id, u => u with { ManagerId = boss?.Id == u.Id ? null : boss?.Id });
                break;
            case 9 when Anything() is { } id:
                Note("assign", id);
                directory.Assign(id);
                break;
            case 10 when Anything() is { } id:
                Note("unassign", id);
                directory.Unassign(id);
                break;
            case 11 when User() is { State: AccountState.Enabled or AccountState.Disabled } user:
                Note("switch", user.Id);
                directory.Change(user.Id, u => u with { State = u.State == AccountState.Enabled ? AccountState.Disabled : AccountState.Enabled });
                break;
            case 12 when Anything() is { } id:
                Note("soft delete", id);
                directory.SoftDelete(id);
                break;
            case 13 when Anything() is { } id:
                Note("restore", id);
                directory.Restore(id);
                break;
            case 14 when random.Next(2) == 0 && Anything() is { } id:
                Note("hard delete", id);
                directory.HardDelete(id);
                break;
            case 15 or 16 when Group() is { } group && Anything() is { } member && member != group.Id:
                Note($"add {member}", group.Id);
                directory.AddMember(group.Id, member);
                break;
            case 17 when Group() is { } group && directory.MembersOf(group.Id) is { Count: > 0 } there:
                var gone = there.ElementAt(random.Next(there.Count));
                Note($"remove {gone}", group.Id);
                directory.RemoveMember(group.Id, gone);
                break;
            case 18 when Group() is { } group:
                Note("change", group.Id);
                directory.ChangeGroup(group.Id, g => random.Next(4) == 0 ? g with { IsSecurityEnabled = !g.IsSecurityEnabled } : g with { DisplayName = $"Group {++_number} (renamed)" });
                break;
            default:
                clock.Advance(TimeSpan.FromHours(random.Next(1, 72)));
                break;
        }
    }

    private void Hire()
    {
        var name = _freedNames.Count > 0 && random.Next(3) == 0 ? _freedNames.Dequeue() : $"person{++_number}@example.com";
        var user = Changed(new IdpUser(directory.NewGuid(), name, name)
        {
            Alias = $"alias{++_number}",
            GivenName = "Ada",
            FamilyName = Any(FamilyNames),
            DisplayName = $"Ada {_number}",
            Title = Any(Texts),
            Department = Any(Texts),
            State = random.Next(8) == 0 ? AccountState.Disabled : AccountState.Enabled,
        });
        directory.Add(user);
        Note($"hire {name}", user.Id);
        if (random.Next(5) > 0)
        {
            directory.Assign(user.Id);
        }
    }

    private IdpUser Changed(IdpUser user) => random.Next(9) switch
    {
        0 => user with { Title = Any(Texts) },
        1 => user with { Department = Any(Texts), DisplayName = $"Ada {++_number}" },
        2 => user with { FamilyName = Any(FamilyNames) },
        3 => user with { Telephone = Any(Texts), Fax = Any(Texts) },
        4 => user with { Office = Any(Texts), City = Any(FamilyNames) },
        5 => user with { EmployeeId = $"{++_number}", PreferredLanguage = "de-CH" },
        6 => user with { Telephone = null, Office = null, Title = "" },
        7 => user with { Mobile = Any(Texts), Country = "CH", PostalCode = "8001", Street = Any(FamilyNames), Region = "ZH" },
        _ => user with { Email = $"mail{++_number}@example.com", Alias = $"alias{_number}" },
    };

    /// <summary>A name that somebody gives up is given to somebody else, soon perhaps: only names of people who are provisioned now, for those of others are never given up in the application.</summary>
    private void Rename(IdpUser user)
    {
        Note($"rename {user.UserName}", user.Id);
        if (user.State != AccountState.HardDeleted && directory.IsAssigned(user.Id))
        {
            _freedNames.Enqueue(user.UserName);
        }

        directory.Change(user.Id, u => u with { UserName = $"person{++_number}@example.com" });
    }

    private IdpUser? User()
    {
        var users = directory.Users.Where(u => u.State != AccountState.HardDeleted).ToList();
        return users.Count == 0 ? null : users[random.Next(users.Count)];
    }

    private IdpGroup? Group()
    {
        var groups = directory.Groups.Where(g => g.State != AccountState.HardDeleted).ToList();
        return groups.Count == 0 ? null : groups[random.Next(groups.Count)];
    }

    private string? Anything() => random.Next(4) == 0 ? Group()?.Id : User()?.Id;

    private string Any(string[] values) => values[random.Next(values.Length)];

    private void Note(string what, string id) => Events.Add($"{what}: {id}");
}
