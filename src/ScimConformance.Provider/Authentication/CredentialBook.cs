using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ScimConformance.Protocol.Resources;
using ScimConformance.Provider.OAuth;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Authentication;

/// <summary>All credentials that are accepted at one time. A change makes a new book, so that a request sees one state of it.</summary>
internal sealed class CredentialBook
{
    private readonly (ScimCredential Credential, byte[] Hash, Caller Caller)[] known;
    private readonly FrozenDictionary<string, OAuthClient> clients;
    private readonly FrozenDictionary<string, TrustedIssuer> issuers;
    private readonly FrozenDictionary<(string Issuer, string Subject), OAuthClient> workloads;

    /// <exception cref="ArgumentException">The credentials contradict each other.</exception>
    internal CredentialBook(
        IReadOnlyList<ScimCredential> credentials, IReadOnlyList<ScimOAuthClient> clients, IReadOnlyList<ScimTokenIssuer> issuers, TenantDirectory tenants, TimeProvider clock)
    {
        known = [.. credentials.Select(credential => (credential, Hash(credential.Secret), CallerOf(credential, tenants)))];
        this.clients = Unique(clients.Select(client => new OAuthClient(client, tenants)), client => client.Id, "OAuth clients have the id");
        this.issuers = Unique(issuers.Select(issuer => new TrustedIssuer(issuer, clock)), issuer => issuer.Definition.Name, "token issuers have the name");
        foreach (var (client, workload) in clients.SelectMany(client => client.Workloads.Select(workload => (client, workload))))
            if (!this.issuers.ContainsKey(workload.Issuer))
                throw new ArgumentException($"The OAuth client \"{client.Id}\" has a workload of the issuer \"{workload.Issuer}\", which is not among the token issuers.");
        workloads = Unique(this.clients.Values.SelectMany(client => client.Definition.Workloads.Select(workload => (Key: (workload.Issuer, workload.Subject), Client: client))),
            workload => workload.Key, "workloads have the issuer and subject").ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Client);
        // RFC 6750 section 3.1: only a request that had a token learns that it was invalid.
        Challenges = [.. ChallengesWith("Bearer realm=\"SCIM\"")];
        ChallengesAfterWrong = [.. ChallengesWith("Bearer realm=\"SCIM\", error=\"invalid_token\"")];
        Schemes = [.. SchemesOf()];
    }

    /// <summary>How a client may authenticate, for the header WWW-Authenticate.</summary>
    internal string[] Challenges { get; }

    /// <summary>The same for a client that has tried.</summary>
    internal string[] ChallengesAfterWrong { get; }

    /// <summary>How a client may authenticate, for /ServiceProviderConfig.</summary>
    internal IReadOnlyList<AuthenticationScheme> Schemes { get; }

    internal bool IsEmpty => known.Length == 0 && clients.Count == 0;

    internal bool HasClients => clients.Count > 0;

    /// <summary>Whose secret this is. All are compared, each in constant time, so that time tells nothing about any of them.</summary>
    internal Caller? Find(ScimCredentialScheme scheme, string secret, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        Caller? found = null;
        foreach (ref readonly var entry in known.AsSpan())
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash) & entry.Credential.Scheme == scheme && !(entry.Credential.ExpiresAt <= now))
                found = entry.Caller;
        return found;
    }

    internal OAuthClient? FindClient(string? id) => id is null ? null : clients.GetValueOrDefault(id);

    internal TrustedIssuer? FindIssuer(string? name) => name is null ? null : issuers.GetValueOrDefault(name);

    internal OAuthClient? FindWorkload(string issuer, string subject) => workloads.GetValueOrDefault((issuer, subject));

    private IEnumerable<string> ChallengesWith(string bearer)
    {
        if (HasClients || known.Any(entry => entry.Credential.Scheme == ScimCredentialScheme.Bearer))
            yield return bearer;
        if (known.Any(entry => entry.Credential.Scheme == ScimCredentialScheme.Basic))
            yield return "Basic realm=\"SCIM\", charset=\"UTF-8\"";
    }

    private IEnumerable<AuthenticationScheme> SchemesOf()
    {
        var bearer = known.Any(entry => entry.Credential.Scheme == ScimCredentialScheme.Bearer);
        if (bearer)
            yield return AuthenticationScheme.BearerToken with { Primary = true };
        if (HasClients)
            yield return AuthenticationScheme.OAuth2 with { Primary = !bearer };
        if (known.Any(entry => entry.Credential.Scheme == ScimCredentialScheme.Basic))
            yield return AuthenticationScheme.HttpBasic with { Primary = !bearer && !HasClients };
    }

    private static Caller CallerOf(ScimCredential credential, TenantDirectory tenants) => new(
        tenants.Of(ScimTenant.CheckName(credential.Tenant)), credential.Name ?? credential.Scheme.ToString(),
        credential.ReadOnly ? credential.Permissions & ScimPermissions.Read : credential.Permissions, credential.ActsAs);

    private static FrozenDictionary<TKey, T> Unique<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, string what)
        where TKey : notnull
    {
        var all = items.ToList();
        return all.GroupBy(key).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"{twice.Count()} {what} \"{twice.Key}\"; each is given once.")
            : all.ToFrozenDictionary(key);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
