using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Profiles;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Endpoints;

/// <summary>What /Groups answers where groups are no resource type. Identity providers ask for it all the same.</summary>
internal sealed class AbsentGroups(ProviderModel model)
{
    internal const string Segment = "Groups";

    private const string Detail = "There are no groups here; /ResourceTypes lists what there is.";

    private static readonly MethodTable NotSupported = MethodTable.Unsupported(Detail);

    private static readonly MethodTable EmptyList = new((HttpMethods.Get, ListAsync), (HttpMethods.Post, _ => throw ScimError.NotImplemented(Detail).ToException()));

    private static readonly MethodTable EmptySearch = new((HttpMethods.Post, SearchAsync));

    /// <summary>The endpoint that stands in; null where there is none.</summary>
    internal MethodTable? Find(string[] segments) => (model.Options.Profile?.Groups, segments) switch
    {
        (GroupsEndpoint.NotImplemented, _) => NotSupported,
        (GroupsEndpoint.EmptyList, [_]) => EmptyList,
        (GroupsEndpoint.EmptyList, [_, ".search"]) => EmptySearch,
        _ => null,
    };

    private static ValueTask ListAsync(ScimRequest request) => ReplyAsync(request, request.ReadQuery(ScimLimits.Default, Protocol.Filters.FilterSyntax.Strict));

    private static async ValueTask SearchAsync(ScimRequest request) =>
        await ReplyAsync(request, SearchRequest.Parse(await RequestBody.ReadAsync(request.Http.Request, ScimLimits.Default, request.Cancel), ScimLimits.Default));

    private static ValueTask ReplyAsync(ScimRequest request, SearchRequest query) => Reply.PageAsync(request, new ListPage(0, query.StartIndex, []), query);
}
