using System.Text.Json.Nodes;

namespace ScimConformance.Provider.Tests;

/// <summary>Queries over all resource types at the base URL (RFC 7644 sections 3.4.2.1 and 3.4.3).</summary>
[TestFixture]
internal sealed class RootQueryTests
{
    private TestProvider scim = null!;
    private Dictionary<string, string> names = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync();
        var ann = await scim.CreateUserAsync("ann", """
            "displayName":"Delta","title":"Boss","emails":[{"value":"ann@example.com","type":"work"}]
            """);
        names = new Dictionary<string, string>
        {
            [ann] = "ann",
            [await scim.CreateUserAsync("bob", "\"displayName\":\"alpha\"")] = "bob",
            [await scim.CreateUserAsync("cyd")] = "cyd",
            [await scim.CreateGroupAsync("Charlie", ann)] = "Charlie",
            [await scim.CreateGroupAsync("bravo")] = "bravo",
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase("id pr", "ann bob cyd Charlie bravo")]
    [TestCase("meta.resourceType eq \"User\"", "ann bob cyd")]
    [TestCase("meta.resourceType eq \"Group\"", "Charlie bravo")]
    [TestCase("(meta.resourceType eq \"User\") or (meta.resourceType eq \"Group\")", "ann bob cyd Charlie bravo")]
    [TestCase("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:Group\"", "Charlie bravo")]
    [TestCase("userName eq \"bob\"", "bob")]
    [TestCase("userName pr", "ann bob cyd")]
    [TestCase("not (userName pr)", "Charlie bravo")]
    [TestCase("userName ne \"bob\"", "ann cyd Charlie bravo")]
    [TestCase("title eq null", "bob cyd Charlie bravo")]
    [TestCase("members pr", "Charlie")]
    [TestCase("emails[type eq \"work\"]", "ann")]
    [TestCase("emails.value ew \"example.com\" or displayName sw \"b\"", "ann bravo")]
    [TestCase("displayName co \"a\"", "ann bob Charlie bravo")]
    [TestCase("urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr", "Charlie bravo")]
    [TestCase("nothing eq \"of the kind\"", "")]
    public async Task A_filter_applies_to_every_type_and_finds_no_value_where_a_type_has_none(string filter, string expected)
    {
        var byGet = await scim.GetAsync($"/?filter={Uri.EscapeDataString(filter)}");
        var bySearch = await SearchAsync(new JsonObject { ["filter"] = filter });
        Assert.That(Names(byGet), Is.EqualTo(expected));
        Assert.That(Names(bySearch), Is.EqualTo(expected));
    }

    [TestCase("userName eq")]
    [TestCase("userName eq 7")]
    [TestCase("members.display gt true")]
    public async Task A_filter_that_is_wrong_is_wrong_at_the_root_too(string filter) =>
        (await scim.GetAsync($"/?filter={Uri.EscapeDataString(filter)}")).IsError(400, "invalidFilter");

    [TestCase("displayName", "ascending", "bob bravo Charlie ann cyd")]
    [TestCase("displayName", "descending", "cyd ann Charlie bravo bob")]
    [TestCase("userName", "ascending", "ann bob cyd Charlie bravo")]
    [TestCase("title", "ascending", "ann bob cyd Charlie bravo")]
    [TestCase("emails", "ascending", "ann bob cyd Charlie bravo")]
    [TestCase("meta.resourceType", "ascending", "Charlie bravo ann bob cyd")]
    public async Task Sorting_goes_over_all_types(string sortBy, string sortOrder, string expected)
    {
        Assert.That(Names(await scim.GetAsync($"/?sortBy={sortBy}&sortOrder={sortOrder}")), Is.EqualTo(expected));
        Assert.That(Names(await SearchAsync(new JsonObject { ["sortBy"] = sortBy, ["sortOrder"] = sortOrder })), Is.EqualTo(expected));
    }

    [TestCase(1, 2, "ann bob")]
    [TestCase(3, 2, "cyd Charlie")]
    [TestCase(5, 2, "bravo")]
    [TestCase(6, 2, "")]
    [TestCase(1, 0, "")]
    public async Task Pages_go_over_all_types(int startIndex, int count, string expected)
    {
        var page = await scim.GetAsync($"/?startIndex={startIndex}&count={count}");
        var filtered = await scim.GetAsync($"/?filter=id%20pr&startIndex={startIndex}&count={count}");
        Assert.That((Names(page), Names(filtered)), Is.EqualTo((expected, expected)));
        Assert.That(((int)page.Json["totalResults"]!, (int)filtered.Json["totalResults"]!), Is.EqualTo((5, 5)));
    }

    [Test]
    public async Task Attributes_that_a_type_lacks_are_not_shown_there()
    {
        var shown = (await SearchAsync(new JsonObject { ["attributes"] = new JsonArray("userName", "members"), ["filter"] = "userName eq \"ann\" or members pr" })).IsOk();
        Assert.That(shown.Json["Resources"]!.AsArray().Select(r => string.Join(' ', r!.AsObject().Select(member => member.Key))), Is.EqualTo(new[] { "schemas id userName", "schemas id members" }));
    }

    [Test]
    public async Task Whoever_may_not_see_every_type_may_not_query_the_root()
    {
        await using var provider = await TestProvider.StartAsync(options =>
        {
            options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
            options.Credentials.Add(ScimCredential.Bearer("users-token") with { Permissions = ScimPermissions.ApiAccess | ScimPermissions.ViewUsers });
        });
        provider.Http.DefaultRequestHeaders.Authorization = new("Bearer", "users-token");
        (await provider.GetAsync("/?count=1")).IsError(403, null);
        (await provider.GetAsync("/Users?count=1")).IsOk();
    }

    private Task<Answer> SearchAsync(JsonObject query)
    {
        query["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest");
        return scim.PostAsync("/.search", query.ToJsonString());
    }

    private string Names(Answer answer) => answer.Status == 200
        ? string.Join(' ', answer.Json["Resources"]!.AsArray().Select(resource => names[(string)resource!["id"]!]))
        : answer.Text;
}
