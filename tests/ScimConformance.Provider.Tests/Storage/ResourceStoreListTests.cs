using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>What every store must do about order, membership and tenants.</summary>
internal abstract class ResourceStoreListTests : ResourceStoreTests
{
    [Test]
    public async Task Lists_are_in_order_of_creation_whatever_changes_later()
    {
        var users = Enumerable.Range(0, 7).Select(i => States.NewUser($"user-{9 - i}")).ToArray();
        foreach (var user in users)
            await AddAsync(user);
        await AddAsync(States.NewGroup("staff"));
        await CommitAsync(ResourceChange.Replace(await ReadAsync(users[2]), States.Changed(await ReadAsync(users[2]), "aaa")));
        await CommitAsync(ResourceChange.Remove(await ReadAsync(users[4])));
        var expected = users.Where((_, i) => i != 4).Select(user => user.Id).ToArray();

        Assert.Multiple(async () =>
        {
            Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(6));
            Assert.That(Ids(await Store.ListAsync(States.User, 0, int.MaxValue, default)), Is.EqualTo(expected));
            Assert.That(Ids(await Store.ListAsync(States.User, 2, 3, default)), Is.EqualTo(expected[2..5]));
            Assert.That(await Store.ListAsync(States.User, 6, 3, default), Is.Empty);
            Assert.That(await Store.ListAsync(States.User, 0, 0, default), Is.Empty);
        });
    }

    [Test]
    public async Task A_list_goes_on_behind_a_position_though_others_came_and_went()
    {
        var users = Enumerable.Range(0, 6).Select(i => States.NewUser($"user-{i}")).ToArray();
        await AddAsync(users);
        var page = await Store.ListAfterAsync(States.User, 0, 3, default);
        await CommitAsync(ResourceChange.Remove(await ReadAsync(users[0])), ResourceChange.Remove(await ReadAsync(users[2])), ResourceChange.Remove(await ReadAsync(users[3])));
        var late = States.NewUser("late");
        await AddAsync(late);

        Assert.That(Ids(page), Is.EqualTo(users[..3].Select(user => user.Id)));
        Assert.That(Ids(await Store.ListAfterAsync(States.User, page[^1].Position, 10, default)), Is.EqualTo(new[] { users[4].Id, users[5].Id, late.Id }));
    }

    [Test]
    public async Task Whoever_follows_positions_misses_nothing_that_is_added_meanwhile()
    {
        const int Writers = 6, Each = 30;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await AddAsync(States.NewUser($"user-{writer}-{i}"));
        })));
        var seen = new List<string>();
        var position = 0L;
        for (var done = false; ;)
        {
            var page = await Store.ListAfterAsync(States.User, position, 4, default);
            seen.AddRange(Ids(page));
            position = page.Count > 0 ? page[^1].Position : position;
            if (page.Count == 0 && done)
                break;
            done = writing.IsCompleted;
        }

        await writing;
        Assert.That(seen, Is.Unique.And.EquivalentTo(Ids(await Store.ListAsync(States.User, 0, int.MaxValue, default))));
        Assert.That(seen, Has.Count.EqualTo(Writers * Each));
        Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(Writers * Each));
    }

    [Test]
    public async Task Membership_is_seen_from_both_sides()
    {
        var (user, other) = (States.NewUser("bjensen"), States.NewUser("other"));
        await AddAsync(user, other);
        var inner = States.NewGroup("inner \"quoted\" ü \0", user.Id, other.Id);
        await AddAsync(inner);
        var outer = States.NewGroup("outer", inner.Id, user.Id);
        await AddAsync(outer);

        Assert.Multiple(async () =>
        {
            Assert.That(Ids(await Store.GroupsOfAsync(user.Id, default)), Is.EqualTo(new[] { inner.Id, outer.Id }));
            Assert.That((await ReadAsync(outer)).Members, Is.EqualTo(new[] { inner.Id, user.Id }));
            Assert.That((await Store.MembershipsAsync(user.Id, default)).Select(group => (group.Type, group.Id, group.Display)),
                Is.EqualTo(new[] { (States.Group, inner.Id, "inner \"quoted\" ü \0"), (States.Group, outer.Id, "outer") }));
            Assert.That((await Store.MembershipsAsync(user.Id, default))[0].MayBeMember, Is.True);
            Assert.That((await Store.MembershipsAsync(outer.Id, default)), Is.Empty);
        });
    }

    [Test]
    public async Task What_a_resource_brings_along_of_its_groups_is_what_the_store_says()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var group = States.NewGroup("staff", user.Id);
        await AddAsync(group);
        var before = (await ReadAsync(user)).Memberships;
        await CommitAsync(ResourceChange.Replace(group, States.ChangedGroup(group, "renamed", user.Id)));
        var after = (await ReadAsync(user)).Memberships;

        Assert.That(before?.Select(membership => membership.Display), Is.Null.Or.EqualTo(new[] { "staff" }));
        Assert.That(after?.Select(membership => membership.Display), Is.Null.Or.EqualTo(new[] { "renamed" }));
        Assert.That((await Store.MembershipsAsync(user.Id, default)).Single().Display, Is.EqualTo("renamed"));
    }

    [Test]
    public async Task Membership_follows_changes_and_removal()
    {
        var (first, second) = (States.NewUser("first"), States.NewUser("second"));
        await AddAsync(first, second);
        var group = States.NewGroup("staff", first.Id);
        await AddAsync(group);
        var version = Store.MembershipVersion;
        var changed = States.ChangedGroup(group, "staff", second.Id);
        await CommitAsync(ResourceChange.Replace(group, changed), ResourceChange.Require(second.Id));

        Assert.That(await Store.GroupsOfAsync(first.Id, default), Is.Empty);
        Assert.That(Ids(await Store.GroupsOfAsync(second.Id, default)), Is.EqualTo(new[] { group.Id }));
        Assert.That((await ReadAsync(second)).Shown is null || Store.MembershipVersion > version);

        await CommitAsync(ResourceChange.Remove(changed));
        Assert.That(await Store.GroupsOfAsync(second.Id, default), Is.Empty);
    }

    [Test]
    public async Task Nobody_is_removed_who_became_a_member_meanwhile()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var group = States.NewGroup("staff", user.Id);
        await AddAsync(group);

        var alone = await CommitAsync(ResourceChange.Remove(user));
        var together = await CommitAsync(ResourceChange.Remove(user), ResourceChange.Replace(group, States.ChangedGroup(group, "staff")));

        Assert.That((alone, together.Outcome), Is.EqualTo((new CommitResult(CommitOutcome.Changed, user.Id), CommitOutcome.Committed)));
    }

    [Test]
    public async Task No_member_is_left_behind_where_members_are_added_and_removed_at_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var user = States.NewUser($"user-{round}");
            var group = States.NewGroup($"group-{round}");
            await AddAsync(user, group);
            await Task.WhenAll(
                Task.Run(() => CommitAsync(ResourceChange.Replace(group, States.ChangedGroup(group, $"group-{round}", user.Id)), ResourceChange.Require(user.Id))),
                Task.Run(() => CommitAsync(ResourceChange.Remove(user))));
            var members = (await ReadAsync(group)).Members;
            Assert.That((await Store.TypesOfAsync(members, default)).Count, Is.EqualTo(members.Count), "every member exists");
        }
    }

    [Test]
    public async Task A_group_may_have_thousands_of_members()
    {
        var users = Enumerable.Range(0, 3_000).Select(i => States.NewUser($"user-{i}")).ToArray();
        await AddAsync(users);
        string[] ids = [.. users.Select(user => user.Id)];
        var group = States.NewGroup("all", ids);
        await CommitAsync([ResourceChange.Add(group), .. ids.Select(ResourceChange.Require)]);
        var present = await ReadAsync(group);
        await CommitAsync(ResourceChange.Replace(present, States.ChangedGroup(present, "all", ids[1..])));

        Assert.That((await ReadAsync(group)).Members, Is.EqualTo(ids[1..]));
        Assert.That(await Store.GroupsOfAsync(ids[0], default), Is.Empty);
        Assert.That((await Store.TypesOfAsync(ids, default)), Has.Count.EqualTo(3_000));
    }

    [Test]
    public async Task Tenants_share_nothing()
    {
        var (user, same) = (States.NewUser("bjensen"), States.NewUser("bjensen"));
        await AddAsync(user);
        var other = Stores.Of("ONE");
        Assert.That((await other.CommitAsync([ResourceChange.Add(same)], default)).Outcome, Is.EqualTo(CommitOutcome.Committed), "a name is unique within its tenant");
        var group = States.NewGroup("staff", same.Id);
        await other.CommitAsync([ResourceChange.Add(group)], default);

        Assert.Multiple(async () =>
        {
            Assert.That(Stores.Of("ONE"), Is.SameAs(other));
            Assert.That(await other.GetAnyAsync(user.Id, default), Is.Null);
            Assert.That(await other.TypesOfAsync([user.Id], default), Is.Empty);
            Assert.That(await Store.GroupsOfAsync(same.Id, default), Is.Empty);
            Assert.That(await Store.MembershipsAsync(same.Id, default), Is.Empty);
            Assert.That(Ids(await Store.ListAsync(States.User, 0, 10, default)), Is.EqualTo(new[] { user.Id }));
            Assert.That(Ids(await other.ListAfterAsync(States.User, 0, 10, default)), Is.EqualTo(new[] { same.Id }));
            Assert.That(await Store.CountAsync(States.Group, default), Is.Zero);
            Assert.That(await FindAsync("bjensen"), Is.EqualTo(new[] { user.Id }));
            Assert.That((await other.CommitAsync([ResourceChange.Remove(user)], default)).Outcome, Is.EqualTo(CommitOutcome.Changed));
            Assert.That((await other.CommitAsync([ResourceChange.Require(user.Id)], default)).Outcome, Is.EqualTo(CommitOutcome.Missing));
        });
    }

    private static IEnumerable<string> Ids(IEnumerable<StoredResource> resources) => resources.Select(resource => resource.Id);
}
