namespace ScimConformance.Provider.Tests;

/// <summary>Groups so large that their members are kept in another form.</summary>
[TestFixture]
internal sealed class LargeGroupTests
{
    private const int Size = 100;

    [Test]
    public async Task Members_come_and_go_one_at_a_time_and_keep_their_order()
    {
        await using var provider = await TestProvider.StartAsync();
        var (group, users) = await CreateAsync(provider, Size + 3);
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"remove","path":"members[value eq \"{{users[5]}}\"]"}""");
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{users[Size]}}"},{"value":"{{users[5]}}"}]}""");
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{users[0]}}"}]}""");
        await provider.DeleteAsync($"/Users/{users[7]}");
        Assert.That(await MembersAsync(provider, group), Is.EqualTo(users.Take(Size).Where((_, i) => i is not 5 and not 7).Append(users[Size]).Append(users[5])));
    }

    [Test]
    public async Task Users_show_the_group_from_when_they_join_until_they_leave()
    {
        await using var provider = await TestProvider.StartAsync();
        var (group, users) = await CreateAsync(provider, Size + 1);
        var joining = users[Size];
        var before = await GroupsAsync(provider, joining);
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{joining}}"}]}""");
        var member = await GroupsAsync(provider, joining);
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"remove","path":"members[value eq \"{{joining}}\"]"},{"op":"add","path":"members","value":[{"value":"{{joining}}"}]}""");
        var still = await GroupsAsync(provider, joining);
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{joining}}"}]},{"op":"remove","path":"members[value eq \"{{joining}}\"]"}""");
        Assert.That((before, member, still, await GroupsAsync(provider, joining)), Is.EqualTo((0, 1, 1, 0)));
    }

    [TestCase("""{"op":"add","path":"members","value":[{"value":"nobody"}]}""", "invalidValue")]
    [TestCase("""{"op":"add","path":"members","value":[{"display":"x"}]}""", "invalidValue")]
    public async Task What_is_no_member_is_refused_and_nothing_changed(string operation, string scimType)
    {
        await using var provider = await TestProvider.StartAsync();
        var (group, users) = await CreateAsync(provider, Size);
        var reply = await provider.PatchAsync($"/Groups/{group}", operation);
        Assert.That((reply.Status, reply.ScimType), Is.EqualTo((400, scimType)));
        Assert.That(await MembersAsync(provider, group), Is.EqualTo(users));
    }

    [Test]
    public async Task Adding_who_is_there_already_is_no_change()
    {
        await using var provider = await TestProvider.StartAsync();
        var (group, users) = await CreateAsync(provider, Size);
        var before = (await provider.GetAsync($"/Groups/{group}")).Headers["ETag"];
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{users[3]}}"}]}""");
        Assert.That((await provider.GetAsync($"/Groups/{group}")).Headers["ETag"], Is.EqualTo(before));
    }

    [Test]
    public async Task The_answer_to_a_PATCH_repeats_no_more_members_than_it_may()
    {
        await using var provider = await TestProvider.StartAsync(options => options.Configure = provider => provider.MaxMembersInPatchAnswer = Size);
        var (group, users) = await CreateAsync(provider, Size + 1);
        var add = $$"""{"op":"add","path":"members","value":[{"value":"{{users[Size]}}"}]}""";
        var short1 = await provider.PatchAsync($"/Groups/{group}", """{"op":"replace","path":"displayName","value":"n"}""");
        var large = await provider.PatchAsync($"/Groups/{group}", add);
        var named = await provider.PatchAsync($"/Groups/{group}?attributes=displayName", add);
        Assert.That((short1.Status, large.Status, named.Status), Is.EqualTo((200, 204, 200)));
        Assert.That(large.Headers["ETag"], Is.EqualTo((await provider.GetAsync($"/Groups/{group}")).Headers["ETag"]));
    }

    [Test]
    public async Task Values_listed_for_removal_go_and_the_others_stay()
    {
        await using var provider = await TestProvider.StartAsync(options => options.Tolerance = Compatibility.ScimTolerance.All);
        var (group, users) = await CreateAsync(provider, Size);
        await provider.PatchAsync($"/Groups/{group}", $$"""{"op":"Remove","path":"members","value":[{"value":"{{users[1]}}"},{"value":"{{users[98]}}"}]}""");
        Assert.That(await MembersAsync(provider, group), Is.EqualTo(users.Where((_, i) => i is not 1 and not 98)));
    }

    /// <summary>A group of the first users, and all users.</summary>
    private static async Task<(string Group, List<string> Users)> CreateAsync(TestProvider provider, int users)
    {
        var ids = new List<string>();
        for (var i = 0; i < users; i++)
            ids.Add(await provider.CreateUserAsync($"u{i}"));
        return (await provider.CreateGroupAsync("g", [.. ids.Take(Size)]), ids);
    }

    private static async Task<IEnumerable<string>> MembersAsync(TestProvider provider, string group) =>
        (await provider.ReadGroupAsync(group))["members"]!.AsArray().Select(member => (string)member!["value"]!);

    private static async Task<int> GroupsAsync(TestProvider provider, string user) => (await provider.ReadUserAsync(user))["groups"]?.AsArray().Count ?? 0;
}
