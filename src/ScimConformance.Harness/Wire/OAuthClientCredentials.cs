using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>How a client shows who it is at the token endpoint (RFC 6749 section 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>By HTTP Basic, which every authorization server must take.</summary>
    Basic,

    /// <summary>By <c>client_id</c> and <c>client_secret</c> in the body, for servers that want it so.</summary>
    Body,
}

/// <summary>Tokens of an authorization server by the client credentials grant (RFC 6749 section 4.4). A token is renewed before it expires. Safe for use from several tasks.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
public sealed class OAuthClientCredentials
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<string> _tokens = [];
    private long _obtained;
    private TimeSpan? _lifetime;
    private string? _vain;
    private volatile string? _authorization;

    /// <summary>Creates it; nothing is sent yet.</summary>
    /// <param name="tokenUrl">The token endpoint: https, or http on this machine.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="clientSecret">The client's secret.</param>
    /// <exception cref="ArgumentException">The URL would carry the secret in the clear, or is none; the message says so.</exception>
    public OAuthClientCredentials(Uri tokenUrl, string clientId, string clientSecret)
    {
        ArgumentNullException.ThrowIfNull(tokenUrl);
        if (!tokenUrl.IsAbsoluteUri || (tokenUrl.Scheme != Uri.UriSchemeHttps && !(tokenUrl.Scheme == Uri.UriSchemeHttp && tokenUrl.IsLoopback)))
        {
            throw new ArgumentException($"The token URL '{tokenUrl}' must be absolute and start with https:// (http:// on this machine alone): the client's secret is sent there.", nameof(tokenUrl));
        }

        (TokenUrl, ClientId, ClientSecret) = (tokenUrl, clientId, clientSecret);
    }

    /// <summary>The token endpoint.</summary>
    public Uri TokenUrl { get; }

    /// <summary>The client's id.</summary>
    public string ClientId { get; }

    /// <summary>The client's secret.</summary>
    public string ClientSecret { get; }

    /// <summary>The scopes asked for, separated by spaces; null for the server's choice.</summary>
    public string? Scope { get; init; }

    /// <summary>How the client shows who it is.</summary>
    public ClientAuthentication Authentication { get; init; }

    /// <summary>How long the token endpoint may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for expiry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the handler that sends; null for the network.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>The Authorization header's value by the token at hand; null before the first.</summary>
    internal string? Authorization => _authorization;

    /// <summary>The secret, as it is and as it is sent, and every token so far.</summary>
    internal IReadOnlyList<string> Secrets
    {
        get
        {
            lock (_tokens)
            {
                return [ClientSecret, BasicValue, .. _tokens];
            }
        }
    }

    private string BasicValue => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(ClientId)}:{WebUtility.UrlEncode(ClientSecret)}"));

    /// <summary>Makes sure that there is a token that is not about to expire.</summary>
    /// <exception cref="TokenException">The server gave none.</exception>
    internal async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        if (IsFresh)
        {
            return;
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!IsFresh)
            {
                await ObtainAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Renews a token that was refused, unless renewing was in vain before.</summary>
    /// <param name="refused">The Authorization header that was answered with 401.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether there is another token now.</returns>
    /// <exception cref="TokenException">The server gave none.</exception>
    internal async Task<bool> RenewAsync(string? refused, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_authorization != refused)
            {
                return true;
            }

            if (_vain == refused)
            {
                return false;
            }

            await ObtainAsync(cancellation).ConfigureAwait(false);

            // If this one is refused as well, the reason is not its age.
            _vain = _authorization;
            return _authorization != refused;
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFresh
    {
        get
        {
            if (_authorization is null)
            {
                return false;
            }

            // A token of a minute or less is used for half its life.
            return _lifetime is not { } lifetime || Clock.GetElapsedTime(_obtained) < (lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2);
        }
    }

    private async Task ObtainAsync(CancellationToken cancellation)
    {
        var (status, body) = await AskAsync(cancellation).ConfigureAwait(false);
        var reply = ScimJson.TryParse(body);
        if (status is < 200 or > 299 || reply.Member("access_token").Text() is not { Length: > 0 } token)
        {
            throw new TokenException($"The token endpoint {TokenUrl} gave no token: it answered {status} {Told(reply)}.{WayOut(reply.Member("error").Text())}");
        }

        if (reply.Member("token_type").Text() is { } type && !type.Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw new TokenException($"The token endpoint {TokenUrl} gave a token of type '{type}'; SCIM endpoints take bearer tokens (RFC 6750). Choose a client that gets those.");
        }

        lock (_tokens)
        {
            _tokens.Add(token);
        }

        _obtained = Clock.GetTimestamp();
        _lifetime = Seconds(reply.Member("expires_in"));
        _authorization = $"Bearer {token}";
    }

    private async Task<(int Status, byte[] Body)> AskAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient(CreateHandler?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        using var timeout = new CancellationTokenSource(Timeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenUrl) { Content = new FormUrlEncodedContent(Form()) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Authentication == ClientAuthentication.Basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicValue);
        }

        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException e)
        {
            throw new TokenException($"The token endpoint {TokenUrl} cannot be reached: {(e.InnerException ?? e).Message.TrimEnd('.')}. Check --oauth-token-url.", e);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TokenException($"The token endpoint {TokenUrl} gave no answer within {Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s. Check --oauth-token-url, or raise --timeout.", e);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "client_credentials");
        if (Scope is not null)
        {
            yield return new("scope", Scope);
        }

        if (Authentication == ClientAuthentication.Body)
        {
            yield return new("client_id", ClientId);
            yield return new("client_secret", ClientSecret);
        }
    }

    /// <summary>What the server says is wrong (RFC 6749 section 5.2), nothing else of its answer: that may repeat secrets.</summary>
    private string Told(JsonNode? reply)
    {
        var told = string.Join(": ", new[] { reply.Member("error").Text(), reply.Member("error_description").Text() }.OfType<string>());
        return new Redactor(Secrets).Text(told.Length > 0 ? told.ReplaceLineEndings(" ") : "without an error of RFC 6749");
    }

    private static string WayOut(string? error) => error switch
    {
        "invalid_client" => " Check --client-id and --client-secret, or try --client-auth body.",
        "invalid_scope" => " Check --scope.",
        "unauthorized_client" or "unsupported_grant_type" => " The client must be allowed the client credentials grant.",
        _ => " Check --oauth-token-url, --client-id, --client-secret and --scope.",
    };

    private static TimeSpan? Seconds(JsonNode? value) =>
        long.TryParse(value.Text() ?? value?.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : null;
}
