namespace ScimConformance.Harness;

/// <summary>An endpoint under test: where it is, how to reach it and with which credentials. A check cannot tell an in-process target from a remote one.</summary>
public sealed class ScimTarget
{
    private RequestPacing _pacing = new();

    /// <summary>Creates a target.</summary>
    /// <param name="baseUrl">The SCIM base URL, absolute http or https, with or without trailing slash, for example <c>https://example.com/scim/v2</c>.</param>
    /// <exception cref="ArgumentException">The URL is relative, has another scheme, or has a query or fragment (RFC 7644 section 1.3).</exception>
    public ScimTarget(Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        BaseUrl = Checked(baseUrl);
    }

    /// <summary>The base URL without trailing slash.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The base URL of the endpoint's SCIM 1.1 face, for example <c>https://example.com/scim/v1</c>, without trailing slash; null where it has none.</summary>
    /// <exception cref="ArgumentException">The URL cannot be a base URL, for the same reasons as <see cref="BaseUrl"/>.</exception>
    public Uri? Scim11BaseUrl { get; init => field = value is null ? null : Checked(value); }

    /// <summary>Whether the endpoint speaks SCIM 1.1 and nothing else: both base URLs are the same.</summary>
    public bool IsScim11Only => BaseUrl == Scim11BaseUrl;

    /// <summary>What requests authenticate with.</summary>
    public ScimCredentials Credentials { get; init; } = ScimCredentials.None;

    /// <summary>Makes the innermost handler, for example a test server's; null for the network.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>How long one request may take before it is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for durations and time-outs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Keeps the book of what is created there.</summary>
    public IRunJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>Keeps the pace of requests.</summary>
    public RequestPacing Pacing { get => _pacing; init => _pacing = value; }

    /// <summary>How many people a check that puts load on the endpoint may create; 0 for no such check.</summary>
    public int Load { get; private set; }

    /// <summary>The endpoint as a client of another tenant reaches it, by which checks see whether tenants are kept apart; null where the run has no second tenant.</summary>
    public ScimTarget? SecondTenant { get; private set; }

    /// <summary>The same target with a second tenant, reached in the same way.</summary>
    /// <param name="credentials">Credentials of another tenant; not of another client of the same one.</param>
    /// <param name="baseUrl">Its base URL; null where tenants are told apart by credentials alone.</param>
    /// <param name="journal">Keeps the book of what is created there; null for none.</param>
    /// <exception cref="ArgumentException">The URL is no base URL.</exception>
    public ScimTarget WithSecondTenant(ScimCredentials credentials, Uri? baseUrl = null, IRunJournal? journal = null)
    {
        var copy = (ScimTarget)MemberwiseClone();
        copy.SecondTenant = new ScimTarget(baseUrl ?? BaseUrl)
        {
            Credentials = credentials,
            CreateHandler = CreateHandler,
            Timeout = Timeout,
            Clock = Clock,
            Pacing = Pacing,
            Journal = journal ?? NoJournal.Instance,
        };
        return copy;
    }

    /// <summary>The same target with permission to put load on it.</summary>
    /// <param name="people">How many people a check may create; 0 for no load.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="people"/> is negative.</exception>
    public ScimTarget WithLoad(int people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        var copy = (ScimTarget)MemberwiseClone();
        copy.Load = people;
        return copy;
    }

    /// <summary>The same target at a pace of its own.</summary>
    /// <param name="pacing">Keeps the pace of requests.</param>
    public ScimTarget WithPacing(RequestPacing pacing)
    {
        var copy = (ScimTarget)MemberwiseClone();
        copy._pacing = pacing;
        return copy;
    }

    /// <summary>Whether the target is on this machine or in this process, so that a run needs no consent to side effects.</summary>
    public bool IsLocal => CreateHandler is not null || BaseUrl.IsLoopback;

    /// <summary>A new innermost handler. The network handler follows no redirects and keeps no cookies.</summary>
    /// <param name="configure">Adjusts network handlers, for clients whose wire is not HttpClient's own; other handlers have no wire.</param>
    public HttpMessageHandler NewHandler(Action<SocketsHttpHandler>? configure = null)
    {
        if (CreateHandler is null)
        {
            return new RenewingHandler(() => NewNetworkHandler(configure));
        }

        var handler = CreateHandler();
        if (handler is SocketsHttpHandler sockets)
        {
            configure?.Invoke(sockets);
        }

        return handler;
    }

    private static Uri Checked(Uri baseUrl)
    {
        if (!baseUrl.IsAbsoluteUri || (baseUrl.Scheme != Uri.UriSchemeHttp && baseUrl.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The base URL '{baseUrl}' must be absolute and start with http:// or https://.", nameof(baseUrl));
        }

        if (baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0)
        {
            throw new ArgumentException($"The base URL '{baseUrl}' must not have a query or a fragment (RFC 7644 section 1.3).", nameof(baseUrl));
        }

        return new Uri(baseUrl.AbsoluteUri.TrimEnd('/'));
    }

    private SocketsHttpHandler NewNetworkHandler(Action<SocketsHttpHandler>? configure)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // No tracing headers: what is sent follows from the seed alone.
            ActivityHeadersPropagator = null,
            ConnectTimeout = Timeout,
            // Servers close connections that are idle, some after five seconds already, and a request that meets the closing is lost.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        };
        configure?.Invoke(handler);
        return handler;
    }
}
