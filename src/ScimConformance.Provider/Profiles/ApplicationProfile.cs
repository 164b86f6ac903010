using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Profiles;

/// <summary>
/// How an application behind a SCIM endpoint behaves where the RFCs leave it free: what it knows of users, what can be changed, what becomes of
/// a deactivated account. Written as a JSON object whose members are the properties of this type in camel case; <see cref="Parse"/> reads it.
/// </summary>
/// <remarks>
/// <para>
/// What RFC 7643 section 7 calls immutable is what such applications do with a login name: it comes with the creation and stays. A later value
/// is then no silent loss, because the client was told in /Schemas and is told again: PUT with another value SHOULD be answered with 400
/// mutability (RFC 7644 section 3.5.1), PATCH SHALL be (section 3.5.2). Applications that pass over such a value, as many do, break these sentences
/// however they declare it; <see cref="UnwantedChange.Tolerate"/> does so towards identity providers alone. readOnly would be wrong for it, because readOnly values are ignored in
/// POST too (section 3.3). What the application does not know at all is not declared; unknown attributes are passed over in POST and PUT, and in
/// PATCH where <see cref="UndeclaredAttributes"/> says so, which no sentence forbids. externalId stays writable: it belongs to the client
/// (RFC 7643 section 3.1).
/// </para>
/// <example><code>{ "extends": "thousandeyes", "name": "ours", "groups": "notFound", "deactivation": "delete" }</code></example>
/// </remarks>
public sealed record ApplicationProfile
{
    /// <summary>The name, for people and logs.</summary>
    public required string Name { get; init; }

    /// <summary>What the application is like, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// The attributes of RFC 7643 section 4.1 that the application knows, with their mutability. In JSON an object: <c>"emails": "immutable"</c>,
    /// or <c>"name": { "mutability": "immutable", "subAttributes": ["formatted"] }</c> to know a part only. userName must be among them.
    /// </summary>
    public required IReadOnlyList<ProfileUserField> UserAttributes { get; init; }

    /// <summary>URNs of the extensions of User; in JSON an array. The enterprise extension is the only one there is.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>What /Groups answers. In JSON "offered", "notFound", "notImplemented" or "emptyList".</summary>
    public GroupsEndpoint Groups { get; init; }

    /// <summary>The role of a user who is created without roles; null for none. In JSON <c>{ "value": "…", "display": "…" }</c>; "roles" must be a user attribute.</summary>
    public ProfileRole? DefaultRole { get; init; }

    /// <summary>What becomes of an account whose "active" turns false. In JSON "deactivate" or "delete".</summary>
    public Deactivation Deactivation { get; init; }

    /// <summary>
    /// What becomes of another value for an immutable attribute in PUT and PATCH, and of any value for a readOnly one in PATCH. In JSON "refuse", as
    /// the RFCs have it, "ignore", or "tolerate".
    /// </summary>
    public UnwantedChange FixedAttributes { get; init; }

    /// <summary>What becomes of a PATCH operation on an attribute that is not declared. In JSON "refuse", "ignore" or "tolerate".</summary>
    public UnwantedChange UndeclaredAttributes { get; init; }

    /// <summary>
    /// Accounts that the application knows outside the client's view; in JSON an array of <c>{ "email": "…", "id": "…" }</c>. A user who is created with
    /// such an address, as userName or among "emails", is linked: 201 with the account's identifier.
    /// </summary>
    public IReadOnlyList<KnownAccount> KnownAccounts { get; init; } = [];

    /// <summary>Other tenants whose users are known in the same way; in JSON an array of names.</summary>
    public IReadOnlyList<string> KnownTenants { get; init; } = [];

    /// <summary>The names of the profiles that come with the provider.</summary>
    public static IReadOnlyList<string> BuiltIn => BuiltInProfiles.Names;

    /// <summary>A profile that comes with the provider, by its name; null where there is none of that name.</summary>
    public static ApplicationProfile? Find(string name) => BuiltInProfiles.Find(name);

    /// <summary>Reads a profile from JSON. With <c>"extends"</c> it begins as the built-in profile of that name; each member replaces what that says.</summary>
    /// <exception cref="FormatException">The text is no profile; the message names the member, its value and what it may be.</exception>
    public static ApplicationProfile Parse(string json) => ProfileReader.Read(json);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A user attribute as an application knows it.</summary>
/// <param name="Name">Its name in RFC 7643 section 4.1.</param>
/// <param name="Mutability">Who may change it. The parts of a complex attribute have the same mutability.</param>
/// <param name="SubAttributes">The parts of a complex attribute that the application knows; null for all.</param>
public sealed record ProfileUserField(string Name, Mutability Mutability, IReadOnlyList<string>? SubAttributes = null);

/// <summary>A role that the application gives.</summary>
/// <param name="Value">The role's value.</param>
/// <param name="Display">The role for people to read; null for none.</param>
public sealed record ProfileRole(string Value, string? Display = null);

/// <summary>An account outside the client's view.</summary>
/// <param name="Email">Its e-mail address; letter case does not matter.</param>
/// <param name="Id">The identifier that it has, and keeps when it is linked.</param>
public sealed record KnownAccount(string Email, string Id);

/// <summary>What /Groups answers.</summary>
public enum GroupsEndpoint
{
    /// <summary>Groups are a resource type.</summary>
    Offered,

    /// <summary>404: there is no such endpoint.</summary>
    NotFound,

    /// <summary>501: not supported.</summary>
    NotImplemented,

    /// <summary>200 with an empty list for queries, as Okta asks of applications without groups; 404 for a single group, 501 for a creation.</summary>
    EmptyList,
}

/// <summary>What becomes of an account whose "active" turns false.</summary>
public enum Deactivation
{
    /// <summary>It stays, switched off.</summary>
    Deactivate,

    /// <summary>It is deleted; the answer to the change shows it for the last time.</summary>
    Delete,
}

/// <summary>What becomes of a change that the application does not make.</summary>
public enum UnwantedChange
{
    /// <summary>400, and nothing of the request is done.</summary>
    Refuse,

    /// <summary>It is passed over; the rest of the request is done.</summary>
    Ignore,

    /// <summary>
    /// It is passed over where <see cref="ScimProviderOptions.Tolerance"/> is set, because identity providers send what has changed in one request
    /// together with what cannot, and refused where the provider keeps to the RFCs.
    /// </summary>
    Tolerate,
}
