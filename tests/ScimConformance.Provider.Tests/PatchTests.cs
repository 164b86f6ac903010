namespace ScimConformance.Provider.Tests;

/// <summary>RFC 7644 section 3.5.2.</summary>
[TestFixture]
internal sealed class PatchTests
{
    private const string Babs =
        $$$"""
        "displayName":"Babs","title":"Guide","name":{"givenName":"Barbara","familyName":"Jensen"},
        "emails":[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"}],
        "{{{Urn.Enterprise}}}":{"department":"Tours","manager":{"value":"someone"}}
        """;

    private TestProvider scim = null!;
    private string id = null!;
    private int users;

    [OneTimeSetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync();

    [SetUp]
    public async Task CreateUserAsync() => id = await scim.CreateUserAsync($"bjensen{++users}", Babs);

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase("""{"op":"add","path":"nickName","value":"B"}""", "nickName", "\"B\"")]
    [TestCase("""{"op":"add","path":"displayName","value":"New"}""", "displayName", "\"New\"")]
    [TestCase("""{"op":"add","path":"name","value":{"middleName":"J"}}""", "name", """{"familyName":"Jensen","givenName":"Barbara","middleName":"J"}""")]
    [TestCase("""{"op":"add","path":"NAME.middlename","value":"J"}""", "name", """{"familyName":"Jensen","givenName":"Barbara","middleName":"J"}""")]
    [TestCase("""{"op":"add","value":{"nickName":"B","emails":[{"value":"o@example.com"}]}}""", "emails",
        """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"},{"value":"o@example.com"}]""")]
    [TestCase("""{"op":"add","path":"emails","value":[{"value":"W@EXAMPLE.com","type":"Work"}]}""", "emails",
        """[{"value":"W@EXAMPLE.com","type":"Work","primary":true},{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"op":"add","path":"emails","value":[{"value":"o@example.com","primary":true}]}""", "emails",
        """[{"value":"w@example.com","type":"work","primary":false},{"value":"h@example.com","type":"home"},{"value":"o@example.com","primary":true}]""")]
    [TestCase("""{"op":"add","path":"emails[type eq \"home\"].display","value":"Home"}""", "emails",
        """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","display":"Home","type":"home"}]""")]
    [TestCase("""{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""", "emails",
        """[{"value":"w@example.com","type":"work","primary":false},{"value":"h@example.com","type":"home","primary":true}]""")]
    [TestCase("""{"op":"replace","path":"emails","value":[{"value":"n@example.com"}]}""", "emails", """[{"value":"n@example.com"}]""")]
    [TestCase("""{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"n@example.com"}}""", "emails",
        """[{"value":"n@example.com"},{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"op":"replace","path":"emails[type eq \"work\" and value ew \"example.com\"].value","value":"n@example.com"}""", "emails",
        """[{"value":"n@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"op":"replace","path":"name","value":{"familyName":"X"}}""", "name", """{"familyName":"X","givenName":"Barbara"}""")]
    [TestCase("""{"op":"replace","value":{"title":"Chief","name":{"familyName":"X"}}}""", "name", """{"familyName":"X","givenName":"Barbara"}""")]
    [TestCase("""{"op":"replace","path":"title","value":null}""", "title", "null")]
    [TestCase("""{"op":"remove","path":"title"}""", "title", "null")]
    [TestCase("""{"op":"remove","path":"nickName"}""", "nickName", "null")]
    [TestCase("""{"op":"remove","path":"name.familyName"}""", "name", """{"givenName":"Barbara"}""")]
    [TestCase("""{"op":"remove","path":"emails"}""", "emails", "null")]
    [TestCase("""{"op":"remove","path":"emails[type eq \"work\"]"}""", "emails", """[{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"op":"remove","path":"emails[type eq \"work\"].type"}""", "emails",
        """[{"value":"w@example.com","primary":true},{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"op":"remove","path":"emails[type eq \"pager\"]"}""", "displayName", "\"Babs\"")]
    [TestCase($$"""{"op":"add","path":"{{Urn.User}}:nickName","value":"B"}""", "nickName", "\"B\"")]
    [TestCase($$"""{"op":"replace","path":"{{Urn.Enterprise}}:department","value":"X"}""", Urn.Enterprise, """{"department":"X","manager":{"value":"someone"}}""")]
    [TestCase($$"""{"op":"replace","path":"{{Urn.Enterprise}}:manager.value","value":"X"}""", Urn.Enterprise, """{"department":"Tours","manager":{"value":"X"}}""")]
    [TestCase("{\"op\":\"replace\",\"value\":{\"" + Urn.Enterprise + "\":{\"department\":\"X\"}}}", Urn.Enterprise, """{"department":"X","manager":{"value":"someone"}}""")]
    [TestCase($$"""{"op":"remove","path":"{{Urn.Enterprise}}"}""", Urn.Enterprise, "null")]
    public async Task An_operation_changes_what_it_names_and_nothing_else(string operation, string attribute, string expected)
    {
        var before = await scim.ReadUserAsync(id);
        var answer = (await scim.PatchAsync($"/Users/{id}", operation)).IsOk();
        var after = await scim.ReadUserAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.Of(after[attribute]), Is.EqualTo(expected));
            Assert.That(answer.Text, Is.EqualTo(JsonText.Of(after)));
            foreach (var (name, value) in before.AsObject())
                if (name != attribute && name is not ("meta" or "schemas") && !(operation.Contains(name) || operation.Contains("value\":{")))
                    Assert.That(JsonText.Of(after[name]), Is.EqualTo(JsonText.Of(value)), name);
        });
    }

    [TestCase("""{"op":"replace","path":"id","value":"x"}""", "mutability")]
    [TestCase("""{"op":"add","path":"groups","value":[{"value":"x"}]}""", "mutability")]
    [TestCase("""{"op":"replace","path":"meta.created","value":"2000-01-01T00:00:00Z"}""", "mutability")]
    [TestCase("""{"op":"replace","value":{"id":"x"}}""", "mutability")]
    [TestCase("""{"op":"remove","path":"userName"}""", "mutability")]
    [TestCase("""{"op":"replace","path":"userName","value":null}""", "mutability")]
    [TestCase("""{"op":"remove"}""", "noTarget")]
    [TestCase("""{"op":"replace","path":"emails[type eq \"pager\"].value","value":"x"}""", "noTarget")]
    [TestCase("""{"op":"add","path":"emails[type eq \"pager\"].value","value":"x"}""", "noTarget")]
    [TestCase("""{"op":"add","path":"nope","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","path":"name.nope","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","path":"urn:example:unknown:attribute","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","path":"emails[0].value","value":"x"}""", "invalidFilter")]
    [TestCase("""{"op":"add","path":"/emails/0","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","path":"na me","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","path":"title[value eq \"x\"]","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"add","value":{"nope":1}}""", "invalidPath")]
    [TestCase("""{"op":"add","value":{"name.givenName":"x"}}""", "invalidPath")]
    [TestCase("""{"op":"replace","path":"emails[nope eq 1].value","value":"x"}""", "invalidFilter")]
    [TestCase("""{"op":"add","path":"title"}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"title"}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"title","value":{"a":1}}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"active","value":"False"}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"emails","value":"x"}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"emails","value":{"value":"x"}}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"name","value":"Bob"}""", "invalidValue")]
    [TestCase("""{"op":"replace","value":"x"}""", "invalidValue")]
    [TestCase("""{"op":"add","path":"emails","value":[{"value":"1","primary":true},{"value":"2","primary":true}]}""", "invalidValue")]
    [TestCase("""{"op":"remove","path":"emails","value":[{"value":"h@example.com"}]}""", "invalidSyntax")]
    [TestCase("""{"op":"Replace","path":"title","value":"x"}""", "invalidSyntax")]
    [TestCase("""{"op":"move","path":"title","value":"x"}""", "invalidSyntax")]
    [TestCase("""{"path":"title","value":"x"}""", "invalidSyntax")]
    [TestCase("""{"op":"add","path":"schemas","value":["urn:example:unknown"]}""", "invalidValue")]
    [TestCase($$"""{"op":"replace","path":"schemas","value":["{{Urn.User}}"]}""", "mutability")]
    public async Task A_refused_operation_undoes_the_request_as_a_whole(string operation, string scimType)
    {
        var before = await scim.GetAsync($"/Users/{id}");
        scim.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"displayName","value":"changed"},""" + operation);
        answer.IsError(400, scimType);
        Assert.That((await scim.GetAsync($"/Users/{id}")).Text, Is.EqualTo(before.Text));
    }

    [Test]
    public async Task Operations_apply_in_order_each_on_the_result_of_the_one_before()
    {
        await scim.PatchAsync($"/Users/{id}", """
            {"op":"add","path":"nickName","value":"A"},{"op":"replace","path":"nickName","value":"B"},{"op":"remove","path":"title"},
            {"op":"add","path":"title","value":"T"},{"op":"remove","path":"nickName"}
            """);
        var user = await scim.ReadUserAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(user["nickName"], Is.Null);
            Assert.That((string?)user["title"], Is.EqualTo("T"));
        });
    }

    [TestCase("""{"op":"add","path":"emails","value":[{"value":"w@example.com","type":"work"}]}""")]
    [TestCase("""{"op":"replace","path":"title","value":"Guide"}""")]
    [TestCase("""{"op":"remove","path":"nickName"}""")]
    [TestCase("""{"op":"add","path":"schemas","value":["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]}""")]
    public async Task A_request_that_changes_nothing_moves_neither_lastModified_nor_the_version(string operation)
    {
        var before = await scim.GetAsync($"/Users/{id}");
        scim.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = (await scim.PatchAsync($"/Users/{id}", operation)).IsOk();
        Assert.That(answer.Text, Is.EqualTo(before.Text));
    }

    [Test]
    public async Task A_change_moves_lastModified_and_the_version_and_not_created()
    {
        var before = (await scim.ReadUserAsync(id))["meta"]!;
        scim.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = (await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"title","value":"X"}""")).IsOk();
        var meta = answer.Json["meta"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)meta["created"], Is.EqualTo((string?)before["created"]));
            Assert.That((DateTimeOffset)meta["lastModified"]!, Is.EqualTo((DateTimeOffset)before["lastModified"]! + TimeSpan.FromMinutes(1)));
            Assert.That((string?)meta["version"], Is.EqualTo("W/\"2\"").And.EqualTo(answer.Headers["ETag"]));
        });
    }

    [Test]
    public async Task Adding_to_an_extension_lists_its_schema_and_removing_the_last_value_drops_it()
    {
        var plain = await scim.CreateUserAsync($"plain{users}");
        await scim.PatchAsync($"/Users/{plain}", $$"""{"op":"add","path":"{{Urn.Enterprise}}:department","value":"X"}""");
        var with = (await scim.ReadUserAsync(plain))["schemas"]!.AsArray().Count;
        await scim.PatchAsync($"/Users/{plain}", $$"""{"op":"remove","path":"{{Urn.Enterprise}}:department"}""");
        var without = (await scim.ReadUserAsync(plain))["schemas"]!.AsArray().Count;
        Assert.That((with, without), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Answers_are_projected()
    {
        var answer = (await scim.PatchAsync($"/Users/{id}?attributes=userName", """{"op":"add","path":"nickName","value":"B"}""")).IsOk();
        Assert.That(answer.Text, Is.EqualTo($$"""{"schemas":["{{Urn.User}}","{{Urn.Enterprise}}"],"id":"{{id}}","userName":"bjensen{{users}}"}"""));
    }

    [Test]
    public async Task The_message_must_be_a_PatchOp_with_operations()
    {
        (await scim.SendAsync("PATCH", $"/Users/{id}", """{"Operations":[{"op":"remove","path":"title"}]}""")).IsError(400, "invalidSyntax");
        (await scim.PatchAsync($"/Users/{id}", "")).IsError(400, "invalidSyntax");
        (await scim.PatchAsync("/Users/nobody", """{"op":"remove","path":"title"}""")).IsError(404, null);
    }
}
