using System.Text;

namespace ScimConformance.Harness;

/// <summary>What requests authenticate with: the value of the Authorization header, further headers, and the secrets in them that no report may show.</summary>
public sealed class ScimCredentials
{
    /// <summary>Shorter values of headers are blotted in their header alone: anywhere else they would be words and numbers of their own.</summary>
    private const int ShortestHeaderBlottedAnywhere = 8;

    private readonly string? _authorization;
    private readonly OAuthClientCredentials? _tokens;
    private readonly IReadOnlyList<string> _secrets;

    private ScimCredentials(string? authorization, IEnumerable<string> secrets, OAuthClientCredentials? tokens = null, IReadOnlyList<WireHeader>? headers = null)
    {
        _authorization = authorization;
        _tokens = tokens;
        _secrets = secrets.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        Headers = headers ?? [];
    }

    /// <summary>No Authorization header.</summary>
    public static ScimCredentials None { get; } = new(null, []);

    /// <summary>The Authorization header's value, or null for none. With tokens of an authorization server it is that of the token at hand, null before the first.</summary>
    public string? Authorization => _tokens?.Authorization ?? _authorization;

    /// <summary>Further headers that go with each request.</summary>
    public IReadOnlyList<WireHeader> Headers { get; }

    /// <summary>Whether there are any.</summary>
    public bool Exist => _authorization is not null || _tokens is not null || Headers.Count > 0;

    /// <summary>The strings to blot out of every report. It grows when tokens are renewed.</summary>
    public IReadOnlyList<string> Secrets => _tokens is null ? _secrets : [.. _secrets, .. _tokens.Secrets];

    /// <summary>Whether <see cref="Headers"/> are all that requests authenticate with, so that a request without credentials goes without them too. Beside an Authorization header they are for routing, and go with every request.</summary>
    internal bool HeadersAuthenticate => _authorization is null && _tokens is null;

    /// <summary>A bearer token (RFC 6750).</summary>
    public static ScimCredentials Bearer(string token) => new($"Bearer {token}", [token]);

    /// <summary>User name and password (RFC 7617), encoded as UTF-8.</summary>
    public static ScimCredentials Basic(string user, string password)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return new($"Basic {encoded}", [encoded, password]);
    }

    /// <summary>Bearer tokens of an authorization server.</summary>
    public static ScimCredentials OAuth(OAuthClientCredentials client) => new(null, [], client);

    /// <summary>The same credentials with further headers; a header <c>Authorization</c> is the Authorization header.</summary>
    /// <exception cref="ArgumentException">There is an Authorization header already.</exception>
    public ScimCredentials With(IEnumerable<WireHeader> headers)
    {
        var all = headers.ToList();
        var authorization = all.Where(h => h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToList();
        if (authorization.Count + (_authorization is null && _tokens is null ? 0 : 1) > 1)
        {
            throw new ArgumentException("There is more than one Authorization header.", nameof(headers));
        }

        var given = authorization.FirstOrDefault();
        var further = all.Where(h => !h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).ToList();
        return new ScimCredentials(
            given ?? _authorization,
            [.. _secrets, .. given is null ? Array.Empty<string>() : [given[(given.IndexOf(' ') + 1)..]], .. further.Select(h => h.Value).Where(v => v.Length >= ShortestHeaderBlottedAnywhere)],
            _tokens,
            [.. Headers, .. further]);
    }

    /// <summary>The same credentials, with a made-up token where one would be asked for: for runs that send nothing.</summary>
    /// <param name="madeUp">The token.</param>
    public ScimCredentials WithoutAsking(string madeUp) => _tokens is null ? this : new ScimCredentials($"Bearer {madeUp}", [.. _secrets, madeUp, .. _tokens.Secrets], headers: Headers);

    /// <summary>Makes sure that <see cref="Authorization"/> is good for a request now.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TokenException">An authorization server gave no token.</exception>
    public ValueTask PrepareAsync(CancellationToken cancellation = default) => _tokens?.PrepareAsync(cancellation) ?? ValueTask.CompletedTask;

    /// <summary>Renews what was answered with 401, where it can be renewed.</summary>
    /// <param name="refused">The Authorization header that was refused.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is worth another try.</returns>
    /// <exception cref="TokenException">An authorization server gave no token.</exception>
    public Task<bool> RenewAsync(string? refused, CancellationToken cancellation = default) => _tokens?.RenewAsync(refused, cancellation) ?? Task.FromResult(false);
}
