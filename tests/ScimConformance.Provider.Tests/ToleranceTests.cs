using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Provider.Tests;

/// <summary>Every switch in Compatibility/: refused without it, understood with it.</summary>
[TestFixture]
internal sealed class ToleranceTests
{
    private static readonly Dictionary<string, TestProvider> Providers = [];

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var provider in Providers.Values)
            await provider.DisposeAsync();
        Providers.Clear();
    }

    private static async Task<TestProvider> WithAsync(string? name)
    {
        if (!Providers.TryGetValue(name ?? "", out var provider))
            Providers[name ?? ""] = provider = await TestProvider.StartAsync(options => options.Tolerance = [.. ScimTolerance.All.Where(tolerance => tolerance.Name == name)]);
        return provider;
    }

    private const string Manager = Urn.Enterprise + ":manager";

    [TestCase("entra-string-booleans", """{"op":"replace","path":"active","value":"False"}""", "active", "false")]
    [TestCase("entra-string-booleans", """{"op":"replace","value":{"active":"FALSE"}}""", "active", "false")]
    [TestCase("entra-string-booleans", """{"op":"replace","path":"roles[primary eq \"True\"].value","value":"Admin"}""", "roles", """[{"value":"Admin","primary":true}]""")]
    [TestCase("entra-any-op-case", """{"op":"Replace","path":"title","value":"X"}""", "title", "\"X\"")]
    [TestCase("entra-create-missing-values", """{"op":"replace","path":"phoneNumbers[type eq \"work\"].value","value":"1"}""", "phoneNumbers", """[{"value":"1","type":"work"}]""")]
    [TestCase("entra-create-missing-values", """{"op":"add","path":"phoneNumbers[type eq \"work\"].value","value":"1"}""", "phoneNumbers", """[{"value":"1","type":"work"}]""")]
    [TestCase("entra-create-missing-values", """{"op":"add","path":"phoneNumbers[type eq \"fax\" and primary eq true].value","value":"1"}""", "phoneNumbers", """[{"value":"1","type":"fax","primary":true}]""")]
    [TestCase("entra-remove-listed-values", """{"op":"remove","path":"roles","value":[{"value":"User"}]}""", "roles", "null")]
    [TestCase("entra-plain-manager", $$"""{"op":"add","path":"{{Manager}}","value":"27"}""", Urn.Enterprise, """{"manager":{"value":"27"}}""")]
    [TestCase("entra-plain-manager", $$"""{"op":"add","path":"{{Manager}}","value":[{"$ref":null,"value":"27"}]}""", Urn.Enterprise, """{"manager":{"value":"27"}}""")]
    [TestCase("entra-empty-string-unassigns", """{"op":"replace","path":"roles","value":""}""", "roles", "null")]
    [TestCase("entra-keys-as-paths", """{"op":"replace","value":{"name.givenName":"Jo","title":"X"}}""", "name", """{"familyName":"Jensen","givenName":"Jo"}""")]
    [TestCase("entra-keys-as-paths", "{\"op\":\"add\",\"value\":{\"" + Urn.Enterprise + ":department\":\"D\"}}", Urn.Enterprise, """{"department":"D"}""")]
    [TestCase("entra-single-value-for-many", """{"op":"add","path":"emails","value":{"value":"a@example.com"}}""", "emails", """[{"value":"a@example.com"}]""")]
    [TestCase("onelogin-text-booleans", """{"op":"replace","path":"active","value":"false"}""", "active", "false")]
    public async Task A_PATCH_is_understood_with_its_switch_only(string name, string operation, string attribute, string expected)
    {
        const string Body = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","name":{"familyName":"Jensen"},"roles":[{"value":"User","primary":true}]}""";
        var (with, without) = (await WithAsync(name), await WithAsync(null));
        var tolerant = await with.PostAsync("/Users", Body);
        var strict = await without.PostAsync("/Users", Body);
        Assert.That((await without.PatchAsync($"/Users/{strict.Id}", operation)).Status, Is.EqualTo(400));
        Assert.That((await without.GetAsync($"/Users/{strict.Id}")).Text, Is.EqualTo(strict.Text));
        (await with.PatchAsync($"/Users/{tolerant.Id}", operation)).IsOk();
        var after = await with.ReadUserAsync(tolerant.Id);
        await with.DeleteAsync($"/Users/{tolerant.Id}");
        await without.DeleteAsync($"/Users/{strict.Id}");
        Assert.That(JsonText.Of(after[attribute]), Is.EqualTo(expected));
    }

    [TestCase("entra-adscim-group-schema", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"displayName":"g"}""", "\"displayName\":\"g\"")]
    [TestCase("onelogin-legacy-schemas", "/Users", """{"schemas":["urn:scim:schemas:core:2.0","urn:scim:schemas:extension:enterprise:2.0"],"userName":"l","urn:scim:schemas:extension:enterprise:2.0":{"department":"D"}}""", "\"department\":\"D\"")]
    [TestCase("onelogin-emails-as-object", "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"e","emails":{"value":"a@example.com"}}""", "\"emails\":[{\"value\":\"a@example.com\"}]")]
    [TestCase("onelogin-text-booleans", "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"b","active":"false"}""", "\"active\":false")]
    public async Task A_POST_is_understood_with_its_switch_only(string name, string path, string body, string expected)
    {
        Assert.That((await (await WithAsync(null)).PostAsync(path, body)).Status, Is.EqualTo(400));
        var created = await (await WithAsync(name)).PostAsync(path, body);
        Assert.That(created.Status, Is.EqualTo(201), created.Text);
        Assert.That(created.Text, Does.Contain(expected));
    }

    [Test]
    public async Task A_filter_may_have_a_sub_attribute_after_brackets_with_its_switch_only()
    {
        var (with, without) = (await WithAsync("entra-sub-attribute-after-brackets"), await WithAsync(null));
        await with.CreateUserAsync("typed", """ "emails":[{"value":"typed@example.com","type":"work"}] """);
        const string Filter = "emails[type eq \"work\"].value eq \"TYPED@example.com\"";
        Assert.That((await with.FindAsync(Filter), await without.FindAsync(Filter)), Is.EqualTo(("typed", "400 invalidFilter")));
    }

    [Test]
    public async Task A_filter_finds_a_user_by_the_manager_with_its_switch_only()
    {
        var (with, without) = (await WithAsync("entra-manager-in-filter"), await WithAsync(null));
        var id = await with.CreateUserAsync("led", $$$""" "{{{Urn.Enterprise}}}":{"manager":{"value":"boss-1"}} """);
        var filter = $"id eq \"{id}\" and manager eq \"boss-1\"";
        Assert.That((await with.FindAsync(filter), await with.FindAsync($"id eq \"{id}\" and manager eq \"boss-2\"")), Is.EqualTo(("led", "")));
        Assert.That(await without.FindAsync(filter), Is.EqualTo("400 invalidFilter"));
    }

    [TestCase("""{"primary":false,"type":"T","displayName":"Admin","value":"A"}""", """[{"value":"A","display":"Admin","type":"T","primary":false}]""", """[{"value":"A","type":"T","primary":false}]""")]
    [TestCase("""{"value":"{\"id\":\"06b07648\",\"value\":\"25\",\"displayName\":\"Role\"}"}""", """[{"value":"25","display":"Role"}]""", """[{"value":"{\"id\":\"06b07648\",\"value\":\"25\",\"displayName\":\"Role\"}"}]""")]
    [TestCase("""{"value":"{no JSON"}""", """[{"value":"{no JSON"}]""", """[{"value":"{no JSON"}]""")]
    public async Task A_role_in_a_form_of_its_own_is_understood_with_its_switch_only(string role, string understood, string strict)
    {
        var (with, without) = (await WithAsync("entra-role-forms"), await WithAsync(null));
        var results = new List<string>();
        foreach (var provider in new[] { with, without })
        {
            var id = await provider.CreateUserAsync($"role-{understood.Length}");
            (await provider.PatchAsync($"/Users/{id}", $$"""{"op":"add","path":"roles","value":[{{role}}]}""")).IsOk();
            results.Add((await provider.GetAsync($"/Users/{id}")).Text);
        }

        Assert.That(results[0], Does.Contain($"\"roles\":{understood}"));
        Assert.That(results[1], Does.Contain($"\"roles\":{strict}"));
    }

    [Test]
    public async Task A_group_may_repeat_its_own_id_with_its_switch_only()
    {
        foreach (var (name, own, other) in new[] { ("okta-own-id-in-value", 200, 400), (null, 400, 400) })
        {
            var scim = await WithAsync(name);
            var group = await scim.CreateGroupAsync("Droids");
            var rename = (string id) => scim.PatchAsync($"/Groups/{group}", $$"""{"op":"replace","value":{"id":"{{id}}","displayName":"New"} }""");
            Assert.That(((await rename(group)).Status, (await rename("other")).Status), Is.EqualTo((own, other)));
        }
    }

    [Test]
    public async Task A_PUT_without_active_leaves_it_with_its_switch_only()
    {
        foreach (var (name, expected) in new (string?, bool)[] { ("onelogin-active-stays-when-omitted", false), (null, true) })
        {
            var scim = await WithAsync(name);
            var user = await scim.CreateUserAsync($"put-{expected}", "\"active\":false");
            var answer = await scim.PutAsync($"/Users/{user}", $$"""{"schemas":["{{Urn.User}}"],"userName":"put-{{expected}}"}""");
            Assert.That((bool?)answer.Json["active"], Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Listed_members_are_removed_and_no_others()
    {
        var scim = await WithAsync("entra-remove-listed-values");
        var users = new[] { await scim.CreateUserAsync("m1"), await scim.CreateUserAsync("m2"), await scim.CreateUserAsync("m3") };
        var group = await scim.CreateGroupAsync("listed", users);
        (await scim.PatchAsync($"/Groups/{group}", $$"""{"op":"remove","path":"members","value":[{"$ref":null,"value":"{{users[0]}}"},{"value":"{{users[2]}}"}]}""")).IsOk();
        Assert.That((await scim.ReadGroupAsync(group))["members"]!.AsArray().Select(member => (string?)member!["value"]), Is.EqualTo(new[] { users[1] }));
    }

    [Test]
    public void Names_are_unique_and_every_switch_says_what_it_is_for() =>
        Assert.That(ScimTolerance.All.Select(tolerance => tolerance.Name), Is.Unique.And.All.Match("^(entra|okta|onelogin)-[a-z-]+$"));
}
