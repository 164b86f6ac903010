using Microsoft.Extensions.Logging.Abstractions;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>What every store must do that outlives its process.</summary>
internal abstract class LastingStoreTests : ResourceStoreListTests
{
    private readonly List<RelationalDatabase> opened = [];

    /// <summary>Makes an empty place.</summary>
    protected abstract Task MakePlaceAsync();

    /// <summary>Opens what is at the place, once more if it is open already.</summary>
    protected abstract RelationalDatabase Open();

    protected abstract Task RemovePlaceAsync();

    protected override async Task<IResourceStores> OpenAsync()
    {
        await MakePlaceAsync();
        return Another();
    }

    protected override async Task CloseAsync()
    {
        foreach (var database in opened)
            await database.DisposeAsync();
        opened.Clear();
        await RemovePlaceAsync();
    }

    [Test]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        var user = States.NewUser("bjensen", "\"password\":\"t1meMa$heen\"");
        await AddAsync(user);
        var group = States.NewGroup("staff", user.Id);
        await AddAsync(group);
        await opened[0].DisposeAsync();
        opened.Clear();

        var reopened = Another().Of("one");

        var read = await reopened.GetAsync(States.User, user.Id, default);
        Assert.That(StoredStates.Json(read!), Is.EqualTo(StoredStates.Json(user)));
        Assert.That(read!.Memberships!.Single().Id, Is.EqualTo(group.Id));
        Assert.That((await reopened.CommitAsync([ResourceChange.Add(States.NewUser("bjensen"))], default)).Outcome, Is.EqualTo(CommitOutcome.NotUnique));
        var later = States.NewUser("later");
        await reopened.CommitAsync([ResourceChange.Add(later)], default);
        Assert.That(later.Position, Is.GreaterThan(group.Position));
    }

    [Test]
    public async Task A_position_is_not_given_again_after_the_last_resource_is_gone()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        await CommitAsync(ResourceChange.Remove(user));
        var later = States.NewUser("later");
        await AddAsync(later);
        Assert.That(later.Position, Is.GreaterThan(user.Position));
    }

    [Test]
    public async Task Two_stores_over_one_place_are_one_store()
    {
        var second = Another().Of("one");
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var seen = await second.GetAsync(States.User, user.Id, default);
        Assert.That((await second.CommitAsync([ResourceChange.Add(States.NewUser("BJENSEN"))], default)).Outcome, Is.EqualTo(CommitOutcome.NotUnique));

        await second.CommitAsync([ResourceChange.Replace(seen!, States.Changed(seen!, "changed"))], default);
        Assert.That((await CommitAsync(ResourceChange.Replace(user, States.Changed(user, "mine")))).Outcome, Is.EqualTo(CommitOutcome.Changed));

        var group = States.NewGroup("staff", user.Id);
        await second.CommitAsync([ResourceChange.Add(group)], default);
        Assert.That((await ReadAsync(user)).Memberships!.Single().Id, Is.EqualTo(group.Id));
    }

    [Test]
    public async Task Two_stores_that_start_at_once_on_an_empty_place_both_work()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => Another().Of("one")).ToArray();
        var results = await Task.WhenAll(stores.Select((store, i) => Task.Run(async () => await store.CommitAsync([ResourceChange.Add(States.NewUser($"user-{i}"))], default))));
        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(CommitOutcome.Committed));
        Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(6));
    }

    [Test]
    public async Task Two_stores_count_up_together_without_losing_one()
    {
        IResourceStore[] stores = [Store, Another().Of("one")];
        var user = States.NewUser("counter-0");
        await AddAsync(user);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var store = stores[client % 2];
                var present = (await store.GetAsync(States.User, user.Id, default))!;
                if ((await store.CommitAsync([ResourceChange.Replace(present, States.Changed(present, $"counter-{present.Revision}"))], default)).Outcome == CommitOutcome.Committed)
                    done++;
            }
        })));
        Assert.That((await ReadAsync(user)).Revision, Is.EqualTo(81));
        Assert.That(await FindAsync("counter-80"), Is.EqualTo(new[] { user.Id }));
    }

    [Test]
    public async Task An_attribute_that_the_schemas_no_longer_have_is_named()
    {
        var user = States.NewUser("bjensen", $$"""
            "{{Urn.Characteristics}}":{"costCode":"C","aliases":["x"]}
            """);
        await AddAsync(user);
        var plain = new RelationalResourceStores(opened[0], new ProviderModel(new ScimProviderOptions()), NullLogger<RelationalResourceStores>.Instance).Of("one");
        var type = new ProviderModel(new ScimProviderOptions()).FindType("User")!;

        var refused = Assert.ThrowsAsync<ScimStoreException>(async () => await plain.GetAsync(type, user.Id, default));

        Assert.That(refused!.Message, Does.Contain(Urn.Characteristics).And.Contain("configure the schemas"));
        Assert.That(refused.MayPass, Is.False);
    }

    [Test]
    public async Task Where_the_schemas_index_another_attribute_the_keys_are_made_anew()
    {
        await Another().PrepareAsync(default);
        var (first, second) = (States.NewUser("first", "\"nickName\":\"One\""), States.NewUser("second", "\"nickName\":\"Two\""));
        await AddAsync(first, second);
        var unique = new StoredStates(WithUniqueNickName);
        var reopened = new RelationalResourceStores(opened[0], unique.Model, NullLogger<RelationalResourceStores>.Instance);
        await reopened.PrepareAsync(default);

        var nickName = unique.User.Root.Find("nickName")!;
        Assert.That((await reopened.Of("one").FindAsync(unique.User, nickName, "TWO", default)).Select(user => user.Id), Is.EqualTo(new[] { second.Id }));
        Assert.That(await FindAsync("first"), Is.EqualTo(new[] { first.Id }));
        var third = new StoredStates(WithUniqueNickName).NewUser("third", "\"nickName\":\"two\"");
        Assert.That((await reopened.Of("two").CommitAsync([ResourceChange.Add(third)], default)).Outcome, Is.EqualTo(CommitOutcome.Committed), "of another tenant");
    }

    [Test]
    public async Task Values_that_must_become_unique_and_are_not_stop_the_start()
    {
        await Another().PrepareAsync(default);
        await AddAsync(States.NewUser("first", "\"nickName\":\"Same\""), States.NewUser("second", "\"nickName\":\"same\""));
        var reopened = new RelationalResourceStores(opened[0], new StoredStates(WithUniqueNickName).Model, NullLogger<RelationalResourceStores>.Instance);

        var refused = Assert.ThrowsAsync<ScimStoreException>(async () => await reopened.PrepareAsync(default));
        Assert.That(refused!.Message, Does.Contain("the same value of nickName"));

        await Another().PrepareAsync(default);
        Assert.That(await FindAsync("second"), Is.Not.Empty, "with the former schemas all is as it was");
    }

    private static void WithUniqueNickName(ScimProviderOptions options) => options.Schemas[0] = new Schema(
        CoreSchemas.User.Id, CoreSchemas.User.Name, CoreSchemas.User.Description,
        [.. CoreSchemas.User.Attributes.Select(attribute => attribute.Name == "nickName" ? attribute with { Uniqueness = Uniqueness.Server } : attribute)]);

    [Test]
    public async Task Shared_state_is_shared_by_all_stores_over_one_place()
    {
        var (mine, theirs) = (Stores.Shared, Another().Shared);
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await (i % 2 == 0 ? mine : theirs).GetSecretAsync("cursor", default))));
        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await (i % 2 == 0 ? mine : theirs).IsFirstUseAsync("a", Now, Now.AddMinutes(1), default))));

        Assert.That(secrets.Select(Convert.ToHexString).Distinct().Count(), Is.EqualTo(1));
        Assert.That(uses.Count(isFirst => isFirst), Is.EqualTo(1));
    }

    [Test]
    public void A_tenant_has_a_name_that_an_index_takes() =>
        Assert.That(() => Stores.Of(new string('x', 201)), Throws.ArgumentException.With.Message.Contains("201 characters"));

    private RelationalResourceStores Another()
    {
        var database = Open();
        opened.Add(database);
        return new RelationalResourceStores(database, States.Model, NullLogger<RelationalResourceStores>.Instance);
    }
}
