using System.Diagnostics;
using ScimConformance.Provider.Tests.V1;

namespace ScimConformance.Provider.Tests;

/// <summary>As many values as a body holds take a time in proportion to their number: compared each with each they would take minutes.</summary>
[TestFixture, NonParallelizable]
internal sealed class ManyValuesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestCase("\"type\":\"t{0}\"", 50_000)]
    [TestCase("\"value\":\"e{0}\"", 45_000)]
    public async Task A_user_with_thousands_of_values_is_created_and_changed(string member, int count)
    {
        await using var scim = await TestProvider.StartAsync();
        var (first, second) = (Values(member, 0, count), Values(member, 1, count));
        var watch = Stopwatch.StartNew();
        var id = await scim.CreateUserAsync("many", $"\"emails\":[{first}]");
        (await scim.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"many","emails":[{{second}}]}""")).IsOk();
        (await scim.PatchAsync($"/Users/{id}", $$"""{"op":"add","path":"emails","value":[{{first}}]}""")).IsOk();
        (await new Scim11Client(scim).PatchAsync($"/Users/{id}", $$"""{"schemas":["urn:scim:schemas:core:1.0"],"emails":[{{second}}]}""")).IsOk();
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
        Assert.That((await scim.ReadUserAsync(id))["emails"]!.AsArray(), Has.Count.EqualTo(count + 1));
    }

    [TestCase("\"op\":\"replace\",\"path\":\"emails[value eq \\\"e{0}\\\"].type\",\"value\":\"x\"")]
    [TestCase("\"op\":\"add\",\"path\":\"emails\",\"value\":[{{\"value\":\"n{0}\"}}]")]
    [TestCase("\"op\":\"remove\",\"path\":\"emails[value eq \\\"e{0}\\\"]\"")]
    public async Task Many_operations_on_many_values_are_refused_before_they_take_minutes_and_few_are_done(string operation)
    {
        await using var scim = await TestProvider.StartAsync();
        var id = await scim.CreateUserAsync("many", $"\"emails\":[{Values("\"value\":\"e{0}\"", 0, 40_000)}]");
        var before = (await scim.GetAsync($"/Users/{id}")).Headers["ETag"];
        var watch = Stopwatch.StartNew();
        (await scim.PatchAsync($"/Users/{id}", Values(operation, 0, 1000))).IsError(413, null);
        Assert.That(watch.Elapsed, Is.LessThan(Patience));
        Assert.That((await scim.GetAsync($"/Users/{id}")).Headers["ETag"], Is.EqualTo(before), "nothing of it was done");
        (await scim.PatchAsync($"/Users/{id}", Values(operation, 0, 10))).IsOk();
    }

    [Test]
    public async Task In_SCIM_1_1_too()
    {
        await using var scim = await TestProvider.StartAsync();
        var v1 = new Scim11Client(scim);
        var id = await scim.CreateUserAsync("many", $"\"emails\":[{Values("\"type\":\"t{0}\"", 0, 30_000)}]");
        static string Body(string deletions) => $$"""{"schemas":["urn:scim:schemas:core:1.0"],"emails":[{{deletions}}]}""";
        Scim11Client.IsError(await v1.PatchAsync($"/Users/{id}", Body(Values("\"type\":\"t{0}\",\"operation\":\"delete\"", 0, 20_000))), 413);
        (await v1.PatchAsync($"/Users/{id}", Body(Values("\"type\":\"t{0}\",\"operation\":\"delete\"", 0, 10)))).IsOk();
        (await v1.PatchAsync($"/Users/{id}", Body(Values("\"value\":\"nobody{0}\",\"operation\":\"delete\"", 0, 20_000)))).IsOk();
        Assert.That((await scim.ReadUserAsync(id))["emails"]!.AsArray(), Has.Count.EqualTo(29_990));
    }

    private static string Values(string member, int from, int count) =>
        string.Join(',', Enumerable.Range(from, count).Select(i => $"{{{string.Format(System.Globalization.CultureInfo.InvariantCulture, member, i)}}}"));
}
