using Bogus;
using Bogus.DataSets;

namespace ScimConformance.Simulators.Directory;

/// <summary>Makes up a directory: the same plan and seed make up the same one.</summary>
internal static class DirectoryGenerator
{
    public static IdpDirectory Generate(DirectoryPlan plan, long seed, TimeProvider? clock)
    {
        RequireSensible(plan);
        var directory = new IdpDirectory(seed, clock);
        var random = new Randomizer(unchecked((int)(seed ^ (seed >> 32))));
        var locales = plan.Locales.Select(l => new DirectoryLocale(l, random)).ToList();
        foreach (var role in plan.Roles)
        {
            directory.AddRole(new AppRole(directory.NewGuid(), role, role));
        }

        AddUsers(directory, plan, locales, random);
        AddGroups(directory, plan, random);
        directory.ForgetChanges(directory.Watermark);
        return directory;
    }

    private static void AddUsers(IdpDirectory directory, DirectoryPlan plan, List<DirectoryLocale> locales, Randomizer random)
    {
        var (names, commerce) = (new Name("en") { Random = random }, new Commerce("en") { Random = random });
        var titles = Enumerable.Range(0, 200).Select(_ => names.JobTitle()).ToArray();
        var departments = Enumerable.Range(0, 40).Select(_ => commerce.Department(1)).Distinct(StringComparer.Ordinal).ToArray();
        var roles = directory.Roles.ToList();
        var ids = new string[plan.Users];
        for (var i = 0; i < plan.Users; i++)
        {
            ids[i] = directory.NewGuid();
            directory.Add(locales[i % locales.Count].MakeUp(ids[i], i + 1, plan.Domain, random) with
            {
                Title = titles[random.Number(titles.Length - 1)],
                Department = departments[random.Number(departments.Length - 1)],
                // A tree: the first person leads the next ones, each of these the ones after.
                ManagerId = i == 0 ? null : ids[(i - 1) / plan.ReportsPerManager],
                State = random.Number(999) < plan.DisabledPerThousand ? AccountState.Disabled : AccountState.Enabled,
            });
            if (plan.AssignsUsers)
            {
                directory.Assign(ids[i], roles.Count == 0 ? null : roles[i % roles.Count].Id);
            }
        }
    }

    /// <summary>Every tenth group has the one before as a member, every twentieth cannot give access.</summary>
    private static void AddGroups(IdpDirectory directory, DirectoryPlan plan, Randomizer random)
    {
        var ids = new string[plan.Groups];
        for (var i = 0; i < plan.Groups; i++)
        {
            ids[i] = directory.NewGuid();
            directory.Add(new IdpGroup(ids[i], $"Group {i + 1}") { MailNickname = $"group{i + 1}", IsSecurityEnabled = i % 20 != 19 });
            if (i % 10 == 9)
            {
                directory.AddMember(ids[i], ids[i - 1]);
            }

            if (plan.AssignsGroups)
            {
                directory.Assign(ids[i]);
            }
        }

        foreach (var user in directory.Users.Select(u => u.Id).ToList())
        {
            for (var i = 0; i < Math.Min(plan.GroupsPerUser, plan.Groups); i++)
            {
                directory.AddMember(ids[random.Number(plan.Groups - 1)], user);
            }
        }
    }

    private static void RequireSensible(DirectoryPlan plan)
    {
        Require(plan.Users is >= 0 and <= 5_000_000, nameof(plan.Users), plan.Users, "from 0 to 5000000");
        Require(plan.Groups is >= 0 and <= 500_000, nameof(plan.Groups), plan.Groups, "from 0 to 500000");
        Require(plan.GroupsPerUser >= 0, nameof(plan.GroupsPerUser), plan.GroupsPerUser, "0 or more");
        Require(plan.ReportsPerManager >= 1, nameof(plan.ReportsPerManager), plan.ReportsPerManager, "1 or more");
        Require(plan.DisabledPerThousand is >= 0 and <= 1000, nameof(plan.DisabledPerThousand), plan.DisabledPerThousand, "from 0 to 1000");
        Require(plan.Locales.Count > 0 && plan.Locales.All(DirectoryLocale.Known.ContainsKey), nameof(plan.Locales), string.Join(", ", plan.Locales), $"among {string.Join(", ", DirectoryPlan.KnownLocales)}");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} of a made-up directory is {value}; it has to be {expected}.", name);
        }
    }
}
