using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Endpoint.Tests;

/// <summary>Everything, against the endpoint that the settings name; without one, against the reference provider in process.</summary>
[TestFixture]
public sealed class EndpointTests : ScimConformanceFixture, IAsyncDisposable
{
    private readonly List<ReferenceProvider> _providers = [];

    protected override ScimTarget CreateTarget() => EndpointParameters.Target();

    // Where an RFC and an identity provider demand opposite answers no endpoint can please both: the reference provider has a configuration for each.
    protected override ScimTarget CreateTarget(string spec)
    {
        if (EndpointParameters.BaseUrl is not null)
        {
            return CreateTarget();
        }

        var provider = ReferenceProvider.StartAsync(tolerant: FullCatalogue.NeedsTolerance(spec)).GetAwaiter().GetResult();
        _providers.Add(provider);
        // Load is asked for, because it takes time; here it is a second.
        return provider.Target.WithLoad(10);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }
}
