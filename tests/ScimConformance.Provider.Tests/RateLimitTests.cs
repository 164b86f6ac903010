namespace ScimConformance.Provider.Tests;

/// <summary>Too many requests of one tenant.</summary>
internal sealed class RateLimitTests
{
    [Test]
    public async Task More_requests_than_the_limit_are_refused_for_this_tenant_only()
    {
        await using var provider = await TestProvider.StartAsync(options => options.Configure = provider => provider.RateLimit = new ScimRateLimit(1, Burst: 2));
        await provider.GetAsync("/Users");
        await provider.GetAsync("/Users");

        var refused = await provider.GetAsync("/Users");

        refused.IsError(429, null);
        Assert.Multiple(async () =>
        {
            Assert.That(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(0));
            Assert.That((await provider.GetAsync("/Users", ("Authorization", $"Bearer {ReferenceApplication.SecondToken}"))).Status, Is.EqualTo(200));
        });
    }

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    public void A_limit_below_one_is_refused_at_the_start(int perSecond, int burst) =>
        Assert.That(async () => await TestProvider.StartAsync(options => options.Configure = provider => provider.RateLimit = new ScimRateLimit(perSecond, burst)),
            Throws.InstanceOf<ArgumentException>());
}
