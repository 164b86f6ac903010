using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Provider;

/// <summary>What can be chosen about the <see cref="ReferenceApplication"/>.</summary>
public sealed class ReferenceOptions
{
    /// <summary>The path of the base URL.</summary>
    public string Path { get; set; } = ReferenceApplication.DefaultPath;

    /// <summary>The path of the base URL of the SCIM 1.1 face over the same resources; null for none, and none where <see cref="Path"/> is the same.</summary>
    public string? Scim11Path { get; set; } = ReferenceApplication.DefaultScim11Path;

    /// <summary>The path with <see cref="ScimTenant.PathParameter"/> in it at which each tenant has a base URL of its own; null for none.</summary>
    public string? TenantPath { get; set; } = ReferenceApplication.DefaultTenantPath;

    /// <summary>
    /// The accepted credentials; when empty, and neither <see cref="CredentialsFile"/> nor clients of <see cref="OAuth"/> are given, <see cref="ReferenceApplication.DefaultToken"/> as a bearer token and
    /// <see cref="ReferenceApplication.SecondToken"/> for a second tenant.
    /// </summary>
    public IList<ScimCredential> Credentials { get; } = [];

    /// <summary>A JSON file with more credentials; see <see cref="ScimProviderOptions.CredentialsFile"/>.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>OAuth 2.0 for clients, with the token endpoint at <see cref="ReferenceApplication.TokenPath"/>; there is none until it has clients.</summary>
    public ScimOAuthOptions OAuth { get; } = new();

    /// <summary>How many requests each tenant may send; null for any number.</summary>
    public ScimRateLimit? RateLimit { get; set; }

    /// <summary>Whether there is a token endpoint: for clients of <see cref="OAuth"/>, and for those that the file may come to have.</summary>
    public bool HasTokenEndpoint => OAuth.Clients.Count > 0 || CredentialsFile is not null;

    /// <summary>Whether clients are let in by anything but the credentials that everyone knows.</summary>
    internal bool HasOwnCredentials => Credentials.Count > 0 || HasTokenEndpoint;

    /// <summary>Tolerance towards identity providers; none unless set.</summary>
    public IReadOnlyList<IPatchCompatibility> Tolerance { get; set; } = ScimTolerance.None;

    /// <summary>
    /// Names that the Host header may have, without port; empty for any. The names of this machine unless chosen otherwise, so that a spoofed
    /// host does not get into locations.
    /// </summary>
    public IList<string> AllowedHosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// The URL under which clients reach the root of this host from outside, as through a proxy; null for what the Host header says. Then it stands in
    /// Location, meta.location and $ref, and its host is one of <see cref="AllowedHosts"/> unless these are any.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Where resources are kept: "memory", "sqlite:FILE" or "postgres:CONNECTION" with a connection string or URL.
    /// </summary>
    public string Store { get; set; } = "memory";

    /// <summary>The application that the provider behaves as, in place of the standard schemas and resource types; null for none.</summary>
    public ApplicationProfile? Profile { get; set; }

    /// <summary>How many users, made up from their number, exist from the start.</summary>
    public int SeedUsers { get; set; }

    /// <summary>Changes the provider's options after the reference configuration is in them.</summary>
    public Action<ScimProviderOptions>? Configure { get; set; }
}
