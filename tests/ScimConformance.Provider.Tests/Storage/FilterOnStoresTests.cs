using Microsoft.Extensions.Logging;
using ScimConformance.Protocol.Filters;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.Relational;
using ScimConformance.Provider.Storage.Sqlite;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>A filter finds the same on every store, in the same order and the same pages, whether the database or the provider evaluates it.</summary>
internal abstract class FilterOnStoresTests
{
    private static readonly string[] Names =
    [
        "ada", "ADAM", "bob", "b%b", "b_b", "=eq", "#hash", "zoe\u0308", "Zoëlle", "straße", "STRASSE", "ﬁx", "fixed", "ｗｉｄｅ", "wider", "İstanbul", "k\u212A", "o'brien", "a\\b",
        "with space", "tail\u007f", "😀smile", new string('x', 300), new string('x', 300) + "y", "ss",
    ];

    private static readonly string[] Filters =
    [
        "userName eq \"ADA\"", "userName eq \"ada\" or userName eq \"bob\"", "userName eq \"zoë\"", "userName eq \"strasse\"", "userName eq \"\"", "userName eq \"none\"",
        "userName sw \"a\"", "userName sw \"A\"", "userName sw \"=\"", "userName sw \"b%\"", "userName sw \"b_\"", "userName sw \"tail\u007f\"", "userName sw \"x\"", "userName sw \"zo\"",
        "userName co \"b\"", "userName co \"=\"", "userName co \"%\"", "userName co \"'\"", "userName co \"\\\\\"", "userName co \"ix\"", "userName co \"i\"", "userName co \"k\"", "userName co \"\"",
        "userName ew \"e\"", "userName ew \"b\"", "userName ew \"y\"", "userName ew \"=eq\"", "userName ew \"ash\"", "userName ew \"ss\"",
        "userName co \"ë\"", "userName sw \"😀\"", "userName co \"\u0000\"", "userName pr", "externalId pr", "not (externalId pr)", "externalId eq \"E1\"", "externalId eq \"e1\"", "externalId sw \"E\"",
        "emails.value eq \"W1@example.com\"", "emails eq \"h1@example.com\"", "emails.value co \"@\"", "emails pr", "emails.value pr", "emails[type eq \"work\"].value eq \"w1@example.com\"",
        "emails[type eq \"home\" and value eq \"w1@example.com\"]", "emails[value eq \"w1@example.com\"]", "emails[value sw \"w\" and value ew \"2@example.com\"]",
        "emails[value eq \"w1@example.com\" or value eq \"h2@example.com\"]", "emails[not (value eq \"w1@example.com\")]",
        "userName sw \"a\" and active eq true", "active eq true", "active eq true or userName eq \"bob\"", "(userName sw \"a\" or userName sw \"b\") and externalId pr",
        "userName ne \"ada\"", "userName gt \"m\"", "id eq \"{0}\"", "id eq \"none\"", "id eq \"\\u0000\"", "id eq \"\\ud800\"", "id sw \"0\"", "id pr", "meta.resourceType eq \"User\"", "displayName co \"team\"",
        "groups.display eq \"staff\"", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"x\" and userName eq \"ada\"",
    ];

    // SQLite takes 500 parts of a UNION; a body may have a filter of 8,192 characters.
    private static IEnumerable<string> LongFilters =>
    [
        string.Join(" or ", Enumerable.Repeat("id eq \"1\"", 600)), string.Join(" or ", Enumerable.Repeat("x eq \"1\"", 600)), string.Join(" or ", Enumerable.Repeat("userName sw \"a\"", 380)),
        string.Join(" and ", Enumerable.Repeat("externalId pr", 450)), string.Join(" or ", Enumerable.Repeat("emails[value eq \"w1@example.com\"]", 199)),
    ];

    private TestProvider memory = null!;
    private TestProvider other = null!;
    private string first = "";

    protected abstract Task<string> MakePlaceAsync();

    protected abstract Task RemovePlaceAsync();

