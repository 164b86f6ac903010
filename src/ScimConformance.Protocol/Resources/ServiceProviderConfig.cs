using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Resources;

/// <summary>A way of authenticating (RFC 7643 section 5).</summary>
/// <param name="Type">oauth, oauth2, oauthbearertoken, httpbasic or httpdigest.</param>
/// <param name="Name">The scheme's common name.</param>
/// <param name="Description">What the scheme is.</param>
/// <param name="SpecUri">URL of the specification, or null.</param>
/// <param name="DocumentationUri">URL of documentation, or null.</param>
/// <param name="Primary">Whether this is the preferred scheme.</param>
public sealed record AuthenticationScheme(
    string Type, string Name, string Description, string? SpecUri = null, string? DocumentationUri = null, bool Primary = false)
{
    /// <summary>A bearer token (RFC 6750).</summary>
    public static AuthenticationScheme BearerToken { get; } = new(
        "oauthbearertoken", "OAuth Bearer Token", "A bearer token in the Authorization header", "https://www.rfc-editor.org/info/rfc6750");

    /// <summary>Access tokens that a client gets from a token endpoint (RFC 6749).</summary>
    public static AuthenticationScheme OAuth2 { get; } = new(
        "oauth2", "OAuth 2.0", "An access token, got from the token endpoint with client credentials, in the Authorization header", "https://www.rfc-editor.org/info/rfc6749");

    /// <summary>A user name and a password (RFC 7617).</summary>
    public static AuthenticationScheme HttpBasic { get; } = new(
        "httpbasic", "HTTP Basic", "A user name and a password in the Authorization header", "https://www.rfc-editor.org/info/rfc7617");
}

/// <summary>Ways of paging through results (RFC 9865 section 4). A number that is null is not published.</summary>
/// <param name="Cursor">Whether paging by cursor is supported.</param>
/// <param name="Index">Whether paging by index is supported.</param>
/// <param name="DefaultPaginationMethod">"cursor" or "index": the way of paging where the request names none; null where that is not published.</param>
/// <param name="DefaultPageSize">Resources on a page where the request gives no count.</param>
/// <param name="MaxPageSize">Most resources on a page, whatever count the request gives.</param>
/// <param name="CursorTimeout">Seconds for which a cursor is valid at least.</param>
public sealed record PaginationConfig(
    bool Cursor, bool Index, string? DefaultPaginationMethod = null, int? DefaultPageSize = null, int? MaxPageSize = null, int? CursorTimeout = null)
{
    internal static PaginationConfig Read(MessageReader json) => new(
        Whether(json, "cursor"), Whether(json, "index"), json.OptionalString("defaultPaginationMethod"),
        json.OptionalInteger("defaultPageSize"), json.OptionalInteger("maxPageSize"), json.OptionalInteger("cursorTimeout"));

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["cursor"] = Cursor, ["index"] = Index };
        if (DefaultPaginationMethod is not null)
            json["defaultPaginationMethod"] = DefaultPaginationMethod;
        foreach (var (name, value) in new[] { ("defaultPageSize", DefaultPageSize), ("maxPageSize", MaxPageSize), ("cursorTimeout", CursorTimeout) })
            if (value is { } number)
                json[name] = number;
        return json;
    }

    private static bool Whether(MessageReader json, string name) => json.OptionalBoolean(name) ?? throw json.Wrong(name, "true or false", null);
}

/// <summary>What a service provider supports (RFC 7643 section 5).</summary>
public sealed record ServiceProviderConfig
{
    /// <summary>URL of documentation for people, or null.</summary>
    public string? DocumentationUri { get; init; }

    /// <summary>Whether PATCH is supported.</summary>
    public bool PatchSupported { get; init; }

    /// <summary>Whether bulk requests are supported.</summary>
    public bool BulkSupported { get; init; }

    /// <summary>Most operations in a bulk request.</summary>
    public int BulkMaxOperations { get; init; }

    /// <summary>Most bytes in a bulk request.</summary>
    public int BulkMaxPayloadSize { get; init; }

    /// <summary>Whether filters are supported.</summary>
    public bool FilterSupported { get; init; }

    /// <summary>Most resources in a response.</summary>
    public int FilterMaxResults { get; init; }

    /// <summary>Whether a password can be changed.</summary>
    public bool ChangePasswordSupported { get; init; }

