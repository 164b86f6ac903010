namespace ScimConformance.Provider.Tests;

/// <summary>RFC 7644 section 3.9.</summary>
[TestFixture]
internal sealed class ProjectionTests
{
    private TestProvider scim = null!;
    private string id = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync();
        id = await scim.CreateUserAsync("bjensen", """
            "name":{"givenName":"Barbara","familyName":"Jensen"},"emails":[{"value":"w@example.com","type":"work"},{"value":"h@example.com"}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X","manager":{"value":"m"}}
            """);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase("attributes=userName", """ "userName":"bjensen" """)]
    [TestCase("attributes=USERNAME,%20nope", """ "userName":"bjensen" """)]
    [TestCase("attributes=nope", "")]
    [TestCase("attributes=name.familyName", """ "name":{"familyName":"Jensen"} """)]
    [TestCase("attributes=emails.type", """ "emails":[{"type":"work"}] """)]
    [TestCase("attributes=urn:ietf:params:scim:schemas:core:2.0:User:userName", """ "userName":"bjensen" """)]
    [TestCase("attributes=" + Urn.Enterprise + ":department", $$""" "{{Urn.Enterprise}}":{"department":"X"} """)]
    [TestCase("attributes=" + Urn.Enterprise, " \"" + Urn.Enterprise + "\":{\"department\":\"X\",\"manager\":{\"value\":\"m\"}} ")]
    [TestCase("attributes=" + Urn.Enterprise + ":manager.value", " \"" + Urn.Enterprise + "\":{\"manager\":{\"value\":\"m\"}} ")]
    [TestCase("excludedAttributes=id,schemas,meta,name.givenName,emails,active," + Urn.Enterprise, """ "userName":"bjensen","name":{"familyName":"Jensen"} """)]
    public async Task A_projection_shows_the_minimum_and_what_is_asked_for(string query, string expected)
    {
        var members = expected.Trim();
        var single = (await scim.GetAsync($"/Users/{id}?{query}")).IsOk();
        var listed = (await scim.GetAsync($"/Users?{query}")).IsOk();
        Assert.Multiple(() =>
        {
            Assert.That(single.Text, Is.EqualTo($$"""{"schemas":["{{Urn.User}}","{{Urn.Enterprise}}"],"id":"{{id}}"{{(members.Length == 0 ? "" : ",")}}{{members}}}"""));
            Assert.That(JsonText.Of(listed.Json["Resources"]![0]), Is.EqualTo(single.Text));
        });
    }

    [Test]
    public async Task Writes_are_projected_too()
    {
        var created = await scim.PostAsync("/Users?attributes=userName", $$"""{"schemas":["{{Urn.User}}"],"userName":"projected","title":"T"}""");
        var put = await scim.PutAsync($"/Users/{created.Id}?excludedAttributes=meta,active", $$"""{"schemas":["{{Urn.User}}"],"userName":"projected"}""");
        Assert.Multiple(() =>
        {
            Assert.That(created.Text, Is.EqualTo($$"""{"schemas":["{{Urn.User}}"],"id":"{{created.Id}}","userName":"projected"}"""));
            Assert.That(put.Text, Is.EqualTo(created.Text));
        });
        await scim.DeleteAsync($"/Users/{created.Id}");
    }

    [Test]
    public async Task The_two_parameters_exclude_each_other_and_a_refused_write_writes_nothing()
    {
        (await scim.GetAsync($"/Users/{id}?attributes=userName&excludedAttributes=name")).IsError(400, "invalidValue");
        (await scim.GetAsync("/Users?attributes=userName&excludedAttributes=name")).IsError(400, "invalidValue");
        (await scim.PostAsync("/Users?attributes=a&excludedAttributes=b", $$"""{"schemas":["{{Urn.User}}"],"userName":"unwritten"}""")).IsError(400, "invalidValue");
        Assert.That(await scim.FindAsync("userName eq \"unwritten\""), Is.Empty);
    }
}
