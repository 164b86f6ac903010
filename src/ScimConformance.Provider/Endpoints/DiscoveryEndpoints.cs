using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The endpoints that say what the provider is (RFC 7644 section 4): read-only, always complete, never filtered.</summary>
internal sealed class DiscoveryEndpoints
{
    internal const string ConfigSegment = "ServiceProviderConfig";

    internal const string TypesSegment = "ResourceTypes";

    internal const string SchemasSegment = "Schemas";

    private readonly ProviderModel model;
    private readonly CredentialSource credentials;
    private readonly ServiceProviderConfig config;
    private readonly IReadOnlyList<Schema> schemas;

    // One entry for each base URL and document; bounded because a client may send any Host header.
    private readonly ConcurrentDictionary<(string BaseUrl, string Document), byte[]> written = new();

    internal DiscoveryEndpoints(ProviderModel model, CredentialSource credentials)
    {
        (this.model, this.credentials) = (model, credentials);
        var options = model.Options;
        schemas = options.PublishedSchemas ?? [.. options.Schemas, CoreSchemas.ServiceProviderConfig, CoreSchemas.ResourceType, CoreSchemas.Schema];
        config = ConfigOf(model);
        Config = new MethodTable((HttpMethods.Get, GetConfigAsync));
        Types = new MethodTable((HttpMethods.Get, request => WriteAsync(request, TypesSegment, baseUrl => List(model.Types.Select(type => TypeJson(type, baseUrl))))));
        Type = new MethodTable((HttpMethods.Get, GetTypeAsync));
        Schemas = new MethodTable((HttpMethods.Get, request => WriteAsync(request, SchemasSegment, baseUrl => List(schemas.Select(schema => SchemaJson(schema, baseUrl))))));
        SingleSchema = new MethodTable((HttpMethods.Get, GetSchemaAsync));
    }

    internal MethodTable Config { get; }

    internal MethodTable Types { get; }

    internal MethodTable Type { get; }

    internal MethodTable Schemas { get; }

    internal MethodTable SingleSchema { get; }

    /// <summary>What a provider of this model supports; the ways of authenticating, which may change, are left out.</summary>
    internal static ServiceProviderConfig ConfigOf(ProviderModel model) => new()
    {
        DocumentationUri = model.Options.DocumentationUri,
        PatchSupported = true,
        BulkSupported = model.HasBulk,
        BulkMaxOperations = model.HasBulk ? model.Options.BulkMaxOperations : 0,
        BulkMaxPayloadSize = model.HasBulk ? model.Options.BulkMaxPayloadBytes : 0,
        FilterSupported = true,
        FilterMaxResults = model.Options.MaxResults,
        ChangePasswordSupported = true,
        SortSupported = true,
        ETagSupported = true,
        Pagination = new PaginationConfig(
            Cursor: true, Index: true, DefaultPaginationMethod: "index", model.Options.MaxResults, model.Options.MaxResults, (int)model.Options.CursorTimeout.TotalSeconds),
    };

    private ValueTask GetConfigAsync(ScimRequest request)
    {
        // Credentials may change while the provider runs, and with them what this document says.
        var schemes = credentials.Current.Schemes;
        return WriteAsync(request, $"{ConfigSegment} {string.Join(' ', schemes.Select(scheme => scheme.Type))}",
            baseUrl => (config with { AuthenticationSchemes = schemes }).ToJson($"{baseUrl}/{ConfigSegment}"));
    }

    private ValueTask GetTypeAsync(ScimRequest request)
    {
        var type = model.FindType(request.Segments[1]) ?? throw ScimError.NotFound(
            $"There is no resource type \"{Shown.Text(request.Segments[1])}\"; there are {string.Join(", ", model.Types.Select(known => known.Name))}.").ToException();
        return WriteAsync(request, $"{TypesSegment}/{type.Name}", baseUrl => TypeJson(type, baseUrl));
    }

    private ValueTask GetSchemaAsync(ScimRequest request)
    {
        var schema = schemas.FirstOrDefault(schema => ScimUrn.Same(schema.Id, request.Segments[1])) ?? throw ScimError.NotFound(
            $"There is no schema \"{Shown.Text(request.Segments[1])}\"; /Schemas lists those there are.").ToException();
        return WriteAsync(request, $"{SchemasSegment}/{schema.Id}", baseUrl => SchemaJson(schema, baseUrl));
    }

    private async ValueTask WriteAsync(ScimRequest request, string document, Func<string, JsonObject> build)
    {
        if (request.Http.Request.Query.ContainsKey("filter"))
            throw ScimError.Forbidden("Discovery endpoints are not filtered (RFC 7644 section 4); leave \"filter\" out.").ToException();
        var key = (request.BaseUrl, document);
        if (!written.TryGetValue(key, out var bytes))
        {
            bytes = JsonBuffer.Write(build(request.BaseUrl), static (writer, json) => json.WriteTo(writer));
            if (written.Count < 256)
                written.TryAdd(key, bytes);
        }

        await Reply.JsonAsync(request.Http, StatusCodes.Status200OK, request.MediaType, bytes);
    }

    private static JsonObject TypeJson(BoundResourceType type, string baseUrl) => type.Definition.ToJson($"{baseUrl}/{TypesSegment}/{type.Name}");

    private static JsonObject SchemaJson(Schema schema, string baseUrl) => schema.ToJson($"{baseUrl}/{SchemasSegment}/{schema.Id}");

    private static JsonObject List(IEnumerable<JsonObject> resources)
    {
        var items = new JsonArray([.. resources]);
        return new JsonObject
        {
            ["schemas"] = new JsonArray(ScimUrn.ListResponse),
            ["totalResults"] = items.Count,
            ["startIndex"] = 1,
            ["itemsPerPage"] = items.Count,
            ["Resources"] = items,
        };
    }
}
