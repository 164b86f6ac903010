namespace ScimConformance.Provider.Tests;

/// <summary>Members and memberships (RFC 7643 sections 4.1.2 and 4.2).</summary>
[TestFixture]
internal sealed class GroupTests
{
    private TestProvider scim = null!;
    private int users;

    [OneTimeSetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    private Task<string> NewUserAsync() => scim.CreateUserAsync($"member-{Interlocked.Increment(ref users)}");

    private async Task<string> MembersOfAsync(string group) =>
        string.Join(' ', (await scim.ReadGroupAsync(group))["members"]?.AsArray().Select(member => (string?)member!["value"]) ?? []);

    [Test]
    public async Task A_user_shows_direct_and_indirect_groups_with_their_URIs()
    {
        var user = await NewUserAsync();
        var inner = await scim.CreateGroupAsync("inner", user);
        var outer = await scim.CreateGroupAsync("outer", inner);
        await scim.PatchAsync($"/Groups/{inner}", $$"""{"op":"add","path":"members","value":[{"value":"{{outer}}"}]}""");
        Assert.That(JsonText.Of((await scim.ReadUserAsync(user))["groups"]), Is.EqualTo(
            $$"""[{"value":"{{inner}}","$ref":"http://localhost/scim/v2/Groups/{{inner}}","display":"inner","type":"direct"},"""
            + $$"""{"value":"{{outer}}","$ref":"http://localhost/scim/v2/Groups/{{outer}}","display":"outer","type":"indirect"}]"""));
        Assert.That(JsonText.Of((await scim.ReadGroupAsync(outer))["members"]), Is.EqualTo(
            $$"""[{"value":"{{inner}}","$ref":"http://localhost/scim/v2/Groups/{{inner}}","type":"Group"}]"""));
    }

    [Test]
    public async Task A_change_of_membership_is_seen_on_the_user_at_once_and_is_another_version_of_it()
    {
        var user = await NewUserAsync();
        var before = await scim.GetAsync($"/Users/{user}");
        var group = await scim.CreateGroupAsync("seen", user);
        var joined = await scim.GetAsync($"/Users/{user}", ("If-None-Match", before.Headers["ETag"]));
        await scim.PatchAsync($"/Groups/{group}", """{"op":"replace","path":"displayName","value":"renamed"}""");
        var renamed = await scim.GetAsync($"/Users/{user}", ("If-None-Match", joined.Headers["ETag"]));
        await scim.DeleteAsync($"/Groups/{group}");
        var left = await scim.GetAsync($"/Users/{user}");
        Assert.Multiple(() =>
        {
            Assert.That(joined.Text, Does.Contain("\"display\":\"seen\""));
            Assert.That(renamed.Text, Does.Contain("\"display\":\"renamed\""));
            Assert.That(left.Text, Is.EqualTo(before.Text));
        });
    }

    [Test]
    public async Task A_deleted_user_leaves_its_groups()
    {
        var (leaves, stays) = (await NewUserAsync(), await NewUserAsync());
        var group = await scim.CreateGroupAsync("left", leaves, stays);
        await scim.DeleteAsync($"/Users/{leaves}");
        Assert.That(await MembersOfAsync(group), Is.EqualTo(stays));
        await scim.DeleteAsync($"/Groups/{group}");
        Assert.That((await scim.GetAsync($"/Users/{stays}")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Members_must_exist_and_a_refused_list_changes_nothing()
    {
        var user = await NewUserAsync();
        var group = await scim.CreateGroupAsync("existing", user);
        (await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"replace","path":"members","value":[{"value":"{{user}}"},{"value":"nobody"}]}""")).IsError(400, "invalidValue");
        (await scim.PatchAsync($"/Groups/{group}", """{"op":"add","path":"members","value":[{"display":"x"}]}""")).IsError(400, "invalidValue");
        (await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{group}}"}]}""")).IsError(400, "invalidValue");
        (await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"replace","path":"members[value eq \"{{user}}\"].value","value":"x"}""")).IsError(400, "mutability");
        (await scim.PostAsync("/Groups", $$"""{"schemas":["{{Urn.Group}}"],"displayName":"g","members":[{"value":"{{user}}","type":"Group"}]}""")).IsError(400, "invalidValue");
        Assert.That(await MembersOfAsync(group), Is.EqualTo(user));
    }

    [Test]
    public async Task Members_are_added_once_and_removed_by_filter()
    {
        var (one, two) = (await NewUserAsync(), await NewUserAsync());
        var group = await scim.CreateGroupAsync("twice", one);
        var before = await scim.GetAsync($"/Groups/{group}");
        var same = await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{one}}","$ref":null,"display":"x"},{"value":"{{one}}","type":"user"}]}""");
        await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{two}}"}]}""");
        await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"remove","path":"members[value eq \"{{one}}\"]"}""");
        Assert.Multiple(async () =>
        {
            Assert.That(same.Text, Is.EqualTo(before.Text));
            Assert.That(await MembersOfAsync(group), Is.EqualTo(two));
        });
        (await scim.PatchAsync($"/Groups/{group}", """{"op":"replace","path":"members","value":[]}""")).IsOk();
        Assert.That(await MembersOfAsync(group), Is.Empty);
    }

    [Test]
    public async Task Members_added_at_the_same_time_are_all_there()
    {
        var group = await scim.CreateGroupAsync("busy");
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => NewUserAsync()));
        var answers = await Task.WhenAll(added.Select(id => scim.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{id}}"}]}""")));
        Assert.Multiple(async () =>
        {
            Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
            Assert.That((await MembersOfAsync(group)).Split(' '), Is.EquivalentTo(added));
        });
    }

    [Test]
    public async Task The_same_user_name_at_the_same_time_is_created_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scim.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"race"}""")));
        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(409, 19).Prepend(201)));
    }
}
