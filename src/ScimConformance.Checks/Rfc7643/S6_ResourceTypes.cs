using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 6: resource types.</summary>
internal static class S6_ResourceTypes
{
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    public static CheckGroup Group { get; } = new("RFC7643-6", "ResourceTypes",
    [
        // name, endpoint, schema: REQUIRED.
        new()
        {
            Id = "TYPES-MEMBERS-001", Title = "each resource type has name, endpoint and schema",
            Verifies = ["RFC7643-6-01"], Needs = [Needs.ResourceTypes],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                types.ExpectNone(
                    types.Resources.Where(t => new[] { "name", "endpoint", "schema" }.Any(n => string.IsNullOrEmpty(t.Member(n).Text()))).Select(t => t.Show()),
                    "name, endpoint and schema in each");
            },
        },

        // schema: this MUST be equal to the "id" attribute of the associated "Schema" resource.
        new()
        {
            Id = "TYPES-SCHEMA-001", Title = "the base schema of each resource type is published",
            Verifies = ["RFC7643-6-02"], Needs = [Needs.ResourceTypes, Needs.Schemas],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                var published = (await PublishedDefinitions.ReadAsync(scim)).Schemas.Select(s => s.Member("id").Text());
                types.ExpectNone(types.Resources.Select(t => t.Member("schema").Text()).Except(published).Select(u => u ?? "none"), "only ids of /Schemas");
            },
        },

