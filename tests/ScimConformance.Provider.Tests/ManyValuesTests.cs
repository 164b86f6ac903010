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

    private static string Values(string member, int from, int count) =>
        string.Join(',', Enumerable.Range(from, count).Select(i => $"{{{string.Format(System.Globalization.CultureInfo.InvariantCulture, member, i)}}}"));
}
