using System.Net;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Provider;

/// <summary>What a service provider offers and how it behaves; set in <c>AddScimProvider</c>.</summary>
public sealed class ScimProviderOptions
{
    /// <summary>The schemas by which the provider works. <see cref="ResourceTypes"/> refer to them by URN.</summary>
    /// <value>User, Group and EnterpriseUser of RFC 7643, until changed.</value>
    public IList<Schema> Schemas { get; } = [CoreSchemas.User, CoreSchemas.Group, CoreSchemas.EnterpriseUser];

    /// <summary>The resource types with their endpoints and extensions.</summary>
    /// <value>User with EnterpriseUser, and Group, until changed.</value>
    public IList<ResourceType> ResourceTypes { get; } = [ResourceType.User, ResourceType.Group];

    /// <summary>The schemas that /Schemas shows in place of those the provider works by; null to show the truth.</summary>
    public IReadOnlyList<Schema>? PublishedSchemas { get; set; }

    /// <summary>Tolerance towards identity providers that leave the RFCs; see <see cref="ScimTolerance"/>.</summary>
    /// <value>None, until changed: the provider is strict.</value>
    public IReadOnlyList<IPatchCompatibility> Tolerance { get; set; } = ScimTolerance.None;

    /// <summary>The application behind the endpoint, as <see cref="Use"/> set it; null for one that leaves everything to the RFCs.</summary>
    public ApplicationProfile? Profile { get; private set; }

    /// <summary>The credentials that are accepted.</summary>
    public IList<ScimCredential> Credentials { get; } = [];

    /// <summary>OAuth 2.0 for clients; there is none until it has clients.</summary>
    public ScimOAuthOptions OAuth { get; set; } = new();

    /// <summary>
    /// A JSON file with more credentials, OAuth clients and token issuers; null for none. When it changes, it is read again within a second or
    /// so: a new token is added beside the old one, and the old one taken out when everyone has the new one.
    /// </summary>
    public string? CredentialsFile { get; set; }

    /// <summary>
    /// Whether the user as whom a client acts (<see cref="ScimCredential.ActsAs"/>) comes into being with a request to /Me where there is none, as
    /// accounts do at a first sign-in.
    /// </summary>
    /// <value>false, until changed: /Me is then answered with 404.</value>
    public bool CreatesMe { get; set; }

    /// <summary>How many requests each tenant may send; null for any number.</summary>
    public ScimRateLimit? RateLimit { get; set; }

    /// <summary>Whether requests without credentials are accepted. Without it, at least one credential must be configured.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Bounds on bodies, filters and PATCH requests.</summary>
    public ScimLimits Limits { get; set; } = ScimLimits.Default;

    /// <summary>The most resources on one page, and the size of a page when the client names none.</summary>
    /// <value>The default value is 200.</value>
    public int MaxResults { get; set; } = 200;

    /// <summary>How long a cursor can be used after the page that it came with (RFC 9865); published in whole seconds.</summary>
    /// <value>The default value is one hour.</value>
    public TimeSpan CursorTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A secret by which cursors are sealed (RFC 9865 section 5), for nodes that serve one base URL over different stores; changing it ends all
    /// walks. When null, a random key is made and kept where the resources are, so that all nodes over one database read each other's cursors.
    /// </summary>
    public string? CursorKey { get; set; }

    /// <summary>The most operations in one bulk request (RFC 7644 section 3.7.4). 0 switches bulk requests off.</summary>
    /// <value>The default value is 1000.</value>
    public int BulkMaxOperations { get; set; } = 1000;

    /// <summary>The most bytes in one bulk request (RFC 7644 section 3.7.4). 0 switches bulk requests off.</summary>
    /// <value>The default value is 1,048,576.</value>
    public int BulkMaxPayloadBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// The most members of a group that the answer to a PATCH repeats. That of a larger group is 204 (RFC 7644 section 3.5.2 leaves the choice), unless
    /// the request says by "attributes" or "excludedAttributes" what it wants to see.
    /// </summary>
    /// <value>The default value is 1,000.</value>
    public int MaxMembersInPatchAnswer { get; set; } = 1_000;

    /// <summary>
    /// The absolute URL under which clients reach the provider, such as <c>https://scim.example.com/v2</c>. It stands in Location, meta.location
    /// and $ref. When null the Host header of the connection is used.
    /// </summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>The same for the SCIM 1.1 face, such as <c>https://scim.example.com/v1</c>; null for what the Host header says.</summary>
    public Uri? PublicScim11BaseUrl { get; set; }

    /// <summary>Addresses of proxies whose X-Forwarded-Proto and X-Forwarded-Host headers are believed. From anyone else they are ignored.</summary>
    public IList<IPAddress> KnownProxies { get; } = [];

    /// <summary>Names that the Host header may have, without port; empty for any. Other names are answered with 400.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Iterations of PBKDF2 with SHA-256 for values of writeOnly attributes, such as passwords.</summary>
    /// <value>The default value is 600,000.</value>
    public int SecretIterations { get; set; } = 600_000;

    /// <summary>URL of documentation for people, shown in /ServiceProviderConfig; null for none.</summary>
    public string? DocumentationUri { get; set; }

    /// <summary>Makes the provider behave as an application does, in place of the <see cref="Schemas"/> and <see cref="ResourceTypes"/> there are.</summary>
    public void Use(ApplicationProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        Schemas.Clear();
        foreach (var schema in ProfileSchema.Schemas(profile))
            Schemas.Add(schema);
        ResourceTypes.Clear();
        foreach (var type in ProfileSchema.Types(profile))
            ResourceTypes.Add(type);
    }
}
