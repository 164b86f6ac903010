using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ScimConformance.Provider.Tests.Properties;

/// <summary>The provider and a plain model agree on what PATCH makes of a user.</summary>
[TestFixture]
internal sealed class PatchProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20251123, 1);

    private TestProvider scim = null!;
    private int users;
    private int refused;

    [OneTimeSetUp]
    public async Task StartAsync() => scim = await TestProvider.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public void Patch_does_what_the_model_does()
    {
        Check.One(Many, Prop.ForAll(
            PatchSamples.User.ToArbitrary(),
            PatchSamples.Operations.ToArbitrary(),
            (user, operations) => AgreesAsync(user, operations).GetAwaiter().GetResult()));
        Assert.That(refused, Is.InRange(200, users - 200), "samples that are refused, and samples that are not");
    }

    /// <summary>Whether the provider did what the model does; both sides are told where it did not.</summary>
    private async Task<Property> AgreesAsync(JsonObject user, JsonArray operations)
    {
        var sent = (JsonObject)user.DeepClone();
        sent["schemas"] = new JsonArray(Urn.User);
        sent["userName"] = $"user-{++users}";
        var created = (await scim.PostAsync("/Users", sent.ToJsonString())).Json;
        var before = Told(created);
        // "renamed" must not be taken by the user of an earlier sample.
        var text = operations.ToJsonString().Replace("\"renamed\"", $"\"renamed-{users}\"", StringComparison.Ordinal);
        var expected = PatchModel.Apply(before, (JsonArray)JsonNode.Parse(text)!);
        refused += expected is null ? 1 : 0;
        var answer = await scim.PatchAsync($"/Users/{(string)created["id"]!}", text[1..^1]);
        var after = (await scim.GetAsync($"/Users/{(string)created["id"]!}")).IsOk().Json;
        var schemas = after["schemas"]!.AsArray().Count == (after[Urn.Enterprise] is null ? 1 : 2);
        var holds = schemas && answer.Status == (expected is null ? 400 : 200) && JsonNode.DeepEquals(Told(after), expected ?? before);
        return holds.Label($"{before.ToJsonString()}\n{text}\nmodel: {expected?.ToJsonString() ?? "refused"}\nprovider: {answer.Status} {Told(after).ToJsonString()}");
    }

    /// <summary>What clients say of a user, without what the provider adds.</summary>
    private static JsonObject Told(JsonNode user)
    {
        var told = (JsonObject)user.DeepClone();
        foreach (var name in new[] { "schemas", "id", "meta" })
            told.Remove(name);
        return told;
    }
}
