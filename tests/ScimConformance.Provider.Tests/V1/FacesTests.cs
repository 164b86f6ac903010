namespace ScimConformance.Provider.Tests.V1;

/// <summary>One store, two faces: what SCIM 1.1 writes is right for SCIM 2.0, and the reverse.</summary>
[TestFixture]
internal sealed class FacesTests
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
    public async Task A_user_written_by_SCIM_1_1_reads_right_by_2_0()
    {
        var boss = await v1.CreateUserAsync("boss");
        var id = await v1.CreateUserAsync("one",
            $$""" "externalId":"701984","active":false,"locale":"en_US","emails":["a@example.com"],"urn:scim:schemas:extension:enterprise:1.0":{"department":"D","manager":{"managerId":"{{boss}}","displayName":"ignored"} } """);
        var user = await scim.ReadUserAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.Of(user["schemas"]), Is.EqualTo($$"""["{{Urn.User}}","{{Urn.Enterprise}}"]"""));
            Assert.That((bool?)user["active"], Is.False);
            Assert.That((string?)user["externalId"], Is.EqualTo("701984"));
            Assert.That((string?)user["locale"], Is.EqualTo("en-US"));
            Assert.That(JsonText.Of(user["emails"]), Is.EqualTo("""[{"value":"a@example.com"}]"""));
            Assert.That(JsonText.Of(user[Urn.Enterprise]!["manager"]), Is.EqualTo($$"""{"value":"{{boss}}","$ref":"http://localhost/scim/v2/Users/{{boss}}"}"""));
            Assert.That((string?)user["meta"]!["location"], Is.EqualTo($"http://localhost/scim/v2/Users/{id}"));
        });
        Assert.That(await scim.FindAsync($"{Urn.Enterprise}:manager.value eq \"{boss}\""), Is.EqualTo("one"));
    }

    [Test]
    public async Task A_user_written_by_2_0_reads_right_by_SCIM_1_1()
    {
        var boss = await scim.CreateUserAsync("boss");
        var id = await scim.CreateUserAsync("two",
            $$""" "active":true,"preferredLanguage":"de-CH","password":"t1meMa$heen","{{Urn.Enterprise}}":{"employeeNumber":"7","manager":{"value":"{{boss}}"} } """);
        var user = (await v1.GetAsync($"/Users/{id}")).IsOk().Json;
        Assert.Multiple(() =>
        {
            Assert.That(JsonText.Of(user["schemas"]), Is.EqualTo("""["urn:scim:schemas:core:1.0","urn:scim:schemas:extension:enterprise:1.0"]"""));
            Assert.That(JsonText.Of(user["urn:scim:schemas:extension:enterprise:1.0"]), Is.EqualTo($$$"""{"employeeNumber":"7","manager":{"managerId":"{{{boss}}}"}}"""));
            Assert.That((bool?)user["active"], Is.True);
            Assert.That((string?)user["preferredLanguage"], Is.EqualTo("de_CH"));
            Assert.That(user["password"], Is.Null);
        });
    }

    [Test]
    public async Task Groups_and_memberships_are_the_same_in_both()
    {
        var user = await scim.CreateUserAsync("member");
        var inner = (await v1.PostAsync("/Groups", $$"""{"displayName":"Inner","members":[{"value":"{{user}}","type":"user"}]}""")).Id;
        var outer = await scim.CreateGroupAsync("Outer", inner);
        Assert.Multiple(async () =>
        {
            Assert.That(JsonText.Of((await scim.ReadGroupAsync(inner))["members"]), Is.EqualTo($$"""[{"value":"{{user}}","$ref":"http://localhost/scim/v2/Users/{{user}}","type":"User"}]"""));
            Assert.That(JsonText.Of((await v1.GetAsync($"/Groups/{outer}")).Json["members"]), Is.EqualTo($$"""[{"value":"{{inner}}","type":"Group"}]"""));
            Assert.That(JsonText.Of((await v1.GetAsync($"/Users/{user}")).Json["groups"]), Is.EqualTo(
                $$"""[{"value":"{{inner}}","display":"Inner","type":"direct"},{"value":"{{outer}}","display":"Outer","type":"indirect"}]"""));
        });
    }

    [Test]
    public async Task A_change_by_either_face_is_a_new_version_to_both()
    {
        var id = await scim.CreateUserAsync("both");
        var tag = (await v1.GetAsync($"/Users/{id}")).Headers["ETag"];
        await v1.PatchAsync($"/Users/{id}", """{"title":"by 1.1"}""");
        var stale = await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"title","value":"by 2.0"}""", ("If-Match", tag));
        Assert.That(stale.Status, Is.EqualTo(412));
        await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"title","value":"by 2.0"}""");
        Assert.That((string?)(await v1.GetAsync($"/Users/{id}")).Json["title"], Is.EqualTo("by 2.0"));
        Assert.That((await v1.PostAsync("/Users", """{"userName":"BOTH"}""")).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_put_by_SCIM_1_1_keeps_what_2_0_would_keep()
    {
        var id = await scim.CreateUserAsync("kept", $$""" "password":"t1meMa$heen","{{Urn.Characteristics}}":{"aliases":["a"],"badge":"B-1","notes":"n"} """);
        Assert.That((await v1.PutAsync($"/Users/{id}", $$"""{"schemas":["urn:scim:schemas:core:1.0","{{Urn.Characteristics}}"],"userName":"kept","{{Urn.Characteristics}}":{"aliases":["b"]} }""")).Status, Is.EqualTo(200));
        var extension = (await scim.GetAsync($"/Users/{id}?attributes={Urn.Characteristics}:badge,{Urn.Characteristics}:notes,{Urn.Characteristics}:aliases")).Json[Urn.Characteristics];
        Assert.That(JsonText.Of(extension), Is.EqualTo("""{"badge":"B-1","notes":"n","aliases":["b"]}"""));
    }

    [Test]
    public async Task What_can_be_set_but_once_is_read_only_to_SCIM_1_1()
    {
        var id = await scim.CreateUserAsync("fixed", $$""" "{{Urn.Characteristics}}":{"aliases":["a"],"badge":"B-1"} """);
        var members = $$"""{"schemas":["urn:scim:schemas:core:1.0","{{Urn.Characteristics}}"],"userName":"fixed","{{Urn.Characteristics}}":{"aliases":["a"],"badge":"B-2"} }""";
        foreach (var answer in new[] { await v1.PutAsync($"/Users/{id}", members), await v1.PatchAsync($"/Users/{id}", members) })
            Assert.That((string?)answer.IsOk().Json[Urn.Characteristics]!["badge"], Is.EqualTo("B-1"));
        Scim11Client.IsError(await v1.PatchAsync($"/Users/{id}", $$"""{"meta":{"attributes":["{{Urn.Characteristics}}:badge"]} }"""), 400);
    }

    [Test]
    public async Task Without_a_path_there_is_no_SCIM_1_1()
    {
        await using var without = await TestProvider.StartAsync(options => options.Scim11Path = null);
        Assert.That((await new Scim11Client(without).GetAsync("/Users")).Status, Is.EqualTo(404));
    }
}
