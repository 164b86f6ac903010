using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Cli;

/// <summary>An endpoint that a run talks to: somebody's, or the reference provider in process.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly HostedProvider? _provider;

    private Endpoint(ScimTarget target, string description, HostedProvider? provider = null)
    {
        Target = target;
        Description = description;
        _provider = provider;
    }

    public ScimTarget Target { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>How it is configured, where that can be chosen; otherwise null.</summary>
    public string? Configuration { get; private init; }

    /// <summary>An endpoint on the network.</summary>
    public static Endpoint At(ScimTarget target) => new(
        target, target.IsScim11Only ? $"{target.BaseUrl.AbsoluteUri} (SCIM 1.1 alone)" : target.Scim11BaseUrl is { } face ? $"{target.BaseUrl.AbsoluteUri}, SCIM 1.1 at {face.AbsoluteUri}" : target.BaseUrl.AbsoluteUri);

    /// <summary>The reference provider in process.</summary>
    /// <param name="tolerant">Whether it tolerates what identity providers send, as <c>serve</c> does; else it is strict.</param>
    /// <param name="profile">The application that it behaves as, or null.</param>
    /// <param name="timeout">How long a request may take.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Endpoint> ReferenceAsync(bool tolerant, ApplicationProfile? profile, TimeSpan timeout, CancellationToken cancellation)
    {
        var options = new ReferenceOptions { Tolerance = tolerant ? ScimTolerance.All : ScimTolerance.None, Profile = profile };
        var provider = await HostedProvider.StartAsync(options, cancellation);
        var target = new ScimTarget(new Uri("http://localhost" + options.Path))
        {
            Scim11BaseUrl = new Uri("http://localhost" + options.Scim11Path),
            CreateHandler = provider.CreateHandler,
            Credentials = ScimCredentials.Bearer(ReferenceApplication.DefaultToken),
            Timeout = timeout,
        }.WithSecondTenant(ScimCredentials.Bearer(ReferenceApplication.SecondToken), new Uri("http://localhost" + ReferenceApplication.SecondTenantPath));
        return new Endpoint(target, $"the reference provider in process{(profile is null ? "" : $" as {profile.Name}")}, {(tolerant ? "tolerant as with 'serve'" : "strict as with 'serve --no-tolerance'")}", provider)
        {
            Configuration = tolerant ? "tolerant" : "strict",
        };
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;
}
