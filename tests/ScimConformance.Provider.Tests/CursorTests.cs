using System.Text.Json.Nodes;

namespace ScimConformance.Provider.Tests;

/// <summary>RFC 9865: paging by cursor.</summary>
[TestFixture]
internal sealed class CursorTests
{
    private TestProvider scim = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync(options => options.Configure = provider => provider.MaxResults = 4);
        foreach (var (name, title) in new[] { ("dora", "a"), ("Bea", "b"), ("eve", ""), ("Adam", "a"), ("carl", "b") })
            await scim.CreateUserAsync(name, title.Length == 0 ? "" : $"\"title\":\"{title}\"");
    }

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase("Users?cursor", "dora Bea eve Adam | carl")]
    [TestCase("Users?cursor=&count=2", "dora Bea | eve Adam | carl")]
    [TestCase("Users?cursor=&count=5", "dora Bea eve Adam | carl")]
    [TestCase("Users?cursor=&count=1&filter=title pr", "dora | Bea | Adam | carl")]
    [TestCase("Users?cursor=&count=2&filter=title eq \"a\"", "dora Adam")]
    [TestCase("Users?cursor=&count=2&filter=userName eq \"eve\"", "eve")]
    [TestCase("Users?cursor=&count=2&filter=userName eq \"nobody\"", "")]
    [TestCase("Users?cursor=&count=2&sortBy=userName", "Adam Bea | carl dora | eve")]
    [TestCase("Users?cursor=&count=1&sortBy=userName&sortOrder=descending", "eve | dora | carl | Bea | Adam")]
    [TestCase("Users?cursor=&count=2&sortBy=title", "dora Adam | Bea carl | eve")]
    [TestCase("Users?cursor=&count=2&sortBy=title&sortOrder=descending", "eve Bea | carl dora | Adam")]
    [TestCase("Users?cursor=&count=3&sortBy=meta.created&filter=title pr", "dora Bea Adam | carl")]
    [TestCase("?cursor=&count=3", "dora Bea eve | Adam carl")]
    public async Task A_walk_has_these_pages(string first, string expected)
    {
        var pages = await WalkAsync(first);
        var total = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(name => name != "|");
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(" | ", pages.Select(Names)), Is.EqualTo(expected));
            Assert.That(pages.Select(page => (int?)page["totalResults"]), Is.All.EqualTo(total));
            Assert.That(pages.Select(page => (int?)page["itemsPerPage"]), Is.EqualTo(pages.Select(page => page["Resources"]!.AsArray().Count)));
            Assert.That(pages.Select(page => page["startIndex"] ?? page["previousCursor"]), Is.All.Null);
            Assert.That(pages.Select(page => (string?)page["nextCursor"] ?? "none"), Is.All.Match("^[A-Za-z0-9._~-]+$"));
        });
    }

    [Test]
    public async Task The_root_is_walked_over_all_types_and_a_search_like_a_URL()
    {
        await scim.CreateGroupAsync("Bees");
        var pages = await WalkAsync("?cursor&count=4&sortBy=displayName");
        var search = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest"), ["cursor"] = "", ["count"] = 4 };
        var first = (await scim.PostAsync(".search", search.ToJsonString())).IsOk().Json;
        search["cursor"] = (string?)first["nextCursor"];
        var second = (await scim.PostAsync(".search", search.ToJsonString())).IsOk().Json;
        Assert.Multiple(() =>
        {
            Assert.That(pages.Select(Names), Is.EqualTo(new[] { "Bees dora Bea eve", "Adam carl" }));
            Assert.That(new[] { first, second }.Select(Names), Is.EqualTo(new[] { "dora Bea eve Adam", "carl Bees" }));
            Assert.That(second["nextCursor"], Is.Null);
        });
    }

    [Test]
    public async Task Without_a_cursor_pages_go_by_index([Values("Users", "Users?startIndex=1")] string query)
    {
        var page = (await scim.GetAsync(query)).IsOk().Json;
        Assert.That(((int?)page["startIndex"], page["nextCursor"]), Is.EqualTo(((int?)1, (JsonNode?)null)));
    }

    [Test]
    public async Task A_count_of_zero_gives_the_total_and_no_cursor([Values("0", "-3")] string count)
    {
        var page = (await scim.GetAsync($"Users?cursor=&count={count}&filter=title pr")).IsOk().Json;
        Assert.That(((int?)page["totalResults"], (int?)page["itemsPerPage"], page["nextCursor"]), Is.EqualTo(((int?)4, (int?)0, (JsonNode?)null)));
    }

    [TestCase("Users?cursor=&count=2", "Users?count=3", "invalidCount")]
    [TestCase("Users?cursor=&count=2", "Users?", "invalidCount")]
    [TestCase("Users?cursor=&count=2", "Users?count=x", "invalidCount")]
    [TestCase("Users?cursor=", "Users?count=4", "invalidCount")]
    [TestCase("Users?cursor=&count=2", "Groups?count=2", "invalidCursor")]
    [TestCase("Users?cursor=&count=2", "?count=2", "invalidCursor")]
    [TestCase("Users?cursor=&count=2", "Users?count=2&filter=title pr", "invalidCursor")]
    [TestCase("Users?cursor=&count=2&sortBy=title", "Users?count=2&sortBy=userName", "invalidCursor")]
    [TestCase("Users?cursor=&count=2&sortBy=title", "Users?count=2&sortBy=title&sortOrder=descending", "invalidCursor")]
    public async Task A_cursor_serves_its_own_query_alone(string first, string second, string scimType)
    {
        var cursor = (string?)(await scim.GetAsync(first)).IsOk().Json["nextCursor"];
        (await scim.GetAsync($"{second}&cursor={cursor}")).IsError(400, scimType);
    }

    [Test]
    public async Task Names_and_operators_of_a_filter_may_change_their_letter_case()
    {
        var cursor = (string?)(await scim.GetAsync("Users?cursor=&count=1&filter=userName sw \"d\" or title eq \"b\"")).IsOk().Json["nextCursor"];
        Assert.That(Names((await scim.GetAsync($"Users?count=1&filter=username  SW \"d\" OR title eq \"b\"&cursor={cursor}")).IsOk().Json), Is.EqualTo("Bea"));
    }

    [TestCase("garbage")]
    [TestCase("%20")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("%F0%9F%92%A9")]
    public async Task What_is_no_cursor_is_refused(string cursor) => (await scim.GetAsync($"Users?cursor={cursor}&count=2")).IsError(400, "invalidCursor");

    [Test]
    public async Task A_cursor_with_any_character_changed_is_refused()
    {
        var cursor = (string)(await scim.GetAsync("Users?cursor=&count=2&sortBy=userName")).IsOk().Json["nextCursor"]!;
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            (await scim.GetAsync($"Users?count=2&sortBy=userName&cursor={changed}")).IsError(400, "invalidCursor");
        }

        (await scim.GetAsync($"Users?count=2&sortBy=userName&cursor={cursor}=")).IsError(400, "invalidCursor");
        (await scim.GetAsync($"Users?count=2&sortBy=userName&cursor={cursor[..^1]}")).IsError(400, "invalidCursor");
        (await scim.GetAsync($"Users?count=2&sortBy=userName&cursor={new string('A', 5000)}")).IsError(400, "invalidCursor");
    }

    [Test]
    public async Task A_cursor_does_not_show_what_is_sorted_by()
    {
        await scim.CreateUserAsync("0-secret-name");
        var cursor = (string)(await scim.GetAsync("Users?cursor=&count=1&sortBy=userName")).IsOk().Json["nextCursor"]!;
        var text = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor));
        Assert.That(text, Does.Not.Contain("secret").IgnoreCase);
    }

    [Test]
    public async Task Both_ways_of_paging_at_once_are_refused()
    {
        (await scim.GetAsync("Users?cursor=&startIndex=1")).IsError(400, "invalidValue");
        (await scim.PostAsync("Users/.search", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"cursor":"","startIndex":1}""")).IsError(400, "invalidValue");
        (await scim.GetAsync("Users?cursor=&cursor=")).IsError(400, "invalidValue");
    }

    [Test]
    public async Task A_cursor_ends_with_its_time_and_each_page_gives_a_fresh_one()
    {
        var cursor = await CursorOfAsync("");
        scim.Clock.Advance(TimeSpan.FromHours(1));
        var next = await CursorOfAsync(cursor);
        scim.Clock.Advance(TimeSpan.FromSeconds(1));
        (await scim.GetAsync($"Users?count=2&cursor={cursor}")).IsError(400, "expiredCursor");
        Assert.That(Names((await scim.GetAsync($"Users?count=2&cursor={next}")).IsOk().Json), Is.EqualTo("carl"));
    }

    [Test]
    public async Task The_time_is_published_and_can_be_set()
    {
        await using var brief = await TestProvider.StartAsync(options => options.Configure = provider => provider.CursorTimeout = TimeSpan.FromSeconds(90));
        var pagination = (await brief.GetAsync("ServiceProviderConfig")).IsOk().Json["pagination"]!;
        Assert.That(pagination.ToJsonString(), Is.EqualTo(
            """{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":200,"maxPageSize":200,"cursorTimeout":90}"""));
        Assert.That(
            () => TestProvider.StartAsync(options => options.Configure = provider => provider.CursorTimeout = TimeSpan.Zero),
            Throws.ArgumentException.With.Message.Contains("CursorTimeout is 00:00:00"));
    }

    [Test]
    public async Task A_cursor_serves_every_node_with_the_same_key_and_no_other()
    {
        await using var first = await TestProvider.StartAsync(options => options.Configure = provider => provider.CursorKey = "chosen");
        await using var node = await TestProvider.StartAsync(options => options.Configure = provider => provider.CursorKey = "chosen");
        await using var other = await TestProvider.StartAsync(options => options.Configure = provider => provider.CursorKey = "another");
        await first.CreateUserAsync("ada");
        await first.CreateUserAsync("bob");
        var cursor = (string?)(await first.GetAsync("Users?count=1&cursor")).IsOk().Json["nextCursor"];
        (await node.GetAsync($"Users?count=1&cursor={cursor}")).IsOk();
        foreach (var stranger in new[] { other, scim })
            (await stranger.GetAsync($"Users?count=1&cursor={cursor}")).IsError(400, "invalidCursor");
    }

    [Test]
    public async Task A_cursor_of_one_tenant_is_none_of_another()
    {
        (string, string) second = ("Authorization", $"Bearer {ReferenceApplication.SecondToken}");
        var foreign = await scim.GetAsync($"Users?count=2&cursor={await CursorOfAsync("")}", second);
        var garbage = await scim.GetAsync("Users?count=2&cursor=garbage", second);
        foreign.IsError(400, "invalidCursor");
        Assert.That(foreign.Text, Is.EqualTo(garbage.Text));
    }

    /// <summary>Whoever is there throughout is shown once, though the last one shown, others before and behind go, and others come.</summary>
    [Test]
    public async Task A_walk_is_steady_while_others_come_and_go([Values("", "&sortBy=userName", "&filter=userName pr", "&sortBy=title&sortOrder=descending&filter=userName pr")] string query)
    {
        var kept = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            var id = await scim.CreateUserAsync($"{(char)('a' + (i * 7 % 26))}-{i}", $"\"title\":\"{i % 3}\"");
            if (i % 2 == 0)
                kept.Add(id);
        }

        var shown = new List<string>();
        string? cursor = "";
        for (var page = 0; cursor is not null; page++)
        {
            var answer = (await scim.GetAsync($"Users?count=4{query}&cursor={cursor}")).IsOk().Json;
            cursor = (string?)answer["nextCursor"];
            var ids = answer["Resources"]!.AsArray().Select(user => (string)user!["id"]!).ToList();
            shown.AddRange(ids);
            // Of each page all go that need not stay, the anchor among them, and one comes that sorts anywhere.
            foreach (var id in ids.Where(id => !kept.Contains(id)))
                Assert.That((await scim.DeleteAsync($"Users/{id}")).Status, Is.EqualTo(204));
            if (page < 8)
                await scim.CreateUserAsync($"{(char)('a' + (page * 11 % 26))}-new-{page}", $"\"title\":\"{page % 3}\"");
        }

        Assert.Multiple(() =>
        {
            Assert.That(shown, Is.Unique);
            Assert.That(kept, Is.SubsetOf(shown));
        });
    }

    [Test]
    public async Task Sort_keys_of_any_length_are_walked_once_each()
    {
        var start = string.Concat(Enumerable.Repeat("\U0001F600", 400));
        for (var i = 0; i < 3; i++)
            await scim.CreateUserAsync($"{start}{3 - i}");
        var pages = await WalkAsync("Users?cursor=&count=1&sortBy=userName");
        Assert.That(pages.Select(Names).Distinct().Count(), Is.EqualTo(8));
    }

    private async Task<string> CursorOfAsync(string cursor) => (string)(await scim.GetAsync($"Users?count=2&cursor={cursor}")).IsOk().Json["nextCursor"]!;

    private async Task<List<JsonNode>> WalkAsync(string first)
    {
        var pages = new List<JsonNode> { (await scim.GetAsync(first)).IsOk().Json };
        while ((string?)pages[^1]["nextCursor"] is { } cursor && pages.Count < 100)
            pages.Add((await scim.GetAsync(first.Contains("cursor=", StringComparison.Ordinal)
                ? first.Replace("cursor=", $"cursor={cursor}", StringComparison.Ordinal)
                : first.Replace("cursor", $"cursor={cursor}", StringComparison.Ordinal))).IsOk().Json);
        return pages;
    }

    private static string Names(JsonNode page) =>
        string.Join(' ', page["Resources"]!.AsArray().Select(found => (string?)found!["userName"] ?? (string?)found["displayName"]));
}
