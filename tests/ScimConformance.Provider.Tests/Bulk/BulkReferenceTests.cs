namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>References to what other operations of the same job create (RFC 7644 sections 3.7.1 and 3.7.2).</summary>
[TestFixture]
internal sealed class BulkReferenceTests
{
    private TestProvider scim = null!;

    [SetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public async Task References_lead_backward_and_forward()
    {
        var results = await scim.RunAsync(
            BulkJob.NewUser("a", "alice"),
            BulkJob.NewGroup("g", "G", "bulkId:a", "bulkId:b"),
            BulkJob.NewUser("b", "bob", $$"""
                "{{Urn.Enterprise}}":{"manager":{"value":"bulkId:c","$ref":"../Users/bulkId:c"} }
                """),
            BulkJob.NewUser("c", "carol"));
        var manager = (await scim.ReadUserAsync(results.Id(2)))[Urn.Enterprise]!["manager"]!;
        Assert.Multiple(async () =>
        {
            Assert.That(results.Statuses(), Is.EqualTo("201 201 201 201"));
            Assert.That(results.Select(result => (string?)result!["bulkId"]), Is.EqualTo(new[] { "a", "g", "b", "c" }));
            Assert.That(await scim.MembersAsync(results.Id(1)), Is.EqualTo(new[] { results.Id(0), results.Id(2) }));
            Assert.That(((string?)manager["value"], (string?)manager["$ref"]), Is.EqualTo((results.Id(3), (string?)results[3]!["location"])));
        });
    }

    [Test]
    public async Task References_work_in_the_paths_and_values_of_changes()
    {
        var group = await scim.CreateGroupAsync("Old", await scim.CreateUserAsync("zoe"));
        var results = await scim.RunAsync(
            BulkJob.Patch($"/Groups/{group}", """{"op":"replace","path":"members","value":[{"value":"bulkId:a"},{"value":"bulkId:b"}]}"""),
            BulkJob.NewUser("a", "alice"),
            BulkJob.NewUser("b", "bob"),
            BulkJob.Patch("/Users/bulkId:a", $$"""{"op":"add","path":"{{Urn.Enterprise}}:manager.value","value":"bulkId:b"}"""),
            BulkJob.Patch("/Users/bulkId%3Ab", """{"op":"add","value":{"title":"B"} }"""),
            BulkJob.Patch($"/Groups/{group}", """{"op":"remove","path":"members[value eq \"bulkId:a\"]"}"""));
        var (alice, bob) = (await scim.ReadUserAsync(results.Id(1)), await scim.ReadUserAsync(results.Id(2)));
        Assert.Multiple(async () =>
        {
            Assert.That(results.Statuses(), Is.EqualTo("200 201 201 200 200 200"), JsonText.Of(results));
            Assert.That((string?)results[3]!["location"], Is.EqualTo((string?)results[1]!["location"]));
            Assert.That((string?)alice[Urn.Enterprise]!["manager"]!["value"], Is.EqualTo(results.Id(2)));
            Assert.That((string?)bob["title"], Is.EqualTo("B"));
            Assert.That(await scim.MembersAsync(group), Is.EqualTo(new[] { results.Id(2) }));
        });
    }

    [Test]
    public async Task One_path_may_have_several_references()
    {
        var results = await scim.RunAsync(
            BulkJob.NewUser("a", "alice"), BulkJob.NewUser("b", "bob"), BulkJob.NewUser("c", "carol"),
            BulkJob.NewGroup("g", "G", "bulkId:a", "bulkId:b", "bulkId:c"),
            BulkJob.Patch("/Groups/bulkId:g", """{"op":"remove","path":"members[value eq \"bulkId:a\" or value eq \"bulkId:c\"]"}"""));
        Assert.That(results.Statuses(), Is.EqualTo("201 201 201 201 200"), JsonText.Of(results));
        Assert.That(await scim.MembersAsync(results.Id(3)), Is.EqualTo(new[] { results.Id(1) }));
    }

    [Test]
    public async Task A_circle_of_three_groups_closes()
    {
        var results = await scim.RunAsync(
            BulkJob.NewGroup("a", "A", "bulkId:b", "bulkId:u"), BulkJob.NewGroup("b", "B", "bulkId:c"), BulkJob.NewGroup("c", "C", "bulkId:a"), BulkJob.NewUser("u", "ursula"));
        Assert.Multiple(async () =>
        {
            Assert.That(results.Statuses(), Is.EqualTo("201 201 201 201"), JsonText.Of(results));
            Assert.That(await scim.MembersAsync(results.Id(0)), Is.EqualTo(new[] { results.Id(1), results.Id(3) }));
            Assert.That(await scim.MembersAsync(results.Id(1)), Is.EqualTo(new[] { results.Id(2) }));
            Assert.That(await scim.MembersAsync(results.Id(2)), Is.EqualTo(new[] { results.Id(0) }));
        });
    }

    [Test]
    public async Task Two_users_that_manage_each_other_close_a_circle_too()
    {
        static string Managed(string by) => $$"""
            "{{Urn.Enterprise}}":{"manager":{"value":"bulkId:{{by}}"} }
            """;
        var results = await scim.RunAsync(BulkJob.NewUser("a", "alice", Managed("b")), BulkJob.NewUser("b", "bob", Managed("a")));
        Assert.That((string?)(await scim.ReadUserAsync(results.Id(0)))[Urn.Enterprise]!["manager"]!["value"], Is.EqualTo(results.Id(1)));
        Assert.That((string?)(await scim.ReadUserAsync(results.Id(1)))[Urn.Enterprise]!["manager"]!["value"], Is.EqualTo(results.Id(0)));
    }

    [TestCase("""{"method":"POST","path":"/Groups","bulkId":"c","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"members":[{"value":"bulkId:a"}]}}""", TestName = "a displayName is missing")]
    [TestCase("""{"method":"POST","path":"/Users","bulkId":"c","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"taken","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:a"}}}}""", TestName = "a userName is taken")]
    [TestCase("""{"method":"POST","path":"/Groups","bulkId":"c","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"C","members":[{"value":"bulkId:a"},{"value":"nobody"}]}}""", TestName = "a member does not exist")]
    [TestCase("""{"method":"POST","path":"/Groups","bulkId":"c","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"C","members":[{"value":"bulkId:a"},{"value":"bulkId:x"}]}}""", TestName = "a reference leads nowhere")]
    public async Task A_circle_that_cannot_close_leaves_nothing_behind(string broken)
    {
        await scim.CreateUserAsync("taken");
        var results = await scim.RunAsync(BulkJob.NewGroup("a", "A", "bulkId:b"), BulkJob.NewGroup("b", "B", "bulkId:c"), broken, BulkJob.NewGroup("d", "D", "bulkId:a"));
        Assert.Multiple(async () =>
        {
            Assert.That(results.Statuses(), Does.Match("^409 409 (400|409) 409$"), JsonText.Of(results));
            Assert.That(results.Select(result => result!["location"]), Is.All.Null);
            Assert.That((string?)results[0]!["response"]!["detail"], Does.Contain("\"bulkId:c\" refer to each other"));
            Assert.That((int)(await scim.GetAsync("/Groups")).Json["totalResults"]!, Is.Zero);
        });
    }

    [Test]
    public async Task Two_of_a_circle_cannot_share_a_userName()
    {
        static string Managed(string by) => $$"""
            "{{Urn.Enterprise}}":{"manager":{"value":"bulkId:{{by}}"} }
            """;
        var results = await scim.RunAsync(BulkJob.NewUser("a", "same", Managed("b")), BulkJob.NewUser("b", "SAME", Managed("a")));
        Assert.That(results.Statuses(), Is.EqualTo("409 409"));
        Assert.That((string?)results[1]!["response"]!["scimType"], Is.EqualTo("uniqueness"));
        Assert.That(await scim.FindAsync("userName pr"), Is.Empty);
    }

    [Test]
    public async Task A_reference_that_leads_nowhere_is_an_error_and_never_stored()
    {
        var results = await scim.RunAsync(
            BulkJob.NewGroup("g", "G", "bulkId:x"),
            BulkJob.NewUser("bad", "", ""),
            BulkJob.NewGroup("h", "H", "bulkId:bad"),
            BulkJob.NewGroup("i", "I", "bulkId:i"),
            BulkJob.NewUser("n", "bulkId:text"),
            BulkJob.Delete("/Users/bulkId:z"),
            BulkJob.NewUser("z", "zoe"));
        Assert.Multiple(async () =>
        {
            Assert.That(results.Statuses(), Is.EqualTo("400 400 409 400 400 409 201"), JsonText.Of(results));
            Assert.That((string?)results[0]!["response"]!["scimType"], Is.EqualTo("invalidValue"));
            Assert.That((int)(await scim.GetAsync("/Groups")).Json["totalResults"]!, Is.Zero);
        });
    }

    [Test]
    public async Task What_was_created_early_is_reported_though_the_job_ends_before_its_turn()
    {
        var job = BulkJob.Of(BulkJob.NewGroup("g", "G", "bulkId:u"), BulkJob.Delete("/Users/nobody"), BulkJob.NewUser("v", "vera"), BulkJob.NewUser("u", "ursula"));
        var results = (await scim.PostAsync("/Bulk", job.Replace("\"Operations\"", "\"failOnErrors\":1,\"Operations\""))).IsOk().Json["Operations"]!.AsArray();
        Assert.That(results.Select(result => $"{result!["bulkId"]} {result["status"]}"), Is.EqualTo(new[] { "g 201", " 404", "u 201" }));
    }

    [Test]
    public async Task A_chain_of_references_may_be_as_long_as_the_job()
    {
        const int length = 1000;
        var results = await scim.RunAsync(Enumerable.Range(0, length).Select(i => i == length - 1 ? BulkJob.NewGroup($"g{i}", $"G{i}") : BulkJob.NewGroup($"g{i}", $"G{i}", $"bulkId:g{i + 1}")));
        Assert.That(results.Select(result => (string?)result!["status"]), Is.All.EqualTo("201").And.Exactly(length).Items);
        Assert.That(await scim.MembersAsync(results.Id(0)), Is.EqualTo(new[] { results.Id(1) }));
    }
}
