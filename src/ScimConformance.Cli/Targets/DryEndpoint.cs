using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Cli;

/// <summary>The reference provider under the address of somebody's endpoint, without a network between: keeps what is sent to it.</summary>
internal sealed class DryEndpoint : IAsyncDisposable
{
    private readonly HostedProvider _provider;
    private readonly List<RequestRecord> _sent = [];

    private DryEndpoint(HostedProvider provider, Uri url, CheckSettings settings)
    {
        _provider = provider;
        var credentials = settings.Credentials;
        var second = settings.SecondTenant ?? (settings.Url is null ? new SecondTenant(ScimCredentials.Bearer(ReferenceApplication.SecondToken), new Uri("http://localhost" + ReferenceApplication.SecondTenantPath)) : null);
        var target = new ScimTarget(url)
        {
            Scim11BaseUrl = settings.Scim11Url ?? (settings.Url is null ? new Uri("http://localhost" + ReferenceApplication.DefaultScim11Path) : null),
            Credentials = credentials,
            Timeout = settings.Timeout,
            CreateHandler = () => new Keeper(provider.CreateHandler(), credentials, second?.Credentials.Authorization, Keep),
        };
        Target = second is null ? target : target.WithSecondTenant(second.Credentials, second.Url);
    }

    public ScimTarget Target { get; }

    /// <summary>Starts it.</summary>
    /// <param name="settings">What the run was asked to do.</param>
    /// <param name="tolerant">Whether the provider tolerates what identity providers send.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DryEndpoint> StartAsync(CheckSettings settings, bool tolerant, CancellationToken cancellation)
    {
        var url = settings.Url ?? new Uri("http://localhost" + ReferenceApplication.DefaultPath);
        var options = new ReferenceOptions { Tolerance = tolerant ? ScimTolerance.All : ScimTolerance.None, Profile = settings.Profile, Path = Uri.UnescapeDataString(url.AbsolutePath).TrimEnd('/') };
        if (settings.Scim11Url is { } face)
        {
            options.Scim11Path = Uri.UnescapeDataString(face.AbsolutePath).TrimEnd('/');
            options.AllowedHosts.Add(face.Host);
            options.Path = face == url ? options.Scim11Path + "-of-2.0" : options.Path;
        }

        options.AllowedHosts.Add(url.Host);
        if (settings.SecondTenant?.Url is { } second && second.AbsolutePath != url.AbsolutePath)
        {
            options.TenantPath = Uri.UnescapeDataString(second.AbsolutePath).TrimEnd('/');
            options.AllowedHosts.Add(second.Host);
        }

        return new DryEndpoint(await HostedProvider.StartAsync(options, cancellation), url, settings);
    }

    /// <summary>What was sent since this was last asked.</summary>
    public IReadOnlyList<RequestRecord> Take()
    {
        lock (_sent)
        {
            RequestRecord[] taken = [.. _sent];
            _sent.Clear();
            return taken;
        }
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private void Keep(RequestRecord request)
    {
        lock (_sent)
        {
            _sent.Add(request);
        }
    }

    /// <summary>Keeps each request as it would be sent, and hands it on with credentials that the reference provider knows.</summary>
    private sealed class Keeper(HttpMessageHandler inner, ScimCredentials credentials, string? second, Action<RequestRecord> keep) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? Enumerable.Empty<KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues>>())
                .Select(h => new WireHeader(h.Key, h.Value.ToString()))
                .ToList();
            keep(new RequestRecord(request.Method.Method, request.RequestUri!, headers, body));
            if (second is not null && headers.Any(h => h.Name == "Authorization" && h.Value == second))
            {
                request.Headers.Remove("Authorization");
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ReferenceApplication.SecondToken}");
            }
            else if (!credentials.Exist || IsAuthenticated(headers))
            {
                request.Headers.Remove("Authorization");
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ReferenceApplication.DefaultToken}");
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private bool IsAuthenticated(List<WireHeader> headers) => credentials.Authorization is { } own
            ? headers.Any(h => h.Name == "Authorization" && h.Value == own)
            : credentials.Headers.All(headers.Contains);
    }
}