    /// <summary>Whether results can be sorted.</summary>
    public bool SortSupported { get; init; }

    /// <summary>Whether resources have ETags.</summary>
    public bool ETagSupported { get; init; }

    /// <summary>Ways of paging, or null where they are not published.</summary>
    public PaginationConfig? Pagination { get; init; }

    /// <summary>Supported ways of authenticating.</summary>
    public IReadOnlyList<AuthenticationScheme> AuthenticationSchemes { get; init; } = [];

    /// <summary>The resource as /ServiceProviderConfig shows it.</summary>
    /// <param name="location">The value of meta.location, or null to leave meta out.</param>
    public JsonObject ToJson(string? location = null)
    {
        var json = new JsonObject { ["schemas"] = new JsonArray(ScimUrn.ServiceProviderConfig) };
        if (DocumentationUri is not null)
            json["documentationUri"] = DocumentationUri;
        json["patch"] = Supported(PatchSupported);
        json["bulk"] = Supported(BulkSupported, ("maxOperations", BulkMaxOperations), ("maxPayloadSize", BulkMaxPayloadSize));
        json["filter"] = Supported(FilterSupported, ("maxResults", FilterMaxResults));
        json["changePassword"] = Supported(ChangePasswordSupported);
        json["sort"] = Supported(SortSupported);
        json["etag"] = Supported(ETagSupported);
        if (Pagination is not null)
            json["pagination"] = Pagination.ToJson();
        json["authenticationSchemes"] = new JsonArray([.. AuthenticationSchemes.Select(Write)]);
        if (location is not null)
            json["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfig", ["location"] = location };
        return json;
    }

    /// <summary>Reads a configuration of the form that /ServiceProviderConfig shows.</summary>
    /// <exception cref="ScimException">invalidValue, naming the field and its value.</exception>
    public static ServiceProviderConfig Parse(JsonNode? node)
    {
        var json = MessageReader.Object(node, "", ScimError.InvalidValue);
        var (bulk, filter) = (Feature(json, "bulk"), Feature(json, "filter"));
        return new ServiceProviderConfig
        {
            DocumentationUri = json.OptionalString("documentationUri"),
            PatchSupported = Supported(Feature(json, "patch")),
            BulkSupported = Supported(bulk),
            BulkMaxOperations = Limit(bulk, "maxOperations"),
            BulkMaxPayloadSize = Limit(bulk, "maxPayloadSize"),
            FilterSupported = Supported(filter),
            FilterMaxResults = Limit(filter, "maxResults"),
            ChangePasswordSupported = Supported(Feature(json, "changePassword")),
            SortSupported = Supported(Feature(json, "sort")),
            ETagSupported = Supported(Feature(json, "etag")),
            Pagination = json.OptionalObject("pagination") is { } pagination ? PaginationConfig.Read(pagination) : null,
            AuthenticationSchemes = [.. json.Objects("authenticationSchemes").Select(Read)],
        };
    }

    private static MessageReader Feature(MessageReader json, string name) =>
        json.OptionalObject(name) ?? throw json.Wrong(name, "an object with \"supported\"", null);

    private static bool Supported(MessageReader feature) =>
        feature.OptionalBoolean("supported") ?? throw feature.Wrong("supported", "true or false", null);

    private static int Limit(MessageReader feature, string name) =>
        feature.OptionalInteger(name) ?? throw feature.Wrong(name, "an integer", null);

    private static JsonObject Supported(bool supported, params (string Name, int Value)[] limits)
    {
        var json = new JsonObject { ["supported"] = supported };
        foreach (var (name, value) in limits)
            json[name] = value;
        return json;
    }

    private static JsonNode Write(AuthenticationScheme scheme)
    {
        var json = new JsonObject { ["type"] = scheme.Type, ["name"] = scheme.Name, ["description"] = scheme.Description };
        if (scheme.SpecUri is not null)
            json["specUri"] = scheme.SpecUri;
        if (scheme.DocumentationUri is not null)
            json["documentationUri"] = scheme.DocumentationUri;
        if (scheme.Primary)
            json["primary"] = true;
        return json;
    }

    private static AuthenticationScheme Read(MessageReader json) => new(
        json.String("type"), json.String("name"), json.String("description"),
        json.OptionalString("specUri"), json.OptionalString("documentationUri"), json.OptionalBoolean("primary") ?? false);
}
