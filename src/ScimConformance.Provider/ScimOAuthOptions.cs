namespace ScimConformance.Provider;

/// <summary>OAuth 2.0 for clients (RFC 6749 section 4.4): who may have access tokens, and how these are made. Needs <c>MapScimTokenEndpoint</c>.</summary>
public sealed class ScimOAuthOptions
{
    /// <summary>The shortest life of an access token.</summary>
    public static TimeSpan MinTokenLifetime { get; } = TimeSpan.FromMinutes(60);

    /// <summary>The longest life of an access token.</summary>
    public static TimeSpan MaxTokenLifetime { get; } = TimeSpan.FromMinutes(360);

    /// <summary>The clients. None means that there are no access tokens.</summary>
    public IList<ScimOAuthClient> Clients { get; } = [];

    /// <summary>Who may vouch for workloads with signed assertions (RFC 7523).</summary>
    public IList<ScimTokenIssuer> Issuers { get; } = [];

    /// <summary>How long an access token is good, from <see cref="MinTokenLifetime"/> to <see cref="MaxTokenLifetime"/>.</summary>
    /// <value>The default value is 60 minutes.</value>
    public TimeSpan TokenLifetime { get; set; } = MinTokenLifetime;

    /// <summary>
    /// Private keys as PEM or JWK: elliptic curves P-256, P-384 and P-521, or RSA of 2,048 bits and more. The first one signs; all verify, so
    /// that tokens survive a change of keys. Nodes that serve the same clients need the same keys. With none, a key is made at the start.
    /// </summary>
    public IList<string> SigningKeys { get; } = [];

    /// <summary>The name that stands as "iss" and "aud" in access tokens, which are for this provider alone.</summary>
    /// <value>The default value is "scim".</value>
    public string Name { get; set; } = "scim";
}

/// <summary>A client that may ask for access tokens.</summary>
public sealed record ScimOAuthClient
{
    /// <summary>The client identifier (RFC 6749 section 2.2).</summary>
    public required string Id { get; init; }

    /// <summary>The secrets, each good by itself, so that one can be replaced while the other is in use; none where only assertions are accepted.</summary>
    public IReadOnlyList<ScimClientSecret> Secrets { get; init; } = [];

    /// <summary>The workloads that need no secret, because an issuer vouches for them.</summary>
    public IReadOnlyList<ScimWorkload> Workloads { get; init; } = [];

    /// <summary>The tenant whose resources the client works on.</summary>
    /// <value><see cref="ScimTenant.Default"/>, unless set.</value>
    public string Tenant { get; init; } = ScimTenant.Default;

    /// <summary>The most that the client may do; the scopes of a token may ask for less.</summary>
    /// <value>Everything, unless set.</value>
    public ScimPermissions Permissions { get; init; } = ScimPermissions.All;

    /// <summary>The userName of the user that /Me is for this client (RFC 7644 section 3.11); null for nobody.</summary>
    public string? ActsAs { get; init; }
}

/// <summary>A secret of a client.</summary>
/// <param name="Value">The secret itself.</param>
public sealed record ScimClientSecret(string Value)
{
    /// <summary>When the secret stops being accepted; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Not the secret.</summary>
    public override string ToString() => "client secret";
}

/// <summary>A workload that acts as a client.</summary>
/// <param name="Issuer">The <see cref="ScimTokenIssuer.Name"/> of who vouches for it.</param>
/// <param name="Subject">The "sub" of its assertions.</param>
public sealed record ScimWorkload(string Issuer, string Subject);

/// <summary>Who signs assertions (RFC 7523), such as the platform that workloads run on.</summary>
public sealed record ScimTokenIssuer
{
    /// <summary>The "iss" of its assertions.</summary>
    public required string Name { get; init; }

    /// <summary>Its public keys: a JWK Set (RFC 7517), one JWK, or PEM.</summary>
    public required string Keys { get; init; }

    /// <summary>The "aud" that says that an assertion is meant for this provider.</summary>
    public required string Audience { get; init; }

    /// <summary>
    /// Whether an assertion may be used more than once. Some platforms hand a workload the same one for an hour; without need it is refused the
    /// second time.
    /// </summary>
    public bool AllowReuse { get; init; }
}
