using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The endpoints of resources: one by its identifier, all of a type, and queries over all types (RFC 7644 sections 3.3 to 3.6).</summary>
internal sealed class ResourceEndpoints
{
    private readonly ProviderModel model;

    internal ResourceEndpoints(ProviderModel model)
    {
        this.model = model;
        Root = new MethodTable((HttpMethods.Get, request => QueryAsync(request, model.Types)));
        RootSearch = new MethodTable((HttpMethods.Post, request => SearchAsync(request, model.Types)));
        Type = new MethodTable((HttpMethods.Get, request => QueryAsync(request, [TypeOf(request)])), (HttpMethods.Post, CreateAsync));
        TypeSearch = new MethodTable((HttpMethods.Post, request => SearchAsync(request, [TypeOf(request)])));
        Resource = new MethodTable(
            (HttpMethods.Get, GetAsync), (HttpMethods.Put, ReplaceAsync), (HttpMethods.Patch, PatchAsync), (HttpMethods.Delete, DeleteAsync));
    }

    /// <summary>The base URL itself.</summary>
    internal MethodTable Root { get; }

    /// <summary>/.search</summary>
    internal MethodTable RootSearch { get; }

    /// <summary>/Users</summary>
    internal MethodTable Type { get; }

    /// <summary>/Users/.search</summary>
    internal MethodTable TypeSearch { get; }

    /// <summary>/Users/{id}</summary>
    internal MethodTable Resource { get; }

    private BoundResourceType TypeOf(ScimRequest request) => model.FindEndpoint(request.Segments[0])!;

    private async ValueTask GetAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandView(type);
        var query = request.ReadProjection();
        var shown = await request.Tenant.Operations.GetAsync(type, request.Segments[1], request.BaseUrl, request.Cancel);
        var preconditions = request.Preconditions;
        preconditions.CheckMatch(shown.Version);
        if (preconditions.IsKnown(shown.Version))
        {
            request.Http.Response.StatusCode = StatusCodes.Status304NotModified;
            request.Http.Response.Headers.ETag = shown.Version;
            return;
        }

        await Reply.ResourceAsync(request, StatusCodes.Status200OK, shown, Projection.Bind(query.Attributes, query.ExcludedAttributes, type));
    }

    private async ValueTask CreateAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var query = ReadWriteProjection(request);
        var body = await RequestBody.ReadAsync(request.Http.Request, model.Limits, request.Cancel);
        var written = await request.Tenant.Operations.CreateAsync(type, body, request.BaseUrl, request.Cancel);
        await ReplyAsync(request, StatusCodes.Status201Created, written, type, query);
    }

    private async ValueTask ReplaceAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var query = ReadWriteProjection(request);
        var body = await RequestBody.ReadAsync(request.Http.Request, model.Limits, request.Cancel);
        var written = await request.Tenant.Operations.ReplaceAsync(type, request.Segments[1], body, request.Preconditions, request.BaseUrl, request.Cancel);
        await ReplyAsync(request, StatusCodes.Status200OK, written, type, query);
    }

    private async ValueTask PatchAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        var query = ReadWriteProjection(request);
        var body = await RequestBody.ReadAsync(request.Http.Request, model.Limits, request.Cancel);
        var written = await request.Tenant.Operations.PatchAsync(type, request.Segments[1], body, request.Preconditions, request.BaseUrl, request.Cancel);
        if (written.Shown.Resource.Members.Count > model.Options.MaxMembersInPatchAnswer && query is { Attributes.Count: 0, ExcludedAttributes.Count: 0 })
            await Reply.DoneAsync(request, written.Shown);
        else
            await ReplyAsync(request, StatusCodes.Status200OK, written, type, query);
    }

    private async ValueTask DeleteAsync(ScimRequest request)
    {
        var type = TypeOf(request);
        request.Caller.DemandEdit(type);
        await request.Tenant.Operations.DeleteAsync(type, request.Segments[1], request.Preconditions, request.BaseUrl, request.Cancel);
        await Reply.NoContentAsync(request);
    }

    private async ValueTask QueryAsync(ScimRequest request, IReadOnlyList<BoundResourceType> types)
    {
        DemandView(request, types);
        var query = request.ReadQuery(model.Limits, model.Tolerance.Filters);
        await Reply.PageAsync(request, await request.Tenant.Queries.RunAsync(types, query, inUri: true, request.BaseUrl, request.Cancel), query);
    }

    private async ValueTask SearchAsync(ScimRequest request, IReadOnlyList<BoundResourceType> types)
    {
        DemandView(request, types);
        var body = await RequestBody.ReadAsync(request.Http.Request, model.Limits, request.Cancel);
        var query = SearchRequest.Parse(body, model.Limits, model.Tolerance.Filters);
        await Reply.PageAsync(request, await request.Tenant.Queries.RunAsync(types, query, inUri: false, request.BaseUrl, request.Cancel), query);
    }

    /// <summary>Whoever may see only some of the types must ask at the endpoints of these: leaving the others out would look as if there were none.</summary>
    private static void DemandView(ScimRequest request, IReadOnlyList<BoundResourceType> types)
    {
        foreach (var type in types)
            request.Caller.DemandView(type);
    }

    /// <summary>The projection of a write, checked before anything is written.</summary>
    private static SearchRequest ReadWriteProjection(ScimRequest request)
    {
        var query = request.ReadProjection();
        Projection.CheckExclusive(query.Attributes, query.ExcludedAttributes);
        return query;
    }

    private static ValueTask ReplyAsync(ScimRequest request, int status, Written written, BoundResourceType type, SearchRequest query) =>
        Reply.ResourceAsync(request, status, written.Shown, Projection.Bind(query.Attributes, query.ExcludedAttributes, type, written.Requested));
}
