namespace ScimConformance.Provider.Tests;

/// <summary>The alias of the user as whom a caller acts (RFC 7644 section 3.11).</summary>
internal sealed class MeTests
{
    private static Task<TestProvider> StartAsync() => TestProvider.StartAsync(options =>
    {
        options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken) with { ActsAs = "Babs" });
        options.Credentials.Add(ScimCredential.Bearer("nobody"));
        options.Configure = provider => provider.CreatesMe = false;
    });

    [Test]
    public async Task It_is_the_user_with_the_permanent_url_in_location()
    {
        await using var provider = await StartAsync();
        var id = await provider.CreateUserAsync("babs");

        var me = await provider.GetAsync("/Me");
        var user = await provider.GetAsync($"/Users/{id}");

        Assert.Multiple(() =>
        {
            Assert.That(me.Text, Is.EqualTo(user.Text));
            Assert.That(me.Headers["Location"], Is.EqualTo($"http://localhost/scim/v2/Users/{id}"));
            Assert.That(me.Headers["Content-Location"], Is.EqualTo($"http://localhost/scim/v2/Users/{id}"));
            Assert.That(me.Headers["ETag"], Is.EqualTo(user.Headers["ETag"]));
        });
    }

    [Test]
    public async Task It_takes_the_same_parameters_and_preconditions()
    {
        await using var provider = await StartAsync();
        await provider.CreateUserAsync("babs");
        var me = await provider.GetAsync("/Me");

        var narrow = await provider.GetAsync("/Me?attributes=userName");
        var known = await provider.GetAsync("/Me", ("If-None-Match", me.Headers["ETag"]));
        var stale = await provider.SendAsync("DELETE", "/Me", null, ("If-Match", "W/\"0\""));

        Assert.Multiple(() =>
        {
            Assert.That(narrow.Json["displayName"], Is.Null);
            Assert.That(known.Status, Is.EqualTo(304));
            Assert.That(stale.Status, Is.EqualTo(412));
            Assert.That(stale.Headers["Location"], Is.EqualTo(me.Headers["Location"]));
        });
    }

    [Test]
    public async Task It_can_be_changed_replaced_and_deleted()
    {
        await using var provider = await StartAsync();
        await provider.CreateUserAsync("babs");
        var location = (await provider.GetAsync("/Me")).Headers["Location"];

        var patched = await provider.PatchAsync("/Me", """{"op":"replace","path":"title","value":"Guide"}""");
        var replaced = await provider.PutAsync("/Me", $$"""{"schemas":["{{Urn.User}}"],"userName":"babs","title":"Chief"}""");
        var deleted = await provider.DeleteAsync("/Me");

        Assert.Multiple(async () =>
        {
            Assert.That((patched.Status, patched.Headers["Location"], (string?)patched.Json["title"]), Is.EqualTo((200, location, "Guide")));
            Assert.That((replaced.Status, replaced.Headers["Location"], (string?)replaced.Json["title"]), Is.EqualTo((200, location, "Chief")));
            Assert.That((deleted.Status, deleted.Headers["Location"]), Is.EqualTo((204, location)));
            Assert.That((await provider.GetAsync("/Me")).Status, Is.EqualTo(404));
            Assert.That((await provider.GetAsync(location)).Status, Is.EqualTo(404));
        });
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("POST")]
    public async Task Whoever_acts_as_nobody_has_no_such_alias(string method)
    {
        await using var provider = await StartAsync();

        (await provider.SendAsync(method, "/Me", method == "GET" ? null : "{}", ("Authorization", "Bearer nobody"))).IsError(501, null);
    }

    [Test]
    public async Task Its_user_comes_into_being_where_that_is_wanted()
    {
        await using var provider = await StartAsync();
        await using var reference = await TestProvider.StartAsync();

        (await provider.GetAsync("/Me")).IsError(404, null);
        var first = await reference.GetAsync("/Me");
        var second = await reference.GetAsync("/Me");

        Assert.That((first.Status, (string?)first.Json["userName"], second.Id), Is.EqualTo((200, ReferenceApplication.OwnerUserName, first.Id)));
    }

    [Test]
    public async Task Nobody_registers_by_it()
    {
        await using var provider = await StartAsync();

        (await provider.PostAsync("/Me", "{}")).IsError(501, null);
    }

    [Test]
    public async Task It_needs_the_permissions_of_the_users_own_url()
    {
        await using var provider = await TestProvider.StartAsync(options => options.Credentials.Add(
            ScimCredential.Bearer(ReferenceApplication.DefaultToken) with { ActsAs = "babs", Permissions = ScimPermissions.Read }));

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.GetAsync("/Me")).Status, Is.EqualTo(200));
            Assert.That((await provider.DeleteAsync("/Me")).Status, Is.EqualTo(403));
        });
    }

    [Test]
    public async Task Whoever_may_not_see_users_makes_none()
    {
        await using var provider = await TestProvider.StartAsync(options =>
        {
            options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
            options.Credentials.Add(ScimCredential.Bearer("blind") with { ActsAs = "babs", Permissions = ScimPermissions.ApiAccess });
        });

        (await provider.GetAsync("/Me", ("Authorization", "Bearer blind"))).IsError(403, null);
        Assert.That(await provider.FindAsync("userName pr"), Is.Empty);
    }
}
