using System.Security.Cryptography;
using System.Text;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.OAuth;

/// <summary>A client in the form in which requests use it.</summary>
internal sealed class OAuthClient
{
    private readonly (byte[] Hash, DateTimeOffset? ExpiresAt)[] secrets;
    private readonly Caller?[] callers = new Caller?[(int)ScimPermissions.All + 1];
    private readonly Tenant tenant;

    /// <exception cref="ArgumentException">The client has no identifier, or a secret that is empty.</exception>
    internal OAuthClient(ScimOAuthClient definition, TenantDirectory tenants)
    {
        if (string.IsNullOrWhiteSpace(definition.Id))
            throw new ArgumentException("An OAuth client has no id; give it one.");
        if (definition.Secrets.Count == 0 && definition.Workloads.Count == 0)
            throw new ArgumentException($"The OAuth client \"{definition.Id}\" has neither a secret nor a workload, so it could never get a token.");
        if (definition.Secrets.Any(secret => string.IsNullOrWhiteSpace(secret.Value)))
            throw new ArgumentException($"A secret of the OAuth client \"{definition.Id}\" is empty.");
        Definition = definition;
        tenant = tenants.Of(ScimTenant.CheckName(definition.Tenant));
        secrets = [.. definition.Secrets.Select(secret => (Hash(secret.Value), secret.ExpiresAt))];
    }

    internal ScimOAuthClient Definition { get; }

    internal string Id => Definition.Id;

    /// <summary>Whether a secret is one of the client's; all are compared, each in constant time.</summary>
    internal bool Accepts(string secret, DateTimeOffset now)
    {
        var hash = Hash(secret);
        var accepted = false;
        foreach (var (expected, expiresAt) in secrets)
            accepted |= CryptographicOperations.FixedTimeEquals(hash, expected) & !(expiresAt <= now);
        return accepted;
    }

    /// <summary>The client with these permissions, as far as it has them itself.</summary>
    internal Caller With(ScimPermissions permissions)
    {
        var granted = permissions & Definition.Permissions & ScimPermissions.All;
        return callers[(int)granted] ??= new Caller(tenant, Id, granted, Definition.ActsAs);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