        // schemaExtensions.schema: this MUST be equal to the "id" attribute of a "Schema" resource.
        new()
        {
            Id = "TYPES-SCHEMA-002", Title = "the extensions of each resource type are published",
            Verifies = ["RFC7643-6-03"], Needs = [Needs.ResourceTypes, Needs.Schemas],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                var published = (await PublishedDefinitions.ReadAsync(scim)).Schemas.Select(s => s.Member("id").Text());
                types.ExpectNone(Extensions(types).Select(e => e.Member("schema").Text()).Except(published).Select(u => u ?? "none"), "only ids of /Schemas");
            },
        },

        // required: a Boolean value that specifies whether or not the schema extension is required for the resource type. REQUIRED.
        new()
        {
            Id = "TYPES-REQUIRED-001", Title = "each extension says whether it is required",
            Verifies = ["RFC7643-6-04"], Needs = [Needs.ResourceTypes],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                types.ExpectNone(Extensions(types).Where(e => e.Member("required").Boolean() is null).Select(e => e.Show()), "a boolean required in each");
            },
        },

        // If true, a resource of this type MUST include this schema extension. If false, a resource of this type MAY omit this schema extension.
        new()
        {
            Id = "TYPES-REQUIRED-002", Title = "a user without extensions is taken where none is required, else refused or completed",
            Verifies = ["RFC7643-6-05"], Needs = [Needs.ResourceTypes, Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var users = scim.Profile.Users!;
                var body = scim.NewUser();
                body["schemas"] = new JsonArray(users.Schema);
                foreach (var (urn, _) in users.Extensions)
                {
                    body.Remove(urn);
                }

                var reply = await scim.PostAsync(scim.Users, body);
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                var missing = users.Extensions.Where(e => e.Required && read.At(e.Urn).IsUnassigned()).Select(e => e.Urn).ToList();
                reply.Accept(r => r.IsSuccess().With(missing.Count == 0, "with every required extension"), r => r.IsClientError().With(users.Extensions.Any(e => e.Required), "where an extension is required"));
            },
        },

        // If true, a resource of this type MUST also include any attributes declared as required in this schema extension. If false, it MAY omit the extension.
        new()
        {
            Id = "TYPES-REQUIRED-003", Title = "what a required extension requires is required, what another requires is not",
            Verifies = ["RFC7643-6-09"], Needs = [Needs.ResourceTypes, Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var users = scim.Profile.Users!;
                var candidates = UserAttribute.Of(scim.Profile).Where(a => a.Extension is not null && a.Info is { Required: true, IsWritable: true });
                var required = candidates.OrderByDescending(a => users.Extensions.Any(e => e.Required && e.Urn == a.Extension)).FirstOrDefault();
                CheckContext.ApplicableIf(required is not null, "no extension of users has a required attribute");
                var reply = await scim.PostAsync(scim.Users, Without(required!, scim));
                if (users.Extensions.Any(e => e.Required && e.Urn == required!.Extension))
                {
                    var read = await scim.ReadCreatedAsync(scim.Users, reply);
                    reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(!read.At(required!.Path).IsUnassigned(), $"with {required.FullName}"));
                }
                else
                {
                    await scim.ReadCreatedAsync(scim.Users, reply.Accept(r => r.IsSuccess()));
                }
            },
        },

        // endpoint: the resource type's HTTP-addressable endpoint relative to the Base URL of the service provider.
        new()
        {
            Id = "TYPES-ENDPOINT-001", Title = "the endpoint of each resource type answers",
            Verifies = ["RFC7643-6-06"], Needs = [Needs.ResourceTypes], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var discovery = new[] { "/ServiceProviderConfig", "/ResourceTypes", "/Schemas" };
                foreach (var type in (await ReadAsync(scim)).Resources)
                {
                    var endpoint = "/" + (type.Member("endpoint").Text() ?? "").Trim('/');
                    var absolute = endpoint.Contains("://", StringComparison.Ordinal);
                    scim.Expect(!absolute, "an endpoint relative to the base URL", type.Member("endpoint").Show());
                    if (!absolute && !discovery.Contains(endpoint, StringComparer.OrdinalIgnoreCase))
                    {
                        (await scim.GetAsync(endpoint + "?count=1")).Accept(r => r.Is(200), r => r.Is(400, 403));
                    }
                }
            },
        },

        // Resource type resources are READ-ONLY.
        new()
        {
            Id = "TYPES-READONLY-001", Title = "resource types cannot be created",
            Verifies = ["RFC7643-6-07"], Needs = [Needs.ResourceTypes], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                var before = await ReadAsync(scim);
                var body = (JsonObject)before.Resources[0].DeepClone();
                var name = scim.NewName();
                (body["name"], body["id"]) = (name, name);
                (await scim.PostAsync("/ResourceTypes", body)).Accept(r => r.IsClientError(), r => r.Is(501));
                var after = await ReadAsync(scim);
                after.ExpectNone(after.Resources.Select(t => t.Member("name").Text() ?? "").Where(n => n == name), "no resource type of the name that was posted");
            },
        },

        // Resource type resources are identified using the schema URI urn:ietf:params:scim:schemas:core:2.0:ResourceType.
        new()
        {
            Id = "TYPES-URN-001", Title = "each resource type carries its schema URN",
            Verifies = ["RFC7643-6-10"], Needs = [Needs.ResourceTypes],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                types.ExpectNone(
                    types.Resources.Where(t => (t.Member("schemas") as JsonArray)?.Any(s => s.Text() == Urn) != true).Select(t => t.Member("name").Show()),
                    $"schemas with {Urn} in each");
            },
        },

        // name: when applicable, service providers MUST specify the name. description: OPTIONAL.
        new()
        {
            Id = "TYPES-NAME-001", Title = "each resource type has a name, and a description is text",
            Verifies = ["RFC7643-6-11"], Needs = [Needs.ResourceTypes],
            Run = async scim =>
            {
                var types = await ReadAsync(scim);
                types.ExpectNone(types.Resources.Where(t => string.IsNullOrEmpty(t.Member("name").Text())).Select(t => t.Show()), "a non-empty name in each");
                types.ExpectNone(
                    types.Resources.Where(t => t.Member("description") is { } description && string.IsNullOrEmpty(description.Text())).Select(t => t.Show()),
                    "description absent or a non-empty string");
            },
        },
    ]);

    private static async Task<ScimResponse> ReadAsync(CheckContext scim) =>
        (await scim.GetOnceAsync("/ResourceTypes")).Require(r => r.Is(200).WithList());

    private static IEnumerable<JsonObject> Extensions(ScimResponse types) =>
        types.Resources.SelectMany(t => (t.Member("schemaExtensions") as JsonArray)?.OfType<JsonObject>() ?? []);

    /// <summary>A user without the attribute that an extension requires: with the extension where users must have it, else without.</summary>
    private static JsonObject Without(UserAttribute required, CheckContext scim)
    {
        var body = required.On(scim, null);
        var container = body[required.Extension!]!.AsObject();
        container.Remove(required.Info.Name);
        var others = UserAttribute.Of(scim.Profile).Where(a => a.Extension == required.Extension && a.Info is { IsReadWrite: true, IsComplex: false, Required: false });
        foreach (var other in others.Take(1))
        {
            container[other.Info.Name] = scim.Sample(other.Info);
        }

        if (scim.Profile.Users!.Extensions.Any(e => !e.Required && e.Urn == required.Extension))
        {
            body.Remove(required.Extension!);
            body["schemas"] = new JsonArray(body["schemas"]!.AsArray().Where(s => s.Text() != required.Extension).Select(s => s!.DeepClone()).ToArray());
        }

        return body;
    }
}
