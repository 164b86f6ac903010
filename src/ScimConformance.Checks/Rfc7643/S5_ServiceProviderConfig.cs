using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 5: the service provider's configuration.</summary>
internal static class S5_ServiceProviderConfig
{
    private const string Path = "/ServiceProviderConfig";
    private static readonly string[] SchemeTypes = ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"];

    public static CheckGroup Group { get; } = new("RFC7643-5", "ServiceProviderConfig",
    [
        // patch, bulk, filter, changePassword, sort, etag: REQUIRED; supported: a Boolean value. REQUIRED.
        new()
        {
            Id = "CONFIG-SUPPORTED-001", Title = "each of the six features says whether it is supported",
            Verifies = ["RFC7643-5-01"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = await ReadAsync(scim);
                foreach (var feature in new[] { "patch", "bulk", "filter", "changePassword", "sort", "etag" })
                {
                    config.Expect(feature + ".supported").IsBoolean();
                }
            },
        },

        // maxOperations: REQUIRED. maxPayloadSize: REQUIRED.
        new()
        {
            Id = "CONFIG-BULK-001", Title = "bulk gives its limits",
            Verifies = ["RFC7643-5-02"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = await ReadAsync(scim);
                config.Expect("bulk.maxOperations").Satisfies(n => n.Integer() >= 0, "an integer, 0 or more");
                config.Expect("bulk.maxPayloadSize").Satisfies(n => n.Integer() >= 0, "an integer, 0 or more");
            },
        },

        // maxResults: an integer value specifying the maximum number of resources returned in a response. REQUIRED.
        new()
        {
            Id = "CONFIG-FILTER-001", Title = "filter gives its limit",
            Verifies = ["RFC7643-5-03"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim => (await ReadAsync(scim)).Expect("filter.maxResults").Satisfies(n => n.Integer() >= 0, "an integer, 0 or more"),
        },

        // authenticationSchemes: REQUIRED; type, name and description of each: REQUIRED.
        new()
        {
            Id = "CONFIG-SCHEMES-001", Title = "each authentication scheme has type, name and description",
            Verifies = ["RFC7643-5-04"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = await ReadAsync(scim);
                config.Expect("authenticationSchemes").IsArray();
                config.ExpectNone(
                    Schemes(config).Where(s => new[] { "type", "name", "description" }.Any(n => string.IsNullOrEmpty(s.Member(n).Text()))).Select(s => s.Show()),
                    "type, name and description in each");
            },
        },

        // Defined types: "oauth", "oauth2", "oauthbearertoken", "httpbasic", and "httpdigest".
        new()
        {
            Id = "CONFIG-SCHEMES-002", Title = "authentication schemes are of the defined types",
            Verifies = ["RFC7643-5-05"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = await ReadAsync(scim);
                config.ExpectNone(
                    Schemes(config).Select(s => s.Member("type")).Where(t => !SchemeTypes.Contains(t.Text()?.ToLowerInvariant())).Select(t => t.Show()),
                    $"types of {string.Join(", ", SchemeTypes)}");
            },
        },

        // To enable seamless discovery of configurations, the service provider SHOULD make the authenticationSchemes attribute publicly accessible without prior authentication.
        new()
        {
            Id = "CONFIG-PUBLIC-001", Title = "authentication schemes can be read without credentials",
            Verifies = ["RFC7643-5-06"], Needs = [Needs.ServiceProviderConfig, Needs.Credentials],
            Run = async scim =>
            {
                var reply = await scim.SendAsync(new ScimRequest("GET", Path) { Anonymous = true });
                reply.Accept(r => r.Is(200).With(reply.At("authenticationSchemes") is JsonArray, "with authenticationSchemes"));
            },
        },

        // All attributes have a mutability of "readOnly".
        new()
        {
            Id = "CONFIG-READONLY-001", Title = "the ServiceProviderConfig cannot be replaced",
            Verifies = ["RFC7643-5-07"], Needs = [Needs.ServiceProviderConfig], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                var before = await ReadAsync(scim);
                var body = (JsonObject)before.Json!.DeepClone();
                body["documentationUri"] = "https://example.com/changed";
                (await scim.PutAsync(Path, body)).Accept(r => r.IsNoServerError(), r => r.Is(501));
                (await scim.GetAsync(Path)).Require(r => r.Is(200).WithJsonObject()).Expect("documentationUri").IsNot("https://example.com/changed");
            },
        },

        // Unlike other core resources, the "id" attribute is not required for the service provider configuration resource.
        new()
        {
            Id = "CONFIG-META-001", Title = "meta.resourceType, where given, is ServiceProviderConfig",
            Verifies = ["RFC7643-5-08"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim => (await ReadAsync(scim)).Expect("meta.resourceType").Satisfies(
                t => t is null || t.Text() == "ServiceProviderConfig", "absent or \"ServiceProviderConfig\""),
        },

        // documentationUri: an HTTP-addressable URL pointing to the service provider's human-consumable help documentation.
        new()
        {
            Id = "CONFIG-URI-001", Title = "documentation addresses, where given, are HTTP URLs",
            Verifies = ["RFC7643-5-09"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = await ReadAsync(scim);
                var addresses = Schemes(config).SelectMany(s => new[] { s.Member("specUri"), s.Member("documentationUri") }).Append(config.At("documentationUri"));
                config.ExpectNone(addresses.Where(a => a is not null && !IsHttp(a)).Select(a => a.Show()), "absolute http(s) URLs");
            },
        },

        // supported: a Boolean value specifying whether or not the operation is supported.
        new()
        {
            Id = "CONFIG-HONEST-001", Title = "filter, advertised, filters",
            Verifies = ["RFC7643-5-10"], Needs = [Needs.ServiceProviderConfig, Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                var list = (await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\"")).Accept(r => r.Is(200));
                list.Judge(list.Ids is [var only] && only == user.Id, "this user alone", list.Describe());
            },
        },

        // supported: a Boolean value specifying whether or not the operation is supported.
        new()
        {
            Id = "CONFIG-HONEST-002", Title = "etag, advertised, gives users an ETag",
            Verifies = ["RFC7643-5-10"], Needs = [Needs.ServiceProviderConfig, Needs.Users, Needs.ETag],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                read.Judge(read.Header("ETag") is not null || read.At("meta.version") is not null, "an ETag header or meta.version", "neither");
            },
        },
    ]);

    /// <summary>The document; another check judges how it is answered.</summary>
    private static async Task<ScimResponse> ReadAsync(CheckContext scim) =>
        (await scim.GetOnceAsync(Path)).Require(r => r.Is(200).WithJsonObject().WithoutList());

    private static IEnumerable<JsonObject> Schemes(ScimResponse config) => (config.At("authenticationSchemes") as JsonArray)?.OfType<JsonObject>() ?? [];

    private static bool IsHttp(JsonNode? value) =>
        Uri.TryCreate(value.Text(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
