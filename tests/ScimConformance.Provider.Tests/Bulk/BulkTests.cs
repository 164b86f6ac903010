using System.Net.Http.Headers;

namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>What a job does, and what its results say (RFC 7644 sections 3.7 and 3.7.3).</summary>
[TestFixture]
internal sealed class BulkTests
{
    private TestProvider scim = null!;

    [SetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync(options =>
    {
        options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
        options.Credentials.Add(ScimCredential.Bearer("read-token") with { ReadOnly = true });
        options.Credentials.Add(ScimCredential.Bearer("users-token") with { Permissions = ScimPermissions.Read | ScimPermissions.EditUsers });
    });

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public async Task All_methods_work_and_results_stand_in_the_order_of_the_operations()
    {
        var (kept, gone) = (await scim.CreateUserAsync("kept"), await scim.CreateUserAsync("gone"));
        var results = await scim.RunAsync(
            BulkJob.NewUser("a", "alice"),
            $$"""{"method":"PUT","path":"/Users/{{kept}}","data":{"schemas":["{{Urn.User}}"],"userName":"kept","title":"Put"} }""",
            BulkJob.Patch($"/Users/{kept}", """{"op":"add","path":"nickName","value":"Patched"}"""),
            BulkJob.Delete($"/Users/{gone}"));
        var user = await scim.ReadUserAsync(kept);
        var alice = results.Id(0);
        Assert.Multiple(async () =>
        {
            Assert.That(JsonText.Of(results), Is.EqualTo(
                $$"""
                [{"location":"http://localhost/scim/v2/Users/{{alice}}","method":"POST","bulkId":"a","version":"W/\"1\"","status":"201"},{"location":"http://localhost/scim/v2/Users/{{kept}}","method":"PUT","version":"W/\"2\"","status":"200"},{"location":"http://localhost/scim/v2/Users/{{kept}}","method":"PATCH","version":"W/\"3\"","status":"200"},{"location":"http://localhost/scim/v2/Users/{{gone}}","method":"DELETE","status":"204"}]
                """.Trim()));
            Assert.That(((string?)user["title"], (string?)user["nickName"]), Is.EqualTo(("Put", "Patched")));
            Assert.That((await scim.GetAsync($"/Users/{gone}")).Status, Is.EqualTo(404));
            Assert.That((await scim.GetAsync($"/Users/{alice}")).Status, Is.EqualTo(200));
        });
    }

    [Test]
    public async Task A_failure_has_an_Error_and_the_others_are_done()
    {
        var results = await scim.RunAsync(
            BulkJob.NewUser("a", "alice"), BulkJob.NewUser("b", "ALICE"), BulkJob.Delete("/Users/nobody"), BulkJob.NewUser("c", "carol"));
        Assert.Multiple(() =>
        {
            Assert.That(results.Statuses(), Is.EqualTo("201 409 404 201"));
            Assert.That(JsonText.Of(results[1]), Is.EqualTo(
                """{"method":"POST","bulkId":"b","status":"409","response":{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"The value of userName is already in use."}}"""));
            Assert.That((string?)results[2]!["location"], Is.EqualTo("http://localhost/scim/v2/Users/nobody"));
        });
    }

    [TestCase(1, "201 409")]
    [TestCase(2, "201 409 404")]
    [TestCase(3, "201 409 404 201")]
    public async Task After_so_many_errors_the_rest_is_left_alone(int failOnErrors, string expected)
    {
        var job = BulkJob.Of(BulkJob.NewUser("a", "alice"), BulkJob.NewUser("b", "alice"), BulkJob.Delete("/Users/nobody"), BulkJob.NewUser("c", "carol"));
        var answer = (await scim.PostAsync("/Bulk", job.Replace("\"Operations\"", $"\"failOnErrors\":{failOnErrors},\"Operations\""))).IsOk();
        Assert.Multiple(async () =>
        {
            Assert.That(answer.Json["Operations"]!.AsArray().Statuses(), Is.EqualTo(expected));
            Assert.That(answer.Text, Does.Not.Contain("failOnErrors"));
            Assert.That(await scim.FindAsync("userName sw \"a\" or userName sw \"c\""), Is.EqualTo(failOnErrors == 3 ? "alice carol" : "alice"));
        });
    }

    [Test]
    public async Task A_version_guards_an_operation()
    {
        var id = await scim.CreateUserAsync("guarded");
        const string change = """{"op":"replace","path":"title","value":"X"}""";
        var results = await scim.RunAsync(
            BulkJob.Patch($"/Users/{id}", change, ""","version":"W/\"9\"" """),
            BulkJob.Patch($"/Users/{id}", change, ""","version":"W/\"1\"" """),
            $$"""{"method":"DELETE","path":"/Users/{{id}}","version":"W/\"1\""}""");
        Assert.That(results.Statuses(), Is.EqualTo("412 200 412"));
    }

    [TestCase("""{"method":"GET","path":"/Users"}""", "400")]
    [TestCase("""{"method":"post","path":"/Users","bulkId":"a","data":{}}""", "400")]
    [TestCase("""{"path":"/Users"}""", "400")]
    [TestCase("""{"method":"DELETE"}""", "400")]
    [TestCase("""{"method":"PUT","path":"/Users/1"}""", "400")]
    [TestCase("""{"method":"PUT","path":"/Users/1","data":"text"}""", "400")]
    [TestCase("""{"method":"PUT","path":"/Users/1","data":null}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users","data":{}}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users","bulkId":7,"data":{}}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users","bulkId":"a","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x","Username":"y"}}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users","bulkId":"a","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"\u0000"}}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users","bulkId":"a","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"\ud800"}}""", "400")]
    [TestCase("""{"method":"DELETE","Method":"PUT","path":"/Users/1"}""", "400")]
    [TestCase("""{"method":"POST","path":"/Users/1","bulkId":"a","data":{}}""", "405")]
    [TestCase("""{"method":"DELETE","path":"/Users"}""", "405")]
    [TestCase("""{"method":"DELETE","path":"/Nothing/1"}""", "404")]
    [TestCase("""{"method":"POST","path":"/Bulk","bulkId":"a","data":{}}""", "404")]
    public async Task An_operation_that_is_none_fails_alone(string operation, string status)
    {
        var results = await scim.RunAsync(operation, BulkJob.NewUser("z", "zoe"));
        Assert.That(results.Statuses(), Is.EqualTo($"{status} 201"));
        Assert.That((string?)results[0]!["response"]!["detail"], Is.Not.Empty);
    }

    [Test]
    public async Task A_bulkId_that_stands_twice_is_refused_the_second_time()
    {
        var results = await scim.RunAsync(BulkJob.NewUser("a", "alice"), BulkJob.NewUser("a", "bob"), BulkJob.NewGroup("g", "G", "bulkId:a"));
        Assert.That(results.Statuses(), Is.EqualTo("201 400 201"));
        Assert.That(await scim.MembersAsync(results.Id(2)), Is.EqualTo(new[] { results.Id(0) }));
    }

    [TestCase("read-token", 403)]
    [TestCase("wrong", 401)]
    public async Task Credentials_that_may_not_write_may_not_send_a_job(string token, int status) =>
        (await scim.PostAsync("/Bulk", BulkJob.Of(BulkJob.NewUser("a", "alice")), ("Authorization", $"Bearer {token}"))).IsError(status, null);

    [Test]
    public async Task Rights_are_those_of_the_single_requests()
    {
        using var client = scim.Server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "users-token");
        using var content = new StringContent(BulkJob.Of(BulkJob.NewUser("a", "alice"), BulkJob.NewGroup("g", "G")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        using var response = await client.PostAsync("/scim/v2/Bulk", content);
        var answer = (await Answer.ReadAsync(response)).IsOk();
        Assert.That(answer.Json["Operations"]!.AsArray().Statuses(), Is.EqualTo("201 403"));
    }
}
