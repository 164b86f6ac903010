using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests;

/// <summary><c>serve --store</c> as a user runs it.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CliStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scim-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Serve_keeps_users_in_a_file_of_its_folder_unless_told_otherwise()
    {
        string id;
        using (var first = Serve())
        {
            using var client = await ClientAsync(first);
            id = await CreateAsync(client, "bjensen");
            var twice = await client.PostAsync("Users", Body("BJENSEN"));
            Assert.That(twice.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            first.Signal("TERM");
            var end = await first.EndAsync();
            Assert.That(end.Output, Does.Contain(Path.Combine(_folder, "scim-conformance.db")).And.Contain("--store memory"));
        }

        using var second = Serve();
        using var again = await ClientAsync(second);
        var read = await again.GetAsync($"Users/{id}");
        second.Signal("TERM");
        await second.EndAsync();

        Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Memory_leaves_no_file()
    {
        using var process = Serve("--store", "memory");
        using var client = await ClientAsync(process);
        await CreateAsync(client, "bjensen");
        process.Signal("TERM");
        var end = await process.EndAsync();

        Assert.That(end.Output, Does.Contain("Everything is in memory and gone after Ctrl+C."));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty);
    }

    [TestCase("redis:localhost", "The store \"redis\" is not known; choose memory, sqlite:FILE or postgres:CONNECTION.")]
    [TestCase("hunter2", "is not known; choose memory")]
    [TestCase("sqlite:", "it must be the name of a file, such as scim.db")]
    [TestCase("sqlite:missing/scim.db", "there is no folder")]
    [TestCase("sqlite:.", "it is a folder; name a file in it")]
    [TestCase("postgres:", "it names no Host")]
    [TestCase("postgres:Host=db;Password=secret;part", "it is not well-formed")]
    [TestCase("postgres:Host=/nowhere;Username=scim;Password=secret", "cannot be reached")]
    [TestCase("postgres://scim:secret@127.0.0.1:1/scim", "The PostgreSQL server at 127.0.0.1:1 cannot be reached")]
    public async Task A_store_that_cannot_be_used_is_told_with_the_way_out(string store, string message)
    {
        using var process = Serve("--store", store);
        var end = await process.EndAsync();

        Assert.That(end.Errors, Does.Contain(message).And.Not.Contain("secret"));
        Assert.That(end.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task A_file_that_is_no_store_is_left_as_it_is()
    {
        var file = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(file, new string('x', 5_000));
        using var process = Serve("--store", $"sqlite:{file}");
        var end = await process.EndAsync();

        Assert.That(end.Errors, Does.Contain("is no SQLite database").And.Contain(file));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(new string('x', 5_000)));
    }

    private CliProcess Serve(params string[] options) => CliProcess.Start(["serve", "--urls", "http://127.0.0.1:0", .. options], _folder);

    private static async Task<HttpClient> ClientAsync(CliProcess process)
    {
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var client = new HttpClient { BaseAddress = new Uri(url + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await process.LineAsync("Token: "));
        return client;
    }

    private static async Task<string> CreateAsync(HttpClient client, string userName)
    {
        var answer = await client.PostAsync("Users", Body(userName));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    private static StringContent Body(string userName) => new(
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{userName}}"}""", Encoding.UTF8, "application/scim+json");
}
