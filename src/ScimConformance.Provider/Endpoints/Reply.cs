using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Endpoints;

/// <summary>Writes answers.</summary>
internal static class Reply
{
    internal static ValueTask JsonAsync(HttpContext http, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(http.Request.Method))
            return ValueTask.CompletedTask;
        var write = response.BodyWriter.WriteAsync(body, http.RequestAborted);
        if (write.IsCompletedSuccessfully)
        {
            _ = write.Result;
            return ValueTask.CompletedTask;
        }

        return Finish(write);

        static async ValueTask Finish(ValueTask<System.IO.Pipelines.FlushResult> pending) => await pending;
    }

    /// <summary>A single resource with its headers.</summary>
    internal static ValueTask ResourceAsync(ScimRequest request, int status, Representation shown, Projection projection)
    {
        var headers = request.Http.Response.Headers;
        headers.ETag = shown.Version;
        if (status == StatusCodes.Status201Created)
            headers.Location = shown.Location;
        else
            headers.ContentLocation = shown.Location;
        var body = projection == Projection.Default
            ? shown.Json
            : JsonBuffer.Write((shown, projection), static (writer, state) => ValueWriter.WriteResource(writer, state.shown.Attributes, state.projection));
        return JsonAsync(request.Http, status, request.MediaType, body);
    }

    /// <summary>A page of a list.</summary>
    internal static async ValueTask PageAsync(ScimRequest request, ListPage page, SearchRequest query)
    {
        using var body = JsonBuffer.Lease((page, query), static (writer, state) =>
        {
            ListResponse.WriteStart(writer, state.page.Total, state.page.StartIndex, state.page.Resources.Count);
            foreach (var shown in state.page.Resources)
            {
                var projection = Projection.Bind(state.query.Attributes, state.query.ExcludedAttributes, shown.Resource.Type);
                if (projection == Projection.Default)
                    writer.WriteRawValue(shown.Json, skipInputValidation: true);
                else
                    ValueWriter.WriteResource(writer, shown.Attributes, projection);
            }

            ListResponse.WriteEnd(writer);
        });
        await JsonAsync(request.Http, StatusCodes.Status200OK, request.MediaType, body.Memory);
    }

    internal static ValueTask NoContentAsync(ScimRequest request)
    {
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return ValueTask.CompletedTask;
    }
}