    [OneTimeSetUp]
    public async Task Fill()
    {
        var place = await MakePlaceAsync();
        memory = await TestProvider.StartAsync();
        other = await TestProvider.StartAsync(options => options.Store = place);
        foreach (var provider in new[] { memory, other })
        {
            var ids = new List<string>();
            for (var i = 0; i < Names.Length; i++)
            {
                var more = $"\"active\":{(i % 2 == 0 ? "true" : "false")},\"emails\":[{{\"value\":\"w{i}@example.com\",\"type\":\"work\"}},{{\"value\":\"h{i}@example.com\",\"type\":\"home\"}}]";
                ids.Add(await provider.CreateUserAsync(System.Text.Json.JsonEncodedText.Encode(Names[i]).ToString(), i % 3 == 1 ? $"{more},\"externalId\":\"E{i}\"" : more));
            }

            ids.Add(await provider.CreateUserAsync("typeonly", "\"emails\":[{\"type\":\"work\"}]"));
            await provider.CreateGroupAsync("staff", ids[0], ids[3]);
            await provider.CreateGroupAsync("team ü", ids[1]);
            first = ids[0];
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (memory is not null)
            await memory.DisposeAsync();
        if (other is not null)
            await other.DisposeAsync();
        await RemovePlaceAsync();
    }

    [TestCaseSource(nameof(Filters))]
    public async Task It_finds_the_same(string filter)
    {
        filter = filter.Replace("{0}", first, StringComparison.Ordinal);
        foreach (var endpoint in new[] { "Users", "" })
            foreach (var paging in new[] { "", "&startIndex=2&count=2", "&startIndex=3&count=0", "&count=3&cursor", "&sortBy=userName&sortOrder=descending&count=5" })
                Assert.That(await ShapeAsync(other, endpoint, filter, paging), Is.EqualTo(await ShapeAsync(memory, endpoint, filter, paging)), $"{endpoint} {paging}");
    }

    [TestCaseSource(nameof(LongFilters))]
    public Task It_finds_the_same_however_long_it_is(string filter) => It_finds_the_same(filter);

    private static async Task<string> ShapeAsync(TestProvider provider, string endpoint, string filter, string paging)
    {
        var answer = await provider.GetAsync($"{endpoint}?filter={Uri.EscapeDataString(filter)}{paging}");
        return answer.Status != 200 ? $"{answer.Status} {answer.ScimType}"
            : $"{answer.Json["totalResults"]}: {string.Join(' ', answer.Json["Resources"]!.AsArray().Select(resource => JsonText.Of(resource!["id"])))}";
    }
}

/// <summary>Filters in a SQLite file.</summary>
internal sealed class SqliteFilterTests : FilterOnStoresTests
{
    private string folder = "";

    protected override Task<string> MakePlaceAsync()
    {
        folder = Directory.CreateTempSubdirectory("scim-filter-").FullName;
        return Task.FromResult($"sqlite:{Path.Combine(folder, "scim.db")}");
    }

    protected override Task RemovePlaceAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>Filters in a PostgreSQL database.</summary>
internal sealed class PostgresFilterTests : FilterOnStoresTests
{
    private string? place;

    protected override async Task<string> MakePlaceAsync() => $"postgres:{place = await TestPostgres.NewPlaceAsync()}";

    protected override Task RemovePlaceAsync() => place is null ? Task.CompletedTask : TestPostgres.RemovePlaceAsync(place);
}

/// <summary>What becomes of a filter, and what the log says of it.</summary>
internal sealed class FilterTranslationTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("scim-filter-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("userName eq \"secret\"", true, null)]
    [TestCase("userName co \"secret\" and externalId pr", true, null)]
    [TestCase("emails[value sw \"secret\"]", true, null)]
    [TestCase("emails[type eq \"work\" and value eq \"secret\"]", false, @"emails\[\(type eq and value eq\)\] on User .* over what its indexed part finds")]
    [TestCase("userName eq \"secret\" and active eq true", false, @"\(userName eq and active eq\) on User .* over what its indexed part finds")]
    [TestCase("nickName eq \"secret\"", false, "nickName eq on User .* over all resources")]
    public async Task A_filter_goes_to_the_database_as_far_as_its_indices_serve(string text, bool areMatches, string? logged)
    {
        var log = new Lines();
        var states = new StoredStates();
        await using var stores = new RelationalResourceStores(new SqliteDatabase(Path.Combine(folder, "scim.db")), states.Model, log);
        var candidates = await Candidates.OfAsync(stores.Of("one"), states.User, FilterParser.Parse(text), default);

        Assert.That(candidates.AreMatches, Is.EqualTo(areMatches));
        Assert.That(log.Text, logged is null ? Is.Empty : Does.Match(logged).And.Not.Contain("secret"));
    }

    [Test]
    public async Task One_key_that_cannot_be_searched_makes_the_provider_look_again()
    {
        var log = new Lines();
        var states = new StoredStates();
        await using var stores = new RelationalResourceStores(new SqliteDatabase(Path.Combine(folder, "scim.db")), states.Model, log);
        await stores.Of("one").CommitAsync([ResourceChange.Add(states.NewUser("plain")), ResourceChange.Add(states.NewUser("zoë"))], default);

        var candidates = await Candidates.OfAsync(stores.Of("one"), states.User, FilterParser.Parse("userName co \"lai\""), default);

        Assert.That(candidates.AreMatches, Is.False);
        Assert.That(await candidates.CountAsync(default), Is.EqualTo(2), "the one that matches, and the one that has to be looked at");
        Assert.That((await Candidates.OfAsync(stores.Of("two"), states.User, FilterParser.Parse("userName co \"lai\""), default)).AreMatches, Is.True, "of another tenant");
    }

    private sealed class Lines : ILogger<RelationalResourceStores>
    {
        internal string Text { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Text += formatter(state, exception);
    }
}
