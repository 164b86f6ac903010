using System.Buffers;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Endpoints;

/// <summary>Writes answers.</summary>
internal static class Reply
{
    internal static ValueTask JsonAsync(HttpContext http, int status, string mediaType, byte[] body)
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
        return JsonAsync(request.Http, status, request.MediaType, Write(shown, projection));
    }

    /// <summary>A page of a list. What is kept of the resources goes straight into the server's buffers.</summary>
    internal static async ValueTask PageAsync(ScimRequest request, ListPage page, SearchRequest query)
    {
        var start = JsonBuffer.Write(page, static (writer, page) =>
            ListResponse.WriteStart(writer, page.Total, page.StartIndex, page.Resources.Count, page.NextCursor));
        var resources = new byte[page.Resources.Count][];
        var length = start.Length + Math.Max(0, resources.Length - 1) + EndOfList.Length;
        for (var i = 0; i < resources.Length; i++)
        {
            var shown = page.Resources[i];
            resources[i] = Write(shown, Projection.Bind(query.Attributes, query.ExcludedAttributes, shown.Resource.Type));
            length += resources[i].Length;
        }

        var response = request.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = request.MediaType;
        response.ContentLength = length;
        if (HttpMethods.IsHead(request.Http.Request.Method))
            return;
        var output = response.BodyWriter;
        output.Write(start);
        for (var i = 0; i < resources.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            output.Write(resources[i]);
        }

        output.Write(EndOfList);
        await output.FlushAsync(request.Cancel);
    }

    private static ReadOnlySpan<byte> EndOfList => "]}"u8;

    /// <summary>UTF-8 JSON of what a projection shows of a resource.</summary>
    internal static byte[] Write(Representation shown, Projection projection) => projection == Projection.Default
        ? shown.Json
        : JsonBuffer.Write((shown, projection), static (writer, state) => ValueWriter.WriteResource(writer, state.shown.Attributes, state.projection));

    /// <summary>204 with the headers of a resource, where the client knows what it has changed.</summary>
    internal static ValueTask DoneAsync(ScimRequest request, Representation shown)
    {
        request.Http.Response.Headers.ETag = shown.Version;
        request.Http.Response.Headers.ContentLocation = shown.Location;
        return NoContentAsync(request);
    }

    internal static ValueTask NoContentAsync(ScimRequest request)
    {
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return ValueTask.CompletedTask;
    }
}
