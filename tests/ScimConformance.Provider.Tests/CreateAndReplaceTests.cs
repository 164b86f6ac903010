namespace ScimConformance.Provider.Tests;

/// <summary>RFC 7644 sections 3.3 and 3.5.1 with the characteristics of RFC 7643 section 7.</summary>
[TestFixture]
internal sealed class CreateAndReplaceTests
{
    private TestProvider scim = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    private Task<Answer> PostAsync(string members) => scim.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"]{{(members.Length == 0 ? "" : ",")}}{{members}}}""");

    private static string Characteristics(string members) => $$"""
        "{{Urn.Characteristics}}":{"aliases":["a"]{{(members.Length == 0 ? "" : ",")}}{{members}}}
        """;

    [Test]
    public async Task A_created_user_has_what_the_provider_adds()
    {
        var answer = await PostAsync("\"userName\":\"new\",\"id\":\"mine\",\"meta\":{\"created\":\"2000-01-01T00:00:00Z\"},\"groups\":[{\"value\":\"x\"}],\"unknown\":1,\"password\":\"secret-1\"");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(201));
            Assert.That(answer.Headers["Location"], Is.EqualTo($"http://localhost/scim/v2/Users/{answer.Id}").And.EqualTo((string?)answer.Json["meta"]!["location"]));
            Assert.That(answer.Id, Is.Not.EqualTo("mine"));
            Assert.That((bool?)answer.Json["active"], Is.True);
            Assert.That((string?)answer.Json["meta"]!["lastModified"], Is.EqualTo((string?)answer.Json["meta"]!["created"]).And.Not.StartsWith("2000"));
            Assert.That(answer.Json["groups"] ?? answer.Json["unknown"] ?? answer.Json["password"], Is.Null);
        });
    }

    [TestCase("", "invalidValue")]
    [TestCase("\"userName\":\"\"", "invalidValue")]
    [TestCase("\"userName\":null", "invalidValue")]
    [TestCase("\"userName\":123", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"emails\":\"x\"", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"emails\":[\"x\"]", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"name\":\"Bob\"", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"active\":\"true\"", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"emails\":[{\"value\":\"a\",\"primary\":true},{\"value\":\"b\",\"primary\":true}]", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"x509Certificates\":[{\"value\":\"***\"}]", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"profileUrl\":\"not a uri\"", "invalidValue")]
    [TestCase("\"userName\":\"x\",\"USERNAME\":\"y\"", "invalidSyntax")]
    [TestCase("\"userName\":\"x\\u0000\"", "invalidSyntax")]
    [TestCase("\"userName\":\"\\ud800\"", "invalidSyntax")]
    [TestCase("\"userName\":", "invalidSyntax")]
    public async Task A_wrong_body_is_refused(string members, string scimType) => (await PostAsync(members)).IsError(400, scimType);

    [TestCase("\"level\":1.5")]
    [TestCase("\"level\":1e3")]
    [TestCase("\"level\":\"1\"")]
    [TestCase("\"ratio\":\"0.5\"")]
    [TestCase("\"joined\":\"yesterday\"")]
    [TestCase("\"joined\":\"2026-01-31\"")]
    [TestCase("\"joined\":\"2026-02-31T00:00:00Z\"")]
    [TestCase("\"keyMaterial\":\"a b\"")]
    [TestCase("\"handbook\":\"<x>\"")]
    [TestCase("\"approved\":1")]
    public async Task A_value_of_the_wrong_type_is_refused(string member) =>
        (await PostAsync($"\"userName\":\"wrong-type\",{Characteristics(member)}")).IsError(400, "invalidValue");

    [Test]
    public async Task A_required_attribute_of_an_extension_is_required_when_the_extension_is_there() =>
        (await PostAsync($$"""{{"\"userName\":\"no-alias\","}}"{{Urn.Characteristics}}":{"costCode":"A"}""")).IsError(400, "invalidValue");

    [TestCase("[]", "invalidSyntax")]
    [TestCase("null", "invalidSyntax")]
    [TestCase("\"urn:ietf:params:scim:schemas:core:2.0:User\"", "invalidSyntax")]
    [TestCase("[\"urn:ietf:params:scim:schemas:core:2.0:User\",\"urn:example:unknown\"]", "invalidValue")]
    [TestCase("[\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"]", "invalidValue")]
    [TestCase("[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]", "invalidValue")]
    public async Task Schemas_must_name_the_schemas_of_the_type(string schemas, string scimType) =>
        (await scim.PostAsync("/Users", $$"""{"schemas":{{schemas}},"userName":"x"}""")).IsError(400, scimType);

    [Test]
    public async Task A_body_without_schemas_is_refused() => (await scim.PostAsync("/Users", """{"userName":"x"}""")).IsError(400, "invalidSyntax");

    [Test]
    public async Task Names_are_read_in_any_letter_case_and_an_unlisted_extension_is_accepted()
    {
        var answer = await PostAsync($$$"""{{{"\"USERNAME\":\"casing\",\"Emails\":[{\"VALUE\":\"a@example.com\"}],"}}}"{{{Urn.Enterprise}}}":{"Department":"X"}""");
        Assert.That(answer.Text, Does.Contain("\"userName\":\"casing\"").And.Contain("\"emails\":[{\"value\":\"a@example.com\"}]").And.Contain("\"department\":\"X\"")
            .And.StartsWith($$"""{"schemas":["{{Urn.User}}","{{Urn.Enterprise}}"]"""));
    }

    [TestCase("taken", "TAKEN")]
    [TestCase("cafe\u0301", "CAF\u00c9")]
    [TestCase("\uff55\uff53\uff45\uff52", "User")]
    public async Task A_user_name_is_taken_whatever_its_letter_case_and_Unicode_form(string first, string second)
    {
        await scim.CreateUserAsync(first);
        (await PostAsync($"\"userName\":\"{second}\"")).IsError(409, "uniqueness");
        Assert.That(await scim.FindAsync($"userName eq \"{second}\""), Is.EqualTo(first));
    }

    [Test]
    public async Task A_unique_attribute_of_an_extension_and_a_renaming_are_held_to_uniqueness_too()
    {
        await scim.CreateUserAsync("serial-1", Characteristics("\"serial\":\"S1\""));
        (await PostAsync($"\"userName\":\"serial-2\",{Characteristics("\"serial\":\"s1\"")}")).IsError(409, "uniqueness");
        var id = await scim.CreateUserAsync("serial-3");
        (await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"userName","value":"SERIAL-1"}""")).IsError(409, "uniqueness");
        (await scim.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"serial-1"}""")).IsError(409, "uniqueness");
        (await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"userName","value":"SERIAL-3"}""")).IsOk();
    }

    [Test]
    public async Task A_deleted_user_name_is_free_again()
    {
        var id = await scim.CreateUserAsync("comes-back");
        Assert.That((await scim.DeleteAsync($"/Users/{id}")).Status, Is.EqualTo(204));
        (await scim.GetAsync($"/Users/{id}")).IsError(404, null);
        (await scim.DeleteAsync($"/Users/{id}")).IsError(404, null);
        (await scim.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"comes-back"}""")).IsError(404, null);
        Assert.That(await scim.CreateUserAsync("comes-back"), Is.Not.EqualTo(id));
    }

    [Test]
    public async Task Null_and_empty_mean_unassigned_and_repeated_values_are_kept_once()
    {
        var answer = await PostAsync("""
            "userName":"empties","nickName":null,"emails":[],"name":{},"active":null,
            "roles":[{"value":"a","type":"t"},{"value":"A","type":"T","primary":true},{"value":"a"}]
            """);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Json["nickName"] ?? answer.Json["emails"] ?? answer.Json["name"] ?? answer.Json["active"], Is.Null);
            Assert.That(JsonText.Of(answer.Json["roles"]), Is.EqualTo("""[{"value":"a","type":"t","primary":true},{"value":"a"}]"""));
        });
    }

    [Test]
    public async Task Immutable_values_are_set_once()
    {
        var id = await scim.CreateUserAsync("immutable", Characteristics(""));
        var path = $"{Urn.Characteristics}:badge";
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"add","path":"{{path}}","value":"1"}""")).IsOk();
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"replace","path":"{{path}}","value":"1"}""")).IsOk();
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"replace","path":"{{path}}","value":"2"}""")).IsError(400, "mutability");
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"remove","path":"{{path}}"}""")).IsError(400, "mutability");
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"remove","path":"{{Urn.Characteristics}}"}""")).IsError(400, "mutability");
        var body = (string badge) => $$"""{"schemas":["{{Urn.User}}"],"userName":"immutable",{{Characteristics(badge)}}}""";
        (await scim.PutAsync($"/Users/{id}", body("\"badge\":\"2\""))).IsError(400, "mutability");
        (await scim.PutAsync($"/Users/{id}", body("\"badge\":null"))).IsError(400, "mutability");
        (await scim.PutAsync($"/Users/{id}", body("\"badge\":\"1\""))).IsOk();
        Assert.That((await scim.PutAsync($"/Users/{id}", body(""))).IsOk().Text, Does.Contain("\"badge\":\"1\""));
    }

    [Test]
    public async Task Put_replaces_what_clients_see_and_keeps_what_they_cannot_see()
    {
        var id = await scim.CreateUserAsync("put", $"\"title\":\"T\",\"password\":\"secret-1\",{Characteristics("\"notes\":\"N\",\"costCode\":\"C\"")}");
        (await scim.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"put","id":"other","nickName":"Nick",{{Characteristics("")}}}""")).IsOk();
        var after = (await scim.GetAsync($"/Users/{id}?attributes=title,nickName,{Urn.Characteristics}:notes,{Urn.Characteristics}:costCode")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(after["title"], Is.Null);
            Assert.That((string?)after["nickName"], Is.EqualTo("Nick"));
            Assert.That(JsonText.Of(after[Urn.Characteristics]), Is.EqualTo("""{"notes":"N"}"""));
        });
    }

    [Test]
    public async Task Putting_back_what_was_read_changes_nothing()
    {
        var manager = await scim.CreateUserAsync("the-manager");
        var user = await scim.CreateUserAsync("round-trip", $$"""
            "name":{"givenName":"A"},"emails":[{"value":"a@example.com","primary":true}],
            {{Characteristics("\"badge\":\"1\",\"ratio\":0.50,\"joined\":\"2026-01-31T08:15:00+01:00\"")}},
            "{{Urn.Enterprise}}":{"manager":{"value":"{{manager}}"} }
            """);
        await scim.CreateGroupAsync("round-trip", user);
        var before = await scim.GetAsync($"/Users/{user}");
        scim.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = (await scim.PutAsync($"/Users/{user}", before.Text)).IsOk();
        Assert.Multiple(() =>
        {
            Assert.That(answer.Text, Is.EqualTo(before.Text));
            Assert.That(before.Text, Does.Contain($"\"$ref\":\"http://localhost/scim/v2/Users/{manager}\"").And.Contain("0.50").And.Contain("+01:00"));
        });
    }

    [Test]
    public async Task Secrets_stay_secret_everywhere()
    {
        var id = await scim.CreateUserAsync("secret", $"\"password\":\"open-sesame\",{Characteristics("\"secretPin\":\"4711-4711\"")}");
        foreach (var answer in new[]
        {
            await scim.GetAsync($"/Users/{id}?attributes=password,{Urn.Characteristics}:secretPin,{Urn.Characteristics}"),
            await scim.PatchAsync($"/Users/{id}?attributes=password", """{"op":"replace","path":"password","value":"open-sesame-2"}"""),
            await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"password","value":{"open-sesame":1}}"""),
            await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"password","value":4711}"""),
            await scim.GetAsync("/Users?filter=password%20eq%20%22open-sesame%22"),
        })
            Assert.That(answer.Text, Does.Not.Contain("sesame\"").And.Not.Contain("4711").And.Not.Contain("sesame-2"));
        (await scim.GetAsync("/Users?filter=password%20pr")).IsError(403, "sensitive");
        (await scim.PostAsync("/Users/.search", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"password pr"}""")).IsError(400, "invalidFilter");
    }

    [Test]
    public async Task An_attribute_returned_on_request_is_in_the_answer_to_the_write_that_set_it()
    {
        var created = await PostAsync($"\"userName\":\"on-request\",{Characteristics("\"notes\":\"N\"")}");
        var read = await scim.GetAsync($"/Users/{created.Id}");
        var asked = await scim.GetAsync($"/Users/{created.Id}?attributes={Urn.Characteristics}:notes");
        var patched = await scim.PatchAsync($"/Users/{created.Id}", $$"""{"op":"replace","path":"{{Urn.Characteristics}}:notes","value":"N2"}""");
        Assert.That(new[] { created, read, asked, patched }.Select(answer => answer.Text.Contains("\"notes\"")), Is.EqualTo(new[] { true, false, true, true }));
    }
}
