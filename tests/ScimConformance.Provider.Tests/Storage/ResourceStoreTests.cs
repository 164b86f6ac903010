using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>What every store must do; each kind of store derives from it.</summary>
internal abstract class ResourceStoreTests
{
    protected StoredStates States { get; private set; } = null!;

    protected IResourceStores Stores { get; private set; } = null!;

    protected IResourceStore Store => Stores.Of("one");

    /// <summary>Opens a store at a place that is new for each test.</summary>
    protected abstract Task<IResourceStores> OpenAsync();

    protected virtual Task CloseAsync() => Task.CompletedTask;

    [SetUp]
    public async Task Begin()
    {
        States = new StoredStates();
        Stores = await OpenAsync();
    }

    [TearDown]
    public Task End() => CloseAsync();

    protected static DateTimeOffset Now { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_secret_is_the_same_each_time_and_of_its_name_alone()
    {
        var (one, two) = (await Stores.Shared.GetSecretAsync("one", default), await Stores.Shared.GetSecretAsync("two", default));
        Assert.That(one, Has.Length.EqualTo(32).And.Not.EqualTo(two));
        Assert.That(await Stores.Shared.GetSecretAsync("one", default), Is.EqualTo(one));
    }

    [Test]
    public async Task What_may_be_used_once_is_remembered_until_its_time_is_over()
    {
        var shared = Stores.Shared;
        Assert.That(await shared.IsFirstUseAsync("a", Now, Now.AddMinutes(1), default), Is.True);
        Assert.That(await shared.IsFirstUseAsync("b", Now, Now.AddMinutes(1), default), Is.True);
        Assert.That(await shared.IsFirstUseAsync("a", Now.AddSeconds(59), Now.AddMinutes(2), default), Is.False);
    }

    [Test]
    public async Task An_identifier_that_is_there_already_is_refused()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var refused = await CommitAsync(ResourceChange.Add(new StoredStates().NewUser("twin")));
        Assert.That(refused, Is.EqualTo(new CommitResult(CommitOutcome.NotUnique, ResourceChange.IdAttribute)));
        Assert.That((await Store.CountAsync(States.User, default), StoredStates.Json(await ReadAsync(user))), Is.EqualTo((1, StoredStates.Json(user))));
    }

    [Test]
    public async Task A_resource_comes_back_as_it_was_stored()
    {
        var user = States.NewUser("bjensen", $$"""
            "name":{"familyName":"Jensen","formatted":"Zoë 😀 \u0000 \" \\ \u2028"},"active":false,
            "emails":[{"value":"a@example.com","type":"work","primary":true},{"value":"b@example.com"}],
            "{{Urn.Characteristics}}":{"ratio":1.10,"level":12345678901234567890,"keyCards":["B","a"],"joined":"2026-01-31T08:15:00+02:00","aliases":["x"]}
            """);
        await AddAsync(user);

        var read = await ReadAsync(user);

        Assert.Multiple(() =>
        {
            Assert.That(StoredStates.Json(read), Is.EqualTo(StoredStates.Json(user)));
            Assert.That((read.Created, read.LastModified, read.Revision), Is.EqualTo((user.Created, user.LastModified, 1)));
            Assert.That(read.Index, Is.EquivalentTo(user.Index));
            Assert.That(read.Position, Is.EqualTo(user.Position).And.GreaterThan(0));
        });
    }

    [TestCase("1.10")]
    [TestCase("-0.0")]
    [TestCase("1E+2")]
    [TestCase("1234567890123456789012345678")]
    [TestCase("0.1000000000000000000000000001")]
    public async Task Numbers_keep_their_digits(string digits)
    {
        var user = States.NewUser("bjensen", $$"""
            "{{Urn.Characteristics}}":{"ratio":{{digits}},"aliases":["x"]}
            """);
        await AddAsync(user);
        Assert.That(StoredStates.Json(await ReadAsync(user)), Does.Contain($"\"ratio\":{digits}"));
    }

    [Test]
    public async Task A_secret_comes_back_as_the_same_hash()
    {
        var user = States.NewUser("bjensen", "\"password\":\"t1meMa$heen\"");
        await AddAsync(user);
        var password = States.User.Root.Find("password")!;

        var read = ((Resources.SecretValue)(await ReadAsync(user)).Attributes[password]!).Hash;

        Assert.That(read, Is.EqualTo(((Resources.SecretValue)user.Attributes[password]!).Hash).And.Not.Contain("t1me"));
    }

