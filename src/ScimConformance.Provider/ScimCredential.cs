namespace ScimConformance.Provider;

/// <summary>What a client may present in the Authorization header.</summary>
public sealed record ScimCredential
{
    private ScimCredential(ScimCredentialScheme scheme, string secret) => (Scheme, Secret) = (scheme, secret);

    /// <summary>The scheme.</summary>
    public ScimCredentialScheme Scheme { get; }

    /// <summary>When the credential stops being accepted; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the client may only read; writing is then answered with 403.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What the client may do, less what <see cref="ReadOnly"/> takes away.</summary>
    /// <value>Everything, unless set.</value>
    public ScimPermissions Permissions { get; init; } = ScimPermissions.All;

    /// <summary>The tenant whose resources the client works on.</summary>
    /// <value><see cref="ScimTenant.Default"/>, unless set.</value>
    public string Tenant { get; init; } = ScimTenant.Default;

    /// <summary>What logs call the client; the scheme where null. It must not be a secret.</summary>
    public string? Name { get; init; }

    /// <summary>The userName of the user that /Me is for this client (RFC 7644 section 3.11); null for nobody.</summary>
    public string? ActsAs { get; init; }

    /// <summary>The token, or "user:password".</summary>
    internal string Secret { get; }

    /// <summary>A bearer token (RFC 6750).</summary>
    /// <exception cref="ArgumentException">The token is empty or has white space.</exception>
    public static ScimCredential Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return token.Any(char.IsWhiteSpace)
            ? throw new ArgumentException("A bearer token cannot have white space; RFC 6750 section 2.1 lists its characters.", nameof(token))
            : new ScimCredential(ScimCredentialScheme.Bearer, token);
    }

    /// <summary>A user name and a password for HTTP Basic (RFC 7617).</summary>
    /// <exception cref="ArgumentException">The user name is empty or has a colon.</exception>
    public static ScimCredential Basic(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(password);
        return user.Contains(':')
            ? throw new ArgumentException($"The user name \"{user}\" has a colon, which HTTP Basic uses to end the name (RFC 7617 section 2).", nameof(user))
            : new ScimCredential(ScimCredentialScheme.Basic, $"{user}:{password}");
    }

    /// <summary>The scheme alone: the secret is never shown.</summary>
    public override string ToString() => $"{Scheme} credential";
}

/// <summary>How a credential is presented.</summary>
public enum ScimCredentialScheme
{
    /// <summary>Authorization: Bearer.</summary>
    Bearer,

    /// <summary>Authorization: Basic.</summary>
    Basic,
}
