namespace ScimConformance.Provider.Tests.V1;

/// <summary>Creating, reading, replacing, deleting and finding resources over SCIM 1.1, and what the provider says of itself there.</summary>
[TestFixture]
internal sealed class Scim11ResourceTests
{
    private TestProvider scim = null!;
    private Scim11Client v1 = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync();
        v1 = new Scim11Client(scim);
    }

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public async Task A_user_is_created_and_shown_as_SCIM_1_1_writes_it()
    {
        var created = await v1.PostAsync("/Users", """{"schemas":["urn:scim:schemas:core:1.0"],"userName":"bjensen","name":{"familyName":"Jensen"},"emails":["b@example.com",{"value":"j@example.com","type":"home"}],"password":"t1meMa$heen"}""");
        Assert.That(created.Status, Is.EqualTo(201), created.Text);
        var json = created.Json;
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.Of(json["schemas"]), Is.EqualTo("""["urn:scim:schemas:core:1.0"]"""));
            Assert.That(JsonText.Of(json["emails"]), Is.EqualTo("""[{"value":"b@example.com"},{"value":"j@example.com","type":"home"}]"""));
            Assert.That((string?)json["meta"]!["location"], Is.EqualTo($"{Scim11Client.BaseUrl}/Users/{created.Id}").And.EqualTo(created.Headers["Location"]));
            Assert.That((string?)json["meta"]!["version"], Is.EqualTo(created.Headers["ETag"]));
            Assert.That(json["meta"]!["resourceType"], Is.Null);
            Assert.That(json["password"], Is.Null);
            Assert.That(created.MediaType, Is.EqualTo("application/json"));
        });
        var read = await v1.GetAsync($"/Users/{created.Id}");
        Assert.That((read.Status, read.Text, read.Headers["Location"]), Is.EqualTo((200, created.Text, created.Headers["Location"])));
    }

    [Test]
    public async Task Schemas_may_be_left_out_but_not_be_wrong()
    {
        Assert.That((await v1.PostAsync("/Users", """{"userName":"bare"}""")).Status, Is.EqualTo(201));
        Scim11Client.IsError(await v1.PostAsync("/Users", """{"schemas":[],"userName":"x"}"""), 400);
        Scim11Client.IsError(await v1.PostAsync("/Users", """{"schemas":["urn:scim:schemas:extension:enterprise:1.0"],"userName":"x"}"""), 400);
        Scim11Client.IsError(await v1.PostAsync("/Users", $$"""{"schemas":["urn:scim:schemas:core:1.0","{{Urn.User}}"],"userName":"x"}"""), 400);
    }

    [Test]
    public async Task Errors_have_the_form_of_SCIM_1_1_and_speak_of_its_names()
    {
        var id = await v1.CreateUserAsync("one");
        Scim11Client.IsError(await v1.GetAsync("/Users/nobody"), 404);
        Scim11Client.IsError(await v1.PostAsync("/Users", """{"userName":"ONE"}"""), 409);
        Scim11Client.IsError(await v1.PostAsync("/Users", """{"userName"""), 400);
        Scim11Client.IsError(await v1.PostAsync("/Users", """{"displayName":"no name"}"""), 400);
        Scim11Client.IsError(await v1.GetAsync("/ResourceTypes"), 404);
        Scim11Client.IsError(await v1.PostAsync("/Users/.search", "{}"), 404);
        Scim11Client.IsError(await v1.DeleteAsync("/Users"), 405);
        Scim11Client.IsError(await v1.GetAsync($"/Users/{id}", ("Accept", "text/html")), 406);
        Scim11Client.IsError(await v1.GetAsync($"/Users/{id}", ("Authorization", "Bearer wrong")), 401);
        var manager = await v1.PostAsync("/Users", """{"userName":"x","urn:scim:schemas:extension:enterprise:1.0":{"manager":{"displayName":"Boss"}}}""");
        Scim11Client.IsError(manager, 400);
        Assert.That((string?)manager.Json["Errors"]![0]!["description"], Does.Contain("managerId"));
        var wrong = await v1.PostAsync("/Users", """{"userName":"x","urn:scim:schemas:extension:enterprise:1.0":{"department":7}}""");
        Assert.That((string?)wrong.Json["Errors"]![0]!["description"], Does.Contain("urn:scim:schemas:extension:enterprise:1.0:department"));
    }

    [Test]
    public async Task Put_replaces_all_but_the_password_and_passes_over_what_is_readOnly()
    {
        var id = await v1.CreateUserAsync("put", """ "title":"Dr.","password":"t1meMa$heen" """);
        var put = await v1.PutAsync($"/Users/{id}", """{"id":"other","userName":"put","nickName":"P","groups":[{"value":"g"}],"meta":{"created":"2001-01-01T00:00:00Z"}}""");
        Assert.That(put.Status, Is.EqualTo(200), put.Text);
        Assert.Multiple(() =>
        {
            Assert.That(put.Id, Is.EqualTo(id));
            Assert.That(put.Json["title"], Is.Null);
            Assert.That(put.Json["groups"], Is.Null);
            Assert.That((string?)put.Json["nickName"], Is.EqualTo("P"));
            Assert.That((string?)put.Json["meta"]!["created"], Does.StartWith("2026"));
        });
    }

    [Test]
    public async Task A_deleted_user_is_gone_and_its_name_free()
    {
        var id = await v1.CreateUserAsync("gone");
        var deleted = await v1.DeleteAsync($"/Users/{id}");
        Assert.That((deleted.Status, deleted.Text), Is.EqualTo((200, "")));
        Scim11Client.IsError(await v1.GetAsync($"/Users/{id}"), 404);
        Scim11Client.IsError(await v1.PatchAsync($"/Users/{id}", """{"nickName":"x"}"""), 404);
        Assert.That(await v1.FindAsync("userName eq \"gone\""), Is.Empty);
        await v1.CreateUserAsync("gone");
    }

    [TestCase("DELETE")]
    [TestCase("PATCH")]
    [TestCase("PUT")]
    public async Task A_POST_can_stand_for_another_method(string method)
    {
        var id = await v1.CreateUserAsync("override");
        var answer = await v1.PostAsync($"/Users/{id}", """{"userName":"override","nickName":"O"}""", ("X-HTTP-Method-Override", method));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That((await v1.GetAsync($"/Users/{id}")).Status, Is.EqualTo(method == "DELETE" ? 404 : 200));
    }

    [Test]
    public async Task Only_three_methods_can_be_meant_by_a_POST_and_only_by_a_POST()
    {
        var id = await v1.CreateUserAsync("override");
        Scim11Client.IsError(await v1.PostAsync($"/Users/{id}", "{}", ("X-HTTP-Method-Override", "GET")), 400);
        Assert.That((await v1.GetAsync($"/Users/{id}", ("X-HTTP-Method-Override", "DELETE"))).Status, Is.EqualTo(200));
        Assert.That((await scim.SendAsync("POST", $"/Users/{id}", "{}", ("X-HTTP-Method-Override", "DELETE"))).Status, Is.EqualTo(405), "SCIM 2.0 has no such header");
    }

    [Test]
    public async Task Attributes_limit_what_is_returned_to_them_with_id_and_meta()
    {
        var id = await v1.CreateUserAsync("partial", """ "title":"Dr.","name":{"givenName":"P","familyName":"Q"},"urn:scim:schemas:extension:enterprise:1.0":{"department":"D","division":"E"} """);
        Assert.Multiple(async () =>
        {
            Assert.That(Names(await v1.GetAsync($"/Users/{id}?attributes=userName")), Is.EqualTo("schemas id userName meta"));
            Assert.That(Names(await v1.GetAsync($"/Users/{id}?attributes=urn:scim:schemas:core:1.0:name.givenName")), Is.EqualTo("schemas id name meta"));
            var extension = await v1.GetAsync($"/Users/{id}?attributes=urn:scim:schemas:extension:enterprise:1.0:department");
            Assert.That(JsonText.Of(extension.Json["urn:scim:schemas:extension:enterprise:1.0"]), Is.EqualTo("""{"department":"D"}"""));
            Assert.That(Names(await v1.GetAsync($"/Users/{id}?excludedAttributes=title&foo=1")), Does.Contain("title"), "unknown parameters are ignored");
        });

        static string Names(Answer answer) => string.Join(' ', answer.IsOk().Json.AsObject().Select(member => member.Key));
    }

    [TestCase("userName eq \"FIND-A\"", "find-a")]
    [TestCase("userName Eq \"find-a\"", "find-a")]
    [TestCase("urn:scim:schemas:core:1.0:userName sw \"find\" and title pr", "find-a find-b")]
    [TestCase("emails co \"b@\"", "find-b")]
    [TestCase("urn:scim:schemas:extension:enterprise:1.0:department eq \"D\"", "find-b")]
    [TestCase("urn:scim:schemas:extension:enterprise:1.0:manager.managerId eq \"boss\"", "find-b")]
    [TestCase("locale eq \"en_US\"", "find-a")]
    [TestCase("title eq \"A\" or title eq \"B\" and userName eq \"find-a\"", "find-a")]
    [TestCase("(title eq \"A\" or title eq \"B\") and userName eq \"find-b\"", "find-b")]
    [TestCase("userName ne \"x\"", "400")]
    [TestCase("userName ew \"a\"", "400")]
    [TestCase("not (title pr)", "400")]
    [TestCase("emails[type eq \"work\"]", "400")]
    [TestCase("userName regex \"a\"", "400")]
    [TestCase("password pr", "403")]
    public async Task Filters_have_the_operators_of_SCIM_1_1(string filter, string expected)
    {
        await v1.CreateUserAsync("find-a", """ "title":"A","locale":"en_US" """);
        await v1.CreateUserAsync("find-b", """ "title":"B","emails":["b@example.com"],"urn:scim:schemas:extension:enterprise:1.0":{"department":"d","manager":{"managerId":"boss"}} """);
        Assert.That(await v1.FindAsync(filter), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_list_pages_and_sorts()
    {
        foreach (var name in new[] { "c", "a", "b" })
            await v1.CreateUserAsync(name);
        var page = (await v1.GetAsync("/Users?sortBy=userName&sortOrder=descending&startIndex=2&count=1")).IsOk();
        Assert.That(string.Join(' ', page.Json.AsObject().Select(member => member.Key)), Is.EqualTo("schemas totalResults itemsPerPage startIndex Resources"));
        Assert.That(JsonText.Of(page.Json["schemas"]) + page.Json["totalResults"] + page.Json["itemsPerPage"] + page.Json["startIndex"] + page.Json["Resources"]![0]!["userName"], Is.EqualTo("""["urn:scim:schemas:core:1.0"]312b"""));
    }

    [Test]
    public async Task Versions_guard_reading_and_writing()
    {
        var id = await v1.CreateUserAsync("version");
        var tag = (await v1.GetAsync($"/Users/{id}")).Headers["ETag"];
        Assert.That((await v1.GetAsync($"/Users/{id}", ("If-None-Match", tag))).Status, Is.EqualTo(304));
        Assert.That((await v1.PatchAsync($"/Users/{id}", """{"title":"T"}""", ("If-Match", tag))).Status, Is.EqualTo(200));
        Scim11Client.IsError(await v1.PutAsync($"/Users/{id}", """{"userName":"version"}""", ("If-Match", tag)), 412);
        Scim11Client.IsError(await v1.DeleteAsync($"/Users/{id}", ("If-Match", tag)), 412);
    }

    [Test]
    public async Task The_configuration_is_readable_by_anyone_and_complete()
    {
        scim.Http.DefaultRequestHeaders.Authorization = null;
        var config = (await v1.GetAsync("/ServiceProviderConfigs")).IsOk().Json;
        foreach (var name in new[] { "patch", "bulk", "filter", "changePassword", "sort", "etag", "xmlDataFormat" })
            Assert.That(config[name]!["supported"], Is.Not.Null, name);
        Assert.That((string?)config["authenticationSchemes"]![0]!["specUrl"], Does.StartWith("https://"));
        Scim11Client.IsError(await v1.GetAsync("/Schemas"), 401);
    }

    [TestCase("urn:scim:schemas:core:1.0:User")]
    [TestCase("User")]
    [TestCase("Users")]
    [TestCase("Users.json")]
    public async Task A_schema_has_the_attributes_of_all_extensions_in_the_words_of_SCIM_1_1(string name)
    {
        var schema = (await v1.GetAsync($"/Schemas/{name}")).IsOk().Json;
        var attributes = schema["attributes"]!.AsArray().ToDictionary(attribute => (string)attribute!["name"]!, attribute => attribute!);
        Assert.Multiple(() =>
        {
            Assert.That((string?)schema["id"], Is.EqualTo("urn:scim:schemas:core:1.0:User"));
            Assert.That((string?)schema["endpoint"], Is.EqualTo("/Users"));
            Assert.That((string?)attributes["emails"]["multiValuedAttributeChildName"], Is.EqualTo("email"));
            Assert.That((string?)attributes["addresses"]["multiValuedAttributeChildName"], Is.EqualTo("address"));
            Assert.That(attributes["title"]["multiValuedAttributeChildName"], Is.Null);
            Assert.That((string?)attributes["department"]["schema"], Is.EqualTo("urn:scim:schemas:extension:enterprise:1.0"));
            Assert.That((string?)attributes["manager"]["subAttributes"]![0]!["name"], Is.EqualTo("managerId"));
            Assert.That((bool?)attributes["groups"]["readOnly"], Is.True);
            Assert.That(JsonText.Of(schema), Does.Not.Contain("$ref").And.Not.Contain("urn:ietf"));
        });
    }
}
