using NUnit.Framework;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Directory;

/// <summary>Directories read from JSON and made up from a seed.</summary>
public sealed class FilledDirectoryTests
{
    [Test]
    public void The_sample_is_read()
    {
        var directory = IdpDirectory.Parse(RepositoryFiles.ReadText("fixtures", "entra", "directory.json"), seed: 1);
        IdpUser Named(string upn) => directory.Users.Single(u => u.UserName == upn);
        IdpGroup Group(string name) => directory.Groups.Single(g => g.DisplayName == name);
        var (zoe, jan, ines) = (Named("zoe.lind@example.com"), Named("jan.novak@example.com"), Named("ines.costa@example.com"));
        Assert.Multiple(() =>
        {
            Assert.That(zoe.Id, Is.EqualTo("7d6f1c5e-0b0a-4b58-9a52-0c9d1f6a3b11"));
            Assert.That(UserAttributes.Read(zoe, "costCentre").Text, Is.EqualTo("4711"));
            Assert.That(zoe.ProxyAddresses, Has.Count.EqualTo(2));
            Assert.That(jan.ManagerId, Is.EqualTo(zoe.Id));
            Assert.That(ines.State, Is.EqualTo(AccountState.Disabled));
            Assert.That(UserAttributes.Read(ines, "mail").IsNull, Is.True);
            Assert.That(Named("former@example.com").State, Is.EqualTo(AccountState.SoftDeleted));
            Assert.That(directory.MembersOf(Group("Everybody").Id), Is.EquivalentTo(new[] { Group("Research").Id, ines.Id }));
            Assert.That(directory.RolesOf(zoe.Id).Select(r => r.Value), Is.EqualTo(new[] { "Admin", "User" }));
            Assert.That(directory.IsAssigned(jan.Id), Is.True);
            Assert.That(directory.IsAssigned(ines.Id), Is.False, "the newsletter is not security-enabled");
            Assert.That(directory.ChangesSince(directory.Watermark).Objects, Is.Empty);
        });
    }

