using ScimConformance.Provider.Profiles;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>Requests that meet in one database: at several nodes, or at the same time.</summary>
internal sealed class SharedPlaceTests
{
    [Test]
    public async Task A_walk_goes_on_at_another_node_and_after_a_restart([Values("sqlite", "postgres")] string kind)
    {
        await using var place = await StorePlace.MakeAsync(kind);
        await using var elsewhere = await StorePlace.MakeAsync("sqlite");
        string cursor;
        await using (var first = await StartAsync(place))
        {
            foreach (var name in new[] { "ada", "bob", "eve" })
                await first.CreateUserAsync(name);
            cursor = (string)(await first.GetAsync("Users?cursor=&count=1")).IsOk().Json["nextCursor"]!;
            await using var second = await StartAsync(place);
            var next = (await second.GetAsync($"Users?count=1&cursor={cursor}")).IsOk().Json;
            Assert.That((string?)next["Resources"]![0]!["userName"], Is.EqualTo("bob"));
            Assert.That((string?)(await first.GetAsync($"Users?count=1&cursor={next["nextCursor"]}")).IsOk().Json["Resources"]![0]!["userName"], Is.EqualTo("eve"));
        }

        await using var restarted = await StartAsync(place);
        await using var stranger = await StartAsync(elsewhere);
        (await restarted.GetAsync($"Users?count=1&cursor={cursor}")).IsOk();
        (await stranger.GetAsync($"Users?count=1&cursor={cursor}")).IsError(400, "invalidCursor");
    }

    [Test]
    public async Task Of_many_requests_that_link_one_account_at_once_one_links_it([Values("memory", "sqlite", "postgres")] string kind)
    {
        const int Accounts = 12, Requests = 8;
        await using var place = kind == "memory" ? null : await StorePlace.MakeAsync(kind);
        await using var provider = await TestProvider.StartAsync(options =>
        {
            options.Store = place?.Store ?? "memory";
            options.Profile = ApplicationProfile.Find("thousandeyes")! with
            {
                KnownAccounts = [.. Enumerable.Range(0, Accounts).Select(i => new KnownAccount($"known{i}@example.com", $"acc-{i}"))],
            };
        });
        for (var account = 0; account < Accounts; account++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => Task.Run(() => provider.PostAsync(
                "/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"u{{account}}-{{i}}@example.com","emails":[{"value":"known{{account}}@example.com"}]}"""))));
            var linked = answers.Single(answer => answer.Status == 201);
            Assert.That(linked.Id, Is.EqualTo($"acc-{account}"));
            foreach (var refused in answers.Where(answer => answer != linked))
                refused.IsError(409, "uniqueness");
        }

        Assert.That((int?)(await provider.GetAsync("/Users?count=0")).Json["totalResults"], Is.EqualTo(Accounts));
    }

    private static Task<TestProvider> StartAsync(StorePlace place) => TestProvider.StartAsync(options => options.Store = place.Store);
}
