using System.Xml.Linq;

namespace ScimConformance.Provider.Tests.V1;

/// <summary>Bulk jobs of SCIM 1.1, in JSON and in XML.</summary>
[TestFixture]
internal sealed class Scim11BulkTests
{
    private TestProvider scim = null!;
    private Scim11Client v1 = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync(options => options.Configure = provider => (provider.BulkMaxOperations, provider.BulkMaxPayloadBytes) = (5, 4096));
        v1 = new Scim11Client(scim);
    }

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public async Task A_job_creates_with_references_and_answers_in_the_words_of_SCIM_1_1()
    {
        var old = await v1.CreateUserAsync("old", """ "title":"T" """);
        var answer = (await v1.PostAsync("/Bulk", $$$"""
            {"schemas":["urn:scim:schemas:core:1.0"],"Operations":[
            {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Sales Reps","members":[{"type":"user","value":"bulkId:a"}]}},
            {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"alice"}},
            {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"bob","urn:scim:schemas:extension:enterprise:1.0":{"manager":{"managerId":"bulkId:a"} } } },
            {"method":"PATCH","path":"/Users/{{{old}}}","data":{"meta":{"attributes":["title"]},"nickName":"N"}},
            {"method":"POST","path":"/Users","bulkId":"c","data":{"userName":"OLD"}}]}
            """)).IsOk();
        var results = answer.Json["Operations"]!.AsArray();
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', results.Select(result => (string?)result!["status"]!["code"])), Is.EqualTo("201 201 201 200 409"));
            Assert.That(JsonText.Of(answer.Json["schemas"]), Is.EqualTo("""["urn:scim:schemas:core:1.0"]"""));
            Assert.That((string?)results[4]!["status"]!["description"], Is.Not.Empty);
            Assert.That((string?)results[0]!["location"], Does.StartWith($"{Scim11Client.BaseUrl}/Groups/"));
        });
        var alice = ((string)results[1]!["location"]!).Split('/')[^1];
        var group = ((string)results[0]!["location"]!).Split('/')[^1];
        var bob = ((string)results[2]!["location"]!).Split('/')[^1];
        Assert.That(JsonText.Of((await v1.GetAsync($"/Groups/{group}")).Json["members"]), Is.EqualTo($$"""[{"value":"{{alice}}","type":"User"}]"""));
        Assert.That((string?)(await scim.ReadUserAsync(bob))[Urn.Enterprise]!["manager"]!["value"], Is.EqualTo(alice));
        var patched = (await v1.GetAsync($"/Users/{old}")).Json;
        Assert.That((patched["title"], (string?)patched["nickName"]), Is.EqualTo(((object?)null, "N")));
    }

    [Test]
    public async Task Groups_in_a_circle_are_created()
    {
        var answer = (await v1.PostAsync("/Bulk", """
            {"Operations":[{"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"A","members":[{"value":"bulkId:b"}]}},
            {"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"B","members":[{"value":"bulkId:a"}]}}]}
            """)).IsOk();
        Assert.That(answer.Json["Operations"]!.AsArray().Select(result => (string?)result!["status"]!["code"]), Is.All.EqualTo("201"));
    }

    [Test]
    public async Task Deletions_answer_200_and_versions_are_minded()
    {
        var (a, b) = (await v1.CreateUserAsync("a"), await v1.CreateUserAsync("b"));
        var answer = (await v1.PostAsync("/Bulk", $$"""
            {"failOnErrors":1,"Operations":[{"method":"DELETE","path":"/Users/{{a}}"},{"method":"PUT","path":"/Users/{{b}}","version":"W/\"0\"","data":{"userName":"b2"} },{"method":"DELETE","path":"/Users/{{b}}"}]}
            """)).IsOk();
        Assert.That(string.Join(' ', answer.Json["Operations"]!.AsArray().Select(result => (string?)result!["status"]!["code"])), Is.EqualTo("200 412"));
        Assert.That((await v1.GetAsync($"/Users/{b}")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_job_in_XML_is_the_same_job()
    {
        var answer = (await v1.PostAsync("/Bulk.xml", """
            <Bulk xmlns="urn:scim:schemas:core:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Operations>
            <Operation><method>POST</method><bulkId>a</bulkId><path>/Users</path><data xsi:type="User"><userName>alice</userName><emails><email><value>a@example.com</value></email></emails></data></Operation>
            <Operation><method>POST</method><bulkId>g</bulkId><path>/Groups</path><data xsi:type="Group"><displayName>G</displayName><members><member><value>bulkId:a</value></member></members></data></Operation>
            </Operations></Bulk>
            """)).IsOk();
        var root = XElement.Parse(answer.Text);
        Assert.That(root.Name, Is.EqualTo(Scim11Client.Core + "Bulk"));
        var results = root.Element(Scim11Client.Core + "Operations")!.Elements(Scim11Client.Core + "Operation").ToList();
        Assert.That(string.Join(' ', results.Select(result => (string?)result.Element(Scim11Client.Core + "status")!.Element(Scim11Client.Core + "code"))), Is.EqualTo("201 201"));
        Assert.That(string.Join(' ', results[0].Elements().Select(element => element.Name.LocalName)), Is.EqualTo("method bulkId version location status"), "the order of the XML schema");
        Assert.That((await v1.GetAsync("/Groups")).Json["Resources"]![0]!["members"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/x"}]}""", 400)]
    [TestCase("""{"Operations":[]}""", 400)]
    [TestCase("<Bulk xmlns=\"urn:scim:schemas:core:1.0\"/>", 400)]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"/>", 400)]
    [TestCase("<!DOCTYPE Bulk [<!ENTITY a \"b\">]><Bulk xmlns=\"urn:scim:schemas:core:1.0\"/>", 400)]
    public async Task What_is_no_job_is_refused(string body, int status) => Scim11Client.IsError(await v1.PostAsync("/Bulk", body), status);

    [Test]
    public async Task Limits_are_told()
    {
        var operation = """{"method":"DELETE","path":"/Users/x"}""";
        var many = await v1.PostAsync("/Bulk", $$"""{"Operations":[{{string.Join(',', Enumerable.Repeat(operation, 6))}}]}""");
        Scim11Client.IsError(many, 413);
        Assert.That((string?)many.Json["Errors"]![0]!["description"], Does.Contain("(5)"));
        var large = await v1.PostAsync("/Bulk", $$"""{"Operations":[{{operation}}],"x":"{{new string('x', 5000)}}"}""");
        Scim11Client.IsError(large, 413);
        Assert.That((string?)large.Json["Errors"]![0]!["description"], Does.Contain("4096"));
        var config = (await v1.GetAsync("/ServiceProviderConfigs")).Json["bulk"];
        Assert.That(JsonText.Of(config), Is.EqualTo("""{"supported":true,"maxOperations":5,"maxPayloadSize":4096}"""));
    }
}
