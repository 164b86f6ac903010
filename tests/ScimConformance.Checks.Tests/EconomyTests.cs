using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>Somebody's real system pays for every request.</summary>
public sealed class EconomyTests
{
    private const double MostRequestsForEachCheck = 4;

    [Test]
    public async Task A_check_needs_four_requests_on_average_clean_up_included()
    {
        var catalogue = FullCatalogue.Instance;
        var requests = 0;
        foreach (var entries in catalogue.Entries.GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
        {
            await using var provider = await ReferenceProvider.StartAsync(tolerant: entries.Key);
            var target = new ScimTarget(provider.Target.BaseUrl)
            {
                Scim11BaseUrl = provider.Target.Scim11BaseUrl,
                Credentials = provider.Target.Credentials,
                CreateHandler = () => new Counter(provider.Server.CreateHandler(), () => Interlocked.Increment(ref requests)),
            }.WithSecondTenant(provider.Target.SecondTenant!.Credentials, provider.Target.SecondTenant.BaseUrl);
            using var runner = await CheckRunner.ConnectAsync(target, new TestDataOptions { Seed = 1 });
            await new PlanRunner(runner).RunAsync(entries.ToList());
        }

        TestContext.Out.WriteLine($"{requests} requests, {catalogue.Entries.Count} checks");
        Assert.That((double)requests / catalogue.Entries.Count, Is.LessThanOrEqualTo(MostRequestsForEachCheck), $"{requests} requests, {catalogue.Entries.Count} checks");
    }

    private sealed class Counter(HttpMessageHandler inner, Action count) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
