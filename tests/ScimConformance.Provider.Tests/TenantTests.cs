namespace ScimConformance.Provider.Tests;

/// <summary>Two tenants, by their tokens at the same URL and by paths of their own.</summary>
internal sealed class TenantTests
{
    private static readonly (string, string) Second = ("Authorization", $"Bearer {ReferenceApplication.SecondToken}");

    private static readonly (string, string) Wrong = ("Authorization", "Bearer not-a-token");

    private static string Named(string userName) => $$"""{"schemas":["{{Urn.User}}"],"userName":"{{userName}}"}""";

    [Test]
    public async Task Each_token_shows_its_own_tenants_resources_at_the_same_url()
    {
        await using var provider = await TestProvider.StartAsync();
        var id = await provider.CreateUserAsync("babs");

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.GetAsync($"/Users/{id}", Second)).Status, Is.EqualTo(404));
            Assert.That((await provider.PutAsync($"/Users/{id}", Named("taken"), Second)).Status, Is.EqualTo(404));
            Assert.That((await provider.PatchAsync($"/Users/{id}", """{"op":"replace","path":"title","value":"x"}""", Second)).Status, Is.EqualTo(404));
            Assert.That((await provider.DeleteAsync($"/Users/{id}", Second)).Status, Is.EqualTo(404));
            Assert.That((int?)(await provider.GetAsync("/Users", Second)).Json["totalResults"], Is.Zero);
            Assert.That((int?)(await provider.GetAsync("/", Second)).Json["totalResults"], Is.Zero);
            Assert.That((int?)(await provider.GetAsync("/Users")).Json["totalResults"], Is.EqualTo(1));
            Assert.That((await provider.GetAsync($"/Users/{id}")).Status, Is.EqualTo(200));
        });
    }

    [Test]
    public async Task A_value_is_unique_within_its_tenant()
    {
        await using var provider = await TestProvider.StartAsync();
        await provider.CreateUserAsync("babs");

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.PostAsync("/Users", Named("babs"), Second)).Status, Is.EqualTo(201));
            Assert.That((await provider.PostAsync("/Users", Named("BABS"), Second)).Status, Is.EqualTo(409));
        });
    }

    [Test]
    public async Task A_member_of_another_tenant_does_not_exist()
    {
        await using var provider = await TestProvider.StartAsync();
        var id = await provider.CreateUserAsync("babs");

        var answer = await provider.PostAsync("/Groups", $$"""{"schemas":["{{Urn.Group}}"],"displayName":"Tour Guides","members":[{"value":"{{id}}"}]}""", Second);

        Assert.That((answer.Status, answer.ScimType), Is.EqualTo((400, "invalidValue")));
    }

    [Test]
    public async Task A_path_of_its_own_leads_to_the_same_resources_with_its_own_locations()
    {
        await using var provider = await TestProvider.StartAsync();
        var created = await provider.PostAsync("http://localhost/scim/second/v2/Users", Named("babs"), Second);

        var byToken = await provider.GetAsync($"/Users/{created.Id}", Second);
        var byPath = await provider.GetAsync($"http://localhost/scim/second/v2/Users/{created.Id}", Second);

        Assert.Multiple(() =>
        {
            Assert.That(created.Headers["Location"], Is.EqualTo($"http://localhost/scim/second/v2/Users/{created.Id}"));
            Assert.That((string?)byPath.Json["meta"]!["location"], Is.EqualTo($"http://localhost/scim/second/v2/Users/{created.Id}"));
            Assert.That((string?)byToken.Json["meta"]!["location"], Is.EqualTo($"http://localhost/scim/v2/Users/{created.Id}"));
        });
    }

    [TestCase("/Users")]
    [TestCase("/Users/1")]
    [TestCase("/ResourceTypes")]
    [TestCase("/Nothing")]
    public async Task Another_tenants_token_is_answered_like_no_token_at_all_and_so_is_a_tenant_that_does_not_exist(string path)
    {
        await using var provider = await TestProvider.StartAsync();

        var crossing = await provider.GetAsync($"http://localhost/scim/second/v2{path}");
        var wrong = await provider.GetAsync($"http://localhost/scim/second/v2{path}", Wrong);
        var nowhere = await provider.GetAsync($"http://localhost/scim/nowhere/v2{path}");

        Assert.Multiple(() =>
        {
            Assert.That(crossing.Status, Is.EqualTo(401));
            Assert.That((wrong.Status, wrong.Text, wrong.Headers["WWW-Authenticate"]), Is.EqualTo((crossing.Status, crossing.Text, crossing.Headers["WWW-Authenticate"])));
            Assert.That((nowhere.Status, nowhere.Text, nowhere.Headers["WWW-Authenticate"]), Is.EqualTo((crossing.Status, crossing.Text, crossing.Headers["WWW-Authenticate"])));
        });
    }

    [Test]
    public async Task The_other_face_bulk_and_cursors_keep_tenants_apart_too()
    {
        await using var provider = await TestProvider.StartAsync();
        var id = await provider.CreateUserAsync("babs");
        await provider.CreateUserAsync("jim");
        var cursor = (string?)(await provider.GetAsync("/Users?count=1&cursor=")).Json["nextCursor"];

        var scim11 = await provider.GetAsync($"http://localhost/scim/v1/Users/{id}", Second, ("Accept", "application/json"));
        var own = await provider.GetAsync($"http://localhost/scim/v1/Users/{id}", ("Accept", "application/json"));
        var page = await provider.GetAsync($"/Users?count=1&cursor={Uri.EscapeDataString(cursor!)}", Second);
        var bulk = await provider.PostAsync("/Bulk",
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/{{id}}"}]}""", Second);

        Assert.Multiple(() =>
        {
            Assert.That((scim11.Status, own.Status), Is.EqualTo((404, 200)));
            Assert.That(page.Text, Does.Not.Contain("jim"));
            Assert.That((string?)bulk.Json["Operations"]![0]!["status"], Is.EqualTo("404"));
        });
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("a/b")]
    [TestCase("a b")]
    public void A_name_that_cannot_stand_in_a_url_is_refused_at_the_start(string name) =>
        Assert.That(async () => await TestProvider.StartAsync(options => options.Credentials.Add(ScimCredential.Bearer("t") with { Tenant = name })),
            Throws.ArgumentException.With.Message.Contains($"\"{name}\""));

    [TestCase(ScimPermissions.Read, 200, 403)]
    [TestCase(ScimPermissions.ApiAccess | ScimPermissions.ViewGroups, 403, 403)]
    [TestCase(ScimPermissions.ApiAccess | ScimPermissions.EditUsers, 403, 201)]
    [TestCase(ScimPermissions.ViewUsers | ScimPermissions.EditUsers, 403, 403)]
    public async Task A_credential_does_what_it_is_permitted(ScimPermissions permissions, int get, int post)
    {
        await using var provider = await TestProvider.StartAsync(options => options.Credentials.Add(
            ScimCredential.Bearer(ReferenceApplication.DefaultToken) with { Permissions = permissions }));

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.GetAsync("/Users")).Status, Is.EqualTo(get));
            Assert.That((await provider.PostAsync("/Users", Named("babs"))).Status, Is.EqualTo(post));
        });
    }
}
