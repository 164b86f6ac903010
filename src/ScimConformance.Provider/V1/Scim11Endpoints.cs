using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.V1;

/// <summary>Users, groups and other resources as SCIM 1.1 has them (API sections 3.1 to 3.4), over the same operations as those of 2.0.</summary>
internal sealed class Scim11Endpoints
{
    private static readonly AttributePath Meta = AttributePath.Parse("meta");

    private readonly ProviderModel model;

    internal Scim11Endpoints(ProviderModel model)
    {
        this.model = model;
        Type = new MethodTable((HttpMethods.Get, QueryAsync), (HttpMethods.Post, CreateAsync));
        Resource = new MethodTable(
            (HttpMethods.Get, GetAsync), (HttpMethods.Put, ReplaceAsync), (HttpMethods.Patch, PatchAsync), (HttpMethods.Delete, DeleteAsync));
    }

    /// <summary>/Users</summary>
    internal MethodTable Type { get; }

    /// <summary>/Users/{id}</summary>
    internal MethodTable Resource { get; }

    private BoundResourceType TypeOf(ScimRequest request) => model.FindEndpoint(request.Segments[0])!;

    private async ValueTask GetAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandView(type);
        var attributes = ReadAttributes(request);
        var shown = await request.Tenant.Operations.GetAsync(type, request.Segments[1], request.BaseUrl, request.Cancel);
        request.Preconditions.CheckMatch(shown.Version);
        if (request.Preconditions.IsKnown(shown.Version))
        {
            request.Http.Response.StatusCode = StatusCodes.Status304NotModified;
            request.Http.Response.Headers.ETag = shown.Version;
            return;
        }

        await ReplyAsync(request, StatusCodes.Status200OK, shown, Projection.Bind(attributes, [], type));
    }

    private async ValueTask CreateAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var attributes = ReadAttributes(request);
        var body = Scim11Body.ToModel(await ReadBodyAsync(request, type), type, model.Tolerance);
        var written = await request.Tenant.Operations.CreateAsync(type, body, request.BaseUrl, request.Cancel);
        await ReplyAsync(request, StatusCodes.Status201Created, written, type, attributes);
    }

    private async ValueTask ReplaceAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var attributes = ReadAttributes(request);
        var body = Scim11Body.ToReplacement(await ReadBodyAsync(request, type), type, model.Tolerance);
        var written = await request.Tenant.Operations.ReplaceAsync(type, request.Segments[1], body, request.Preconditions, request.BaseUrl, request.Cancel);
        await ReplyAsync(request, StatusCodes.Status200OK, written, type, attributes);
    }

    private async ValueTask PatchAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var attributes = ReadAttributes(request);
        var patch = ReadPatch(await ReadBodyAsync(request, type), type);
        var written = await request.Tenant.Operations.ModifyAsync(type, request.Segments[1], patch.Apply, request.Preconditions, request.BaseUrl, request.Cancel);
        await ReplyAsync(request, StatusCodes.Status200OK, written, type, attributes);
    }

    private async ValueTask DeleteAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        await request.Tenant.Operations.DeleteAsync(type, request.Segments[1], request.Preconditions, request.BaseUrl, request.Cancel);
        request.Http.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async ValueTask QueryAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandView(type);
        var attributes = ReadAttributes(request);
        var query = SearchRequest.FromQuery(sortOrder: request.Single("sortOrder"), startIndex: request.Single("startIndex"), count: request.Single("count")) with
        {
            Filter = request.Single("filter") is { } filter ? Scim11Names.ParseFilter(filter, model.Limits, model.Tolerance.Filters) : null,
            SortBy = request.Single("sortBy") is { } sortBy ? Scim11Names.Parse(sortBy, "sortBy") : null,
        };
        var page = await request.Tenant.Queries.RunAsync([type], query, inUri: true, request.BaseUrl, request.Cancel);
        var projection = Projection.Bind(attributes, [], type);
        var list = Scim11Json.List(page.Total, page.StartIndex ?? 1, page.Resources.Select(shown => Scim11Representation.Of(shown, projection)));
        await Reply.JsonAsync(
            request.Http, StatusCodes.Status200OK, request.MediaType, request.MediaType == Scim11Format.Xml ? Scim11XmlWriter.List(list, type.Name) : Scim11Json.Bytes(list));
    }

    /// <summary>What a PATCH body asks for.</summary>
    internal MergePatch ReadPatch(JsonObject body, BoundResourceType type) => new(
        type, Scim11Body.ToModel(body, type, model.Tolerance), [.. Scim11Body.RemovedAttributes(body).Select(name => Scim11Names.Parse(name, "meta.attributes"))]);

    private ValueTask<JsonObject> ReadBodyAsync(ScimRequest request, BoundResourceType type) => RequestBody.ReadAsync(
        request.Http.Request, model.Limits, Scim11Format.CheckBody,
        Scim11Format.IsXml(request.Http.Request) ? (body, limits) => Scim11XmlReader.Read(body, limits, type) : RequestBody.Parse, request.Cancel);

    /// <summary>The "attributes" parameter (API section 3.7), to which "meta" is added: with "id" it is the least that is returned (section 3.2).</summary>
    private static IReadOnlyList<AttributePath> ReadAttributes(ScimRequest request) =>
        Scim11Names.ParseList(request.List("attributes"), "attributes") is { Count: > 0 } named ? [.. named, Meta] : [];

    private static ValueTask ReplyAsync(ScimRequest request, int status, Written written, BoundResourceType type, IReadOnlyList<AttributePath> attributes) =>
        ReplyAsync(request, status, written.Shown, Projection.Bind(attributes, [], type, written.Requested));

    private static ValueTask ReplyAsync(ScimRequest request, int status, Representation shown, Projection projection)
    {
        var resource = Scim11Representation.Of(shown, projection);
        request.Http.Response.Headers.ETag = shown.Version;
        // Whatever the method: meta.location equals it (core schema section 5.1).
        request.Http.Response.Headers.Location = shown.Location;
        return Reply.JsonAsync(
            request.Http, status, request.MediaType,
            request.MediaType == Scim11Format.Xml ? Scim11XmlWriter.Resource(resource, shown.Resource.Type.Name) : Scim11Json.Bytes(resource));
    }
}
