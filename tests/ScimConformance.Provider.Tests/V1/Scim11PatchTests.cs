namespace ScimConformance.Provider.Tests.V1;

/// <summary>PATCH of SCIM 1.1: a partial resource that is merged in.</summary>
[TestFixture]
internal sealed class Scim11PatchTests
{
    private const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

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

    [TestCase("""{"nickName":"B"}""", "nickName", "\"B\"")]
    [TestCase("""{"schemas":["urn:scim:schemas:core:1.0"],"id":"ignored","active":false}""", "active", "false")]
    [TestCase("""{"name":{"familyName":"X"}}""", "name", """{"familyName":"X","givenName":"G"}""")]
    [TestCase("""{"meta":{"attributes":["title"]}}""", "title", "null")]
    [TestCase("""{"meta":{"attributes":["title"]},"title":"New"}""", "title", "\"New\"")]
    [TestCase("""{"meta":{"attributes":["name.givenName"]}}""", "name", """{"familyName":"F"}""")]
    [TestCase("""{"meta":{"attributes":["urn:scim:schemas:extension:enterprise:1.0:department"]}}""", Enterprise, """{"division":"V"}""")]
    [TestCase("""{"meta":{"attributes":["urn:scim:schemas:extension:enterprise:1.0"]}}""", Enterprise, "null")]
    [TestCase("""{"urn:scim:schemas:extension:enterprise:1.0":{"costCenter":"C"}}""", Enterprise, """{"costCenter":"C","division":"V","department":"D"}""")]
    [TestCase("""{"emails":[{"value":"h@example.com","primary":true}]}""", "emails", """[{"value":"w@example.com","type":"work","primary":false},{"value":"h@example.com","type":"home","primary":true}]""")]
    [TestCase("""{"emails":["n@example.com"]}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"},{"value":"n@example.com"}]""")]
    [TestCase("""{"emails":[{"value":"h@example.com","operation":"delete"}]}""", "emails", """[{"value":"w@example.com","type":"work","primary":true}]""")]
    [TestCase("""{"emails":[{"value":"nobody@example.com","operation":"delete"}]}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"}]""")]
    [TestCase("""{"meta":{"attributes":["emails"]},"emails":[{"value":"h@example.com","operation":"delete"},{"value":"n@example.com"}]}""", "emails", """[{"value":"n@example.com"}]""")]
    [TestCase("""{"addresses":[{"type":"work","locality":"Oslo","operation":"delete"},{"type":"work","locality":"Rome"}]}""", "addresses", """[{"locality":"Bern","type":"home"},{"locality":"Rome","type":"work"}]""")]
    [TestCase("""{"unknown":1,"meta":{"created":"2001-01-01T00:00:00Z"}}""", "title", "\"T\"")]
    public async Task The_body_is_merged(string patch, string attribute, string expected)
    {
        var id = await CreateAsync();
        var answer = (await v1.PatchAsync($"/Users/{id}", patch)).IsOk();
        Assert.That(JsonText.Of(answer.Json[attribute]), Is.EqualTo(expected), answer.Text);
        Assert.That((await v1.GetAsync($"/Users/{id}")).Text, Is.EqualTo(answer.Text).And.Not.Contain("operation"));
    }

    [TestCase("""{"meta":{"attributes":["nothing"]}}""")]
    [TestCase("""{"meta":{"attributes":["id"]}}""")]
    [TestCase("""{"meta":{"attributes":"title"}}""")]
    [TestCase("""{"meta":{"attributes":["userName"]}}""")]
    [TestCase("""{"emails":{"value":"x@example.com"}}""")]
    [TestCase("""{"emails":[{"value":"w@example.com","operation":"remove"}]}""")]
    [TestCase("""{"emails":[{"value":"a@example.com","primary":true},{"value":"b@example.com","primary":true}]}""")]
    [TestCase("""{"title":7}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"X"}]}""")]
    public async Task What_cannot_be_merged_is_refused_and_changes_nothing(string patch)
    {
        var id = await CreateAsync();
        var before = (await v1.GetAsync($"/Users/{id}")).Text;
        Scim11Client.IsError(await v1.PatchAsync($"/Users/{id}", patch), 400);
        Assert.That((await v1.GetAsync($"/Users/{id}")).Text, Is.EqualTo(before));
    }

    [Test]
    public async Task An_ambiguous_deletion_is_refused_and_a_full_one_is_not()
    {
        var id = await v1.CreateUserAsync("twice", """ "phoneNumbers":[{"value":"1","type":"work"},{"value":"1","type":"home"}] """);
        Scim11Client.IsError(await v1.PatchAsync($"/Users/{id}", """{"phoneNumbers":[{"value":"1","operation":"delete"}]}"""), 400);
        var answer = (await v1.PatchAsync($"/Users/{id}", """{"phoneNumbers":[{"value":"1","type":"home","operation":"delete"}]}""")).IsOk();
        Assert.That(JsonText.Of(answer.Json["phoneNumbers"]), Is.EqualTo("""[{"value":"1","type":"work"}]"""));
    }

    [Test]
    public async Task Members_are_added_taken_away_and_exchanged()
    {
        var (a, b) = (await v1.CreateUserAsync("a"), await v1.CreateUserAsync("b"));
        var group = (await v1.PostAsync("/Groups", """{"displayName":"G"}""")).Id;
        Assert.That(await MembersAfter($$"""{"members":[{"value":"{{a}}","display":"A"}]}"""), Is.EqualTo(a));
        Assert.That(await MembersAfter($$"""{"members":[{"value":"{{a}}"},{"value":"{{b}}","type":"user","operation":"add"}]}"""), Is.EqualTo($"{a} {b}"));
        Assert.That(await MembersAfter($$"""{"members":[{"value":"{{a}}","operation":"delete"}]}"""), Is.EqualTo(b));
        Assert.That(await MembersAfter($$"""{"members":[{"value":"{{a}}","operation":"delete"}]}"""), Is.EqualTo(b));
        Assert.That(await MembersAfter($$"""{"meta":{"attributes":["members"]},"members":[{"value":"{{a}}"}]}"""), Is.EqualTo(a));
        Assert.That(await MembersAfter("""{"meta":{"attributes":["members"]}}"""), Is.Empty);
        Scim11Client.IsError(await v1.PatchAsync($"/Groups/{group}", """{"members":[{"value":"nobody"}]}"""), 400);

        async Task<string> MembersAfter(string patch)
        {
            (await v1.PatchAsync($"/Groups/{group}", patch)).IsOk();
            var members = (await v1.GetAsync($"/Groups/{group}")).Json["members"];
            return string.Join(' ', members?.AsArray().Select(member => (string?)member!["value"]) ?? []);
        }
    }

    [Test]
    public async Task A_change_to_the_same_is_none()
    {
        var id = await CreateAsync();
        var tag = (await v1.GetAsync($"/Users/{id}")).Headers["ETag"];
        Assert.That((await v1.PatchAsync($"/Users/{id}", """{"title":"T","emails":["h@example.com"]}""")).Headers["ETag"], Is.EqualTo(tag));
    }

    private Task<string> CreateAsync() => v1.CreateUserAsync("patched",
        """ "title":"T","name":{"familyName":"F","givenName":"G"},"emails":[{"value":"w@example.com","type":"work","primary":true},{"value":"h@example.com","type":"home"}],"addresses":[{"type":"work","locality":"Oslo"},{"type":"home","locality":"Bern"}],"urn:scim:schemas:extension:enterprise:1.0":{"department":"D","division":"V"} """);
}