    [Test]
    public async Task Nothing_is_found_under_an_identifier_that_nobody_has([Values("none", "", "a\0b", "\ud800", "😀")] string id)
    {
        await AddAsync(States.NewUser("bjensen"));
        Assert.Multiple(async () =>
        {
            Assert.That(await Store.GetAsync(States.User, id, default), Is.Null);
            Assert.That(await Store.GetAnyAsync(id, default), Is.Null);
            Assert.That(await Store.GroupsOfAsync(id, default), Is.Empty);
            Assert.That(await Store.MembershipsAsync(id, default), Is.Empty);
            Assert.That(await Store.TypesOfAsync([id], default), Is.Empty);
        });
    }

    [Test]
    public async Task A_resource_is_of_its_type_only()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        Assert.That(await Store.GetAsync(States.Group, user.Id, default), Is.Null);
        Assert.That((await Store.GetAnyAsync(user.Id, default))?.Type, Is.SameAs(States.User));
        Assert.That((await Store.TypesOfAsync([user.Id, "none"], default)).Single().Value, Is.SameAs(States.User));
    }

    [TestCase("bjensen", "BJENSEN")]
    [TestCase("zoë", "ZOE\u0308")]
    [TestCase("with\0nul", "WITH\0NUL")]
    [TestCase("=#", "=#")]
    public async Task A_resource_is_found_by_what_its_attribute_holds_equal(string stored, string wanted)
    {
        var user = States.NewUser(stored);
        await AddAsync(user);
        await AddAsync(States.NewUser("other"));
        Assert.That(await FindAsync(wanted), Is.EqualTo(new[] { user.Id }));
    }

    [Test]
    public async Task A_key_may_be_long()
    {
        var (first, second) = (States.NewUser(new string('x', 10_000) + "1"), States.NewUser(new string('x', 10_000) + "2"));
        await AddAsync(first, second);
        Assert.That(await FindAsync(new string('X', 10_000) + "2"), Is.EqualTo(new[] { second.Id }));
        Assert.That((await CommitAsync(ResourceChange.Add(States.NewUser(new string('x', 10_000) + "1")))).Outcome, Is.EqualTo(CommitOutcome.NotUnique));
    }

    [Test]
    public async Task Keys_follow_changes_and_removal()
    {
        var user = States.NewUser("before", "\"emails\":[{\"value\":\"stays@example.com\"},{\"value\":\"goes@example.com\"}]");
        await AddAsync(user);
        var changed = States.Changed(await ReadAsync(user), "after", "\"emails\":[{\"value\":\"stays@example.com\"},{\"value\":\"comes@example.com\"}]");
        await CommitAsync(ResourceChange.Replace(await ReadAsync(user), changed));

        Assert.That(await FindAsync("before"), Is.Empty);
        Assert.That(await FindAsync("after"), Is.EqualTo(new[] { user.Id }));
        Assert.That(await FindEmailAsync("goes@example.com"), Is.Empty);
        Assert.That(await FindEmailAsync("STAYS@example.com"), Is.EqualTo(new[] { user.Id }));
        Assert.That(await FindEmailAsync("comes@example.com"), Is.EqualTo(new[] { user.Id }));

        await CommitAsync(ResourceChange.Remove(await ReadAsync(user)));
        Assert.That(await FindAsync("after"), Is.Empty);
        Assert.That(await CommitAsync(ResourceChange.Add(States.NewUser("after"))), Is.EqualTo(new CommitResult(CommitOutcome.Committed)), "the name is free again");
    }

    [Test]
    public async Task A_unique_value_belongs_to_one_resource_of_a_type()
    {
        await AddAsync(States.NewUser("bjensen", "\"externalId\":\"shared\""));
        var second = States.NewUser("second", "\"externalId\":\"shared\"");
        await AddAsync(second);

        var added = await CommitAsync(ResourceChange.Add(States.NewUser("BJensen")));
        var changed = await CommitAsync(ResourceChange.Replace(await ReadAsync(second), States.Changed(second, "bjensen")));

        Assert.That((added, changed), Is.EqualTo((new CommitResult(CommitOutcome.NotUnique, "userName"), new CommitResult(CommitOutcome.NotUnique, "userName"))));
        Assert.That((await ReadAsync(second)).Revision, Is.EqualTo(1));
        Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(2));
    }

    [Test]
    public async Task A_unique_value_that_many_ask_for_at_once_goes_to_one()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => CommitAsync(ResourceChange.Add(States.NewUser($"name-{i % 3}"))))));
        Assert.That(results.Count(result => result.Outcome == CommitOutcome.Committed), Is.EqualTo(3));
        Assert.That(results.Count(result => result.Outcome == CommitOutcome.NotUnique), Is.EqualTo(21));
    }

    [Test]
    public async Task Of_two_changes_to_one_revision_the_second_is_refused()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var (mine, yours) = (await ReadAsync(user), await ReadAsync(user));

        var first = await CommitAsync(ResourceChange.Replace(mine, States.Changed(mine, "mine")));
        var second = await CommitAsync(ResourceChange.Replace(yours, States.Changed(yours, "yours")));
        var removal = await CommitAsync(ResourceChange.Remove(yours));

        var changed = new CommitResult(CommitOutcome.Changed, user.Id);
        Assert.That((first.Outcome, second, removal), Is.EqualTo((CommitOutcome.Committed, changed, changed)));
        Assert.That(StoredStates.Json(await ReadAsync(user)), Does.Contain("mine"));
    }

    [Test]
    public async Task Of_many_changes_to_one_revision_one_takes_place()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        for (var round = 0; round < 5; round++)
        {
            var present = await ReadAsync(user);
            var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => CommitAsync(ResourceChange.Replace(present, States.Changed(present, $"name-{round}-{i}"))))));
            Assert.That(results.Count(result => result.Outcome == CommitOutcome.Committed), Is.EqualTo(1));
            Assert.That((await ReadAsync(user)).Revision, Is.EqualTo(present.Revision + 1));
        }
    }

    [Test]
    public async Task A_change_to_what_is_gone_is_refused()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        await CommitAsync(ResourceChange.Remove(await ReadAsync(user)));
        Assert.That((await CommitAsync(ResourceChange.Replace(user, States.Changed(user, "new", "\"externalId\":\"e\"")))).Outcome, Is.EqualTo(CommitOutcome.Changed));
        Assert.That((await CommitAsync(ResourceChange.Remove(user))).Outcome, Is.EqualTo(CommitOutcome.Changed));
    }

    [Test]
    public async Task A_commit_takes_place_whole_or_not_at_all()
    {
        var (user, other) = (States.NewUser("bjensen"), States.NewUser("other"));
        await AddAsync(user, other);
        var stale = await ReadAsync(other);
        await CommitAsync(ResourceChange.Replace(stale, States.Changed(stale, "other", "\"active\":true")));

        var result = await CommitAsync(
            ResourceChange.Add(States.NewUser("third")), ResourceChange.Replace(user, States.Changed(user, "changed")), ResourceChange.Remove(stale));

        Assert.That(result, Is.EqualTo(new CommitResult(CommitOutcome.Changed, other.Id)));
        Assert.That(await FindAsync("third"), Is.Empty);
        Assert.That(await FindAsync("bjensen"), Is.EqualTo(new[] { user.Id }));
        Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(2));
    }

    [Test]
    public async Task A_commit_can_require_that_a_resource_exists()
    {
        var user = States.NewUser("bjensen");
        await AddAsync(user);
        var refused = await CommitAsync(ResourceChange.Add(States.NewGroup("staff", user.Id, "nobody")), ResourceChange.Require(user.Id), ResourceChange.Require("nobody"));
        var accepted = await CommitAsync(ResourceChange.Add(States.NewGroup("staff", user.Id)), ResourceChange.Require(user.Id));
        Assert.That((refused, accepted.Outcome), Is.EqualTo((new CommitResult(CommitOutcome.Missing, "nobody"), CommitOutcome.Committed)));
        Assert.That(await Store.CountAsync(States.Group, default), Is.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_comes_before_a_commit_or_not_at_all()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        try
        {
            await Store.CommitAsync([ResourceChange.Add(States.NewUser("bjensen"))], cancelled.Token);
            Assert.That(await Store.CountAsync(States.User, default), Is.EqualTo(1));
        }
        catch (OperationCanceledException)
        {
            Assert.That(await Store.CountAsync(States.User, default), Is.Zero);
        }
    }

    protected async Task AddAsync(params StoredResource[] resources) =>
        Assert.That(await Store.CommitAsync([.. resources.Select(ResourceChange.Add)], default), Is.EqualTo(new CommitResult(CommitOutcome.Committed)));

    protected async Task<CommitResult> CommitAsync(params ResourceChange[] changes) => await Store.CommitAsync(changes, default);

    protected async Task<StoredResource> ReadAsync(StoredResource resource) =>
        await Store.GetAsync(resource.Type, resource.Id, default) ?? throw new AssertionException($"{resource.Id} is not there.");

    protected async Task<IEnumerable<string>> FindAsync(string userName) =>
        (await Store.FindAsync(States.User, States.UserName, KeyOf(States.UserName, userName), default)).Select(user => user.Id);

    protected async Task<IEnumerable<string>> FindEmailAsync(string email) =>
        (await Store.FindAsync(States.User, States.Email, KeyOf(States.Email, email), default)).Select(user => user.Id);

    private static string KeyOf(Schemas.AttributeNode node, string text) => Resources.Comparison.Key(node, new Resources.TextValue(text))!;
}
