using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>What is kept in memory beside the resources themselves is bounded, and what resources have in common is kept once.</summary>
internal sealed class KeptMemoryTests
{
    private readonly StoredStates states = new();

    [Test]
    public void Those_that_kept_their_answer_first_let_it_go()
    {
        var kept = new KeptRepresentations(most: 3);
        var users = Enumerable.Range(0, 5).Select(i => states.NewUser($"u{i}")).ToList();
        foreach (var user in users)
            kept.Keep(user, Shown(user));
        Assert.That(users.Select(user => user.Shown is not null), Is.EqualTo(new[] { false, false, true, true, true }));

        kept.Keep(users[2], Shown(users[2]));
        kept.Keep(users[0], Shown(users[0]));
        Assert.That(users.Select(user => user.Shown is not null), Is.EqualTo(new[] { true, false, false, true, true }), "who is shown anew keeps the place of before");
    }

    [Test]
    public void A_large_group_takes_the_place_of_many_users()
    {
        var kept = new KeptRepresentations(most: 3);
        var user = states.NewUser("bjensen");
        var group = states.NewGroup("staff", [.. Enumerable.Range(0, 64).Select(i => $"m{i}")]);
        kept.Keep(user, Shown(user));
        kept.Keep(group, Shown(group));
        Assert.That(user.Shown, Is.Null);
        Assert.That(group.Shown, Is.Not.Null, "the last one stays, however large");
    }

    [Test]
    public void Values_that_recur_are_one_object()
    {
        var texts = new RecurringTexts();
        Assert.That(texts.Of(new string("Marketing".ToCharArray())), Is.SameAs(texts.Of("Marketing")));
        Assert.That(texts.Of("Sales").Text, Is.EqualTo("Sales"));
        var longOne = texts.Of(new string('x', 100));
        Assert.That(texts.Of(new string('x', 100)), Is.Not.SameAs(longOne), "long ones hardly ever recur");
    }

    [Test]
    public void An_attribute_whose_values_do_not_recur_is_given_up()
    {
        var texts = new RecurringTexts();
        for (var i = 0; i < 5000; i++)
            Assert.That(texts.Of($"{i}").Text, Is.EqualTo($"{i}"));
        var again = texts.Of("again");
        Assert.That(texts.Of("again"), Is.Not.SameAs(again));
    }

    [Test]
    public void A_user_name_that_is_the_address_too_is_kept_once()
    {
        var user = states.NewUser("bjensen@example.com", "\"emails\":[{\"value\":\"bjensen@example.com\",\"type\":\"work\"}]");
        var address = (ComplexValue)((MultiValue)user.Attributes[states.Email.Parent!]!).Items[0];
        Assert.That(address[states.Email], Is.SameAs(user.Attributes[states.UserName]));
        Assert.That(user.Index.Select(entry => entry.Key), Has.Exactly(2).SameAs(user.Index[0].Key));
    }

    [TestCase("userName co \"JEN\"", 1)]
    [TestCase("nickName pr", 0)]
    [TestCase("id pr", 2)]
    [TestCase("meta.location ew \"/Users/none\"", 0)]
    [TestCase("meta.resourceType eq \"User\" and nickName pr", 0)]
    [TestCase("schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"", 1)]
    [TestCase("schemas co \"core:2.0:User\"", 2)]
    [TestCase("groups pr", 1)]
    [TestCase("groups[display eq \"staff\"]", 1)]
    [TestCase("groups.$ref co \"/Groups/\"", 1)]
    [TestCase("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref co \"/Users/\"", 1)]
    [TestCase("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value pr and not (groups pr)", 0)]
    public async Task A_filter_sees_what_the_provider_adds(string filter, int expected)
    {
        await using var provider = await TestProvider.StartAsync();
        var boss = await provider.CreateUserAsync("boss");
        var user = await provider.CreateUserAsync("bjensen", $"\"{Urn.Enterprise}\":{{\"manager\":{{\"value\":\"{boss}\"}}}}");
        await provider.CreateGroupAsync("staff", user);

        var answer = await provider.GetAsync($"Users?filter={Uri.EscapeDataString(filter)}");
        Assert.That((answer.Status, (int)answer.Json["totalResults"]!), Is.EqualTo((200, expected)));
        var paged = await provider.GetAsync($"Users?cursor&filter={Uri.EscapeDataString(filter)}");
        Assert.That((int)paged.Json["totalResults"]!, Is.EqualTo(expected), "by cursor");
    }

    [Test]
    public async Task A_filter_sees_where_members_are_found()
    {
        await using var provider = await TestProvider.StartAsync();
        var user = await provider.CreateUserAsync("bjensen");
        await provider.CreateGroupAsync("staff", user);
        var answer = await provider.GetAsync($"Groups?filter={Uri.EscapeDataString("members.$ref ew \"/Users/" + user + "\"")}");
        Assert.That((answer.Status, (int)answer.Json["totalResults"]!), Is.EqualTo((200, 1)));
    }

    private static Representation Shown(StoredResource resource) => new(resource, "http://localhost", 0, () => resource.Attributes, "", "");
}
