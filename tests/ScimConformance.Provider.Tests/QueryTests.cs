namespace ScimConformance.Provider.Tests;

/// <summary>RFC 7644 sections 3.4.2 and 3.4.3.</summary>
[TestFixture]
internal sealed class QueryTests
{
    private TestProvider scim = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync();
        await scim.CreateUserAsync("bob", """
            "externalId":"Ext-1","title":"Tour Guide","active":false,"name":{"familyName":"Zed"},
            "emails":[{"value":"bob@work.example","type":"work"},{"value":"bob@home.example","type":"home","primary":true}]
            """);
        scim.Clock.Advance(TimeSpan.FromHours(1));
        await scim.CreateUserAsync("Alice", $$"""
            "title":"guide","name":{"familyName":"adams"},"emails":[{"value":"alice@home.example","type":"home"}],
            "{{Urn.Characteristics}}":{"aliases":["al","lissy"],"level":7,"costCode":"Ab","joined":"2020-01-01T00:00:00+02:00"},
            "{{Urn.Enterprise}}":{"employeeNumber":"701984"}
            """);
        scim.Clock.Advance(TimeSpan.FromHours(1));
        await scim.CreateUserAsync("carol");
        await scim.CreateGroupAsync("Guides");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase("userName eq \"BOB\"", "bob")]
    [TestCase("USERNAME Eq \"bob\"", "bob")]
    [TestCase("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"al\"", "Alice")]
    [TestCase("externalId eq \"Ext-1\"", "bob")]
    [TestCase("externalId eq \"ext-1\"", "")]
    [TestCase("userName ne \"bob\"", "Alice carol")]
    [TestCase("title co \"GUIDE\"", "bob Alice")]
    [TestCase("title ew \"our guide\"", "bob")]
    [TestCase("title pr", "bob Alice")]
    [TestCase("not (title pr)", "carol")]
    [TestCase("title eq null", "carol")]
    [TestCase("active eq false", "bob")]
    [TestCase("emails co \"home.example\"", "bob Alice")]
    [TestCase("emails.value eq \"BOB@HOME.example\"", "bob")]
    [TestCase("emails[type eq \"work\" and value co \"home\"]", "")]
    [TestCase("emails.type eq \"work\" and emails.value co \"home\"", "bob")]
    [TestCase("emails[type eq \"home\" and (primary eq true or value sw \"alice\")]", "bob Alice")]
    [TestCase("title sw \"Tour\" or title sw \"guide\" and userName eq \"nobody\"", "bob")]
    [TestCase("(title sw \"Tour\" or title sw \"guide\") and userName eq \"alice\"", "Alice")]
    [TestCase("userName gt \"alice\" and userName le \"BOB\"", "bob")]
    [TestCase("meta.created gt \"2026-01-01T14:30:00+02:00\"", "Alice carol")]
    [TestCase("meta.resourceType eq \"User\" and id pr and userName sw \"c\"", "carol")]
    [TestCase("schemas eq \"" + Urn.Enterprise + "\"", "Alice")]
    [TestCase(Urn.Enterprise + ":employeeNumber eq \"701984\"", "Alice")]
    [TestCase(Urn.Characteristics + ":level ge 7", "Alice")]
    [TestCase(Urn.Characteristics + ":level gt 7", "")]
    [TestCase(Urn.Characteristics + ":costCode eq \"ab\"", "")]
    [TestCase(Urn.Characteristics + ":aliases eq \"LISSY\"", "Alice")]
    [TestCase(Urn.Characteristics + ":aliases[value sw \"l\"]", "Alice")]
    [TestCase(Urn.Characteristics + ":joined eq \"2019-12-31T22:00:00Z\"", "Alice")]
    public async Task A_filter_finds(string filter, string expected) => Assert.That(await scim.FindAsync(filter), Is.EqualTo(expected));

    [TestCase("active gt true")]
    [TestCase("active co \"t\"")]
    [TestCase("active eq \"true\"")]
    [TestCase("x509Certificates.value lt \"a\"")]
    [TestCase("meta.created co \"2026\"")]
    [TestCase("meta.created gt \"abc\"")]
    [TestCase("userName regex \"a.*\"")]
    [TestCase("userName eq bob")]
    [TestCase("userName eq 'bob'")]
    [TestCase("userName eq")]
    [TestCase("")]
    [TestCase("nope eq \"x\"")]
    [TestCase("emails[nope eq \"x\"]")]
    [TestCase("name eq \"x\"")]
    [TestCase("userName eq 1")]
    [TestCase("emails[type eq \"work\"].value eq \"x\"")]
    public async Task A_filter_that_makes_no_sense_is_refused(string filter) => Assert.That(await scim.FindAsync(filter), Is.EqualTo("400 invalidFilter"));

    [TestCase("sortBy=userName", "Alice bob carol")]
    [TestCase("sortBy=userName&sortOrder=descending", "carol bob Alice")]
    [TestCase("sortBy=name.familyName", "Alice bob carol")]
    [TestCase("sortBy=name.familyName&sortOrder=Descending", "carol bob Alice")]
    [TestCase("sortBy=emails", "Alice bob carol")]
    [TestCase("sortBy=meta.created&sortOrder=descending", "carol Alice bob")]
    [TestCase("startIndex=2&count=1", "Alice")]
    [TestCase("startIndex=-5&count=2", "bob Alice")]
    [TestCase("startIndex=4", "")]
    [TestCase("count=0", "")]
    [TestCase("count=-1", "")]
    [TestCase("count=100000", "bob Alice carol")]
    [TestCase("foo=bar", "bob Alice carol")]
    public async Task A_page_has_these_users_of_three(string query, string expected)
    {
        var page = (await scim.GetAsync($"/Users?{query}")).IsOk().Json;
        var names = page["Resources"]!.AsArray().Select(user => (string?)user!["userName"]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', names), Is.EqualTo(expected));
            Assert.That((int?)page["totalResults"], Is.EqualTo(3));
            Assert.That((int?)page["itemsPerPage"], Is.EqualTo(names.Count));
            Assert.That((int?)page["startIndex"], Is.GreaterThanOrEqualTo(1));
        });
    }

    [TestCase("count=abc")]
    [TestCase("startIndex=x")]
    [TestCase("sortBy=name")]
    [TestCase("sortBy=nope")]
    [TestCase("sortBy=password")]
    [TestCase("sortBy=userName&sortOrder=desc")]
    [TestCase("count=1&count=2")]
    public async Task A_parameter_that_makes_no_sense_is_refused(string query) => (await scim.GetAsync($"/Users?{query}")).IsError(400, "invalidValue");

    [Test]
    public async Task The_root_is_searched_over_all_types_by_GET_and_POST()
    {
        var all = (await scim.GetAsync("?count=2&startIndex=3")).IsOk().Json;
        var named = await SearchAsync(".search", "\"filter\":\"displayName eq \\\"guides\\\" or userName eq \\\"bob\\\"\",\"attributes\":[\"displayName\",\"userName\"]");
        var unknown = await SearchAsync(".search", "\"filter\":\"nope eq 1\"");
        var grouped = await SearchAsync("Groups/.search", "\"sortBy\":\"displayName\",\"count\":1");
        Assert.Multiple(() =>
        {
            Assert.That((int?)all["totalResults"], Is.EqualTo(4));
            Assert.That(all["Resources"]!.AsArray().Select(found => (string?)found!["meta"]!["resourceType"]), Is.EqualTo(new[] { "User", "Group" }));
            Assert.That(named.Json["Resources"]!.AsArray().Select(found => (string?)(found!["userName"] ?? found["displayName"])), Is.EqualTo(new[] { "bob", "Guides" }));
            Assert.That((int?)unknown.Json["totalResults"], Is.Zero);
            Assert.That((int?)grouped.Json["totalResults"], Is.EqualTo(1));
        });
        (await SearchAsync(".search", "\"filter\":\"userName eq\"")).IsError(400, "invalidFilter");
        (await scim.PostAsync("Users/.search", "{}")).IsError(400, "invalidSyntax");
    }

    private Task<Answer> SearchAsync(string path, string members) =>
        scim.PostAsync(path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],{{members}}}""");
}