    [TestCase("[]", "no JSON object")]
    [TestCase("""{"people":[]}""", "\"people\" is unknown; there are customAttributes, roles, users, groups, assignments")]
    [TestCase("""{"users":[{}]}""", "users[0] lacks \"userPrincipalName\"")]
    [TestCase("""{"users":{}}""", "Directory has \"users\" {}; an array of objects is expected")]
    [TestCase("""{"users":[{"userPrincipalName":"a","Department":"x"}]}""", "users[0] has \"Department\"; perhaps department is meant")]
    [TestCase("""{"users":[{"userPrincipalName":"a","shoeSize":"x"}]}""", "listed in \"customAttributes\"")]
    [TestCase("""{"users":[{"userPrincipalName":"a","department":{}}]}""", "has \"department\" {}; a string, a number")]
    [TestCase("""{"users":[{"userPrincipalName":"a","manager":"b"}]}""", "has \"manager\" 'b', which is no objectId")]
    [TestCase("""{"users":[{"userPrincipalName":"a"},{"userPrincipalName":"A"}]}""", "users[1]: 'A' or its objectId")]
    [TestCase("""{"users":[{"userPrincipalName":"a","accountEnabled":"True"}]}""", "\"accountEnabled\" \"True\"; true or false is expected")]
    [TestCase("""{"groups":[{"displayName":"g","members":["x"]}]}""", "groups[0] has \"members\" 'x'")]
    [TestCase("""{"groups":[{"displayName":"g","members":"x"}]}""", "an array of strings is expected")]
    [TestCase("""{"roles":[{"value":"Admin"}],"groups":[{"displayName":"g"}],"assignments":[{"principal":"g","role":"User"}]}""", "has \"role\" 'User'; there are Admin")]
    [TestCase("""{"assignments":[{}]}""", "assignments[0] lacks \"principal\"")]
    public void A_malformed_directory_is_refused_with_the_place(string json, string message) =>
        Assert.That(() => IdpDirectory.Parse(json, seed: 1), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void The_same_seed_makes_up_the_same_directory()
    {
        var plan = new DirectoryPlan { Users = 300, Groups = 12, Locales = ["en", "de", "ja", "ar"], Roles = ["Admin", "User"], DisabledPerThousand = 100 };
        var (first, second) = (IdpDirectory.Generate(plan, 7), IdpDirectory.Generate(plan, 7));
        Assert.Multiple(() =>
        {
            Assert.That(second.Users, Is.EqualTo(first.Users));
            Assert.That(second.Groups.SelectMany(g => second.MembersOf(g.Id)), Is.EqualTo(first.Groups.SelectMany(g => first.MembersOf(g.Id))));
            Assert.That(IdpDirectory.Generate(plan, 8).Users, Is.Not.EqualTo(first.Users));
            Assert.That(first.Users.Select(u => u.Country).Distinct(), Is.EquivalentTo(new[] { "United States", "Germany", "Japan", "Egypt" }));
            Assert.That(first.Users.Select(u => u.UserName), Is.Unique.And.All.Match("^[a-z.]+[0-9]+@example\\.com$"));
            Assert.That(first.Users.Count(u => u.ManagerId is null), Is.EqualTo(1), "one tree");
            Assert.That(first.Users.Count(u => u.State == AccountState.Disabled), Is.InRange(10, 60));
            Assert.That(first.Groups.SelectMany(g => first.MembersOf(g.Id)).Any(id => first.FindGroup(id) is not null), Is.True, "a nested group");
            Assert.That(first.RolesOf(first.Users.First().Id), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Every_locale_makes_people_whom_the_default_mapping_can_match()
    {
        foreach (var locale in DirectoryPlan.KnownLocales)
        {
            var directory = IdpDirectory.Generate(new DirectoryPlan { Users = 20, Locales = [locale] }, 1);
            foreach (var user in directory.Users)
            {
                var source = SourceObject.Find(directory, user.Id, EntraMappings.Generic, new ProvisioningJobOptions(), delta: null)!;
                var values = EntraMappings.Generic.Users.Attributes.Select(m => m.Source.Evaluate(source)).ToList();
                Assert.That(values.Count(v => !v.IsNullOrEmpty), Is.GreaterThanOrEqualTo(18), $"{locale}: {user}");
            }
        }
    }

    [TestCase("Users", -1)]
    [TestCase("ReportsPerManager", 0)]
    public void A_senseless_plan_is_refused(string member, int value)
    {
        var plan = member == "Users" ? new DirectoryPlan { Users = value } : new DirectoryPlan { ReportsPerManager = value };
        Assert.That(() => IdpDirectory.Generate(plan, 1), Throws.ArgumentException.With.Message.Contains($"{member} of a made-up directory is {value}"));
        Assert.That(() => IdpDirectory.Generate(new DirectoryPlan { Locales = ["xx"] }, 1), Throws.ArgumentException.With.Message.Contains("among "));
    }

    [Test]
    public void A_hundred_thousand_people_fit_into_300_megabytes_and_change_without_growth()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var directory = IdpDirectory.Generate(new DirectoryPlan { Users = 100_000, Groups = 200, Locales = ["en", "de", "fr", "ja"] }, 1);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000;
        TestContext.Out.WriteLine($"{megabytes} MB");
        Assert.That(megabytes, Is.LessThan(300));
        var ids = directory.Users.Select(u => u.Id).ToList();
        foreach (var id in ids)
        {
            directory.Change(id, u => u with { Department = "Moved" });
        }

        var delta = directory.ChangesSince(0 + directory.Watermark - ids.Count);
        Assert.That(delta.Objects.Count, Is.InRange(99_000, 100_000));
        directory.ForgetChanges(delta.Watermark);
        Assert.That((GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000, Is.LessThan(300));
        Assert.That(directory.Users, Has.Count.EqualTo(100_000));
    }
}
