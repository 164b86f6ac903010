using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The media types of requests and answers (RFC 7644 section 3.8).</summary>
internal static class MediaTypes
{
    internal const string Scim = "application/scim+json";

    internal const string Json = "application/json";

    /// <summary>The media type of the answer: SCIM's own unless the client prefers plain JSON.</summary>
    /// <exception cref="ScimException">406: the client takes neither.</exception>
    internal static string Choose(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is Scim or "*/*" or ""))
            return Scim;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            throw NotAcceptable(accept);
        var (scim, json) = (Quality(ranges, Scim), Quality(ranges, Json));
        if (scim == 0 && json == 0)
            throw NotAcceptable(accept);
        return scim >= json ? Scim : Json;
    }

    /// <summary>Refuses a body that is not JSON in UTF-8.</summary>
    /// <exception cref="ScimException">415: the body has another media type, character set or coding.</exception>
    internal static void CheckBody(HttpRequest request) => CheckBody(request, Scim, Json);

    /// <summary>Refuses a body that is not of one of these media types, in UTF-8.</summary>
    /// <exception cref="ScimException">415: the body has another media type, character set or coding.</exception>
    internal static void CheckBody(HttpRequest request, params ReadOnlySpan<string> types)
    {
        if (request.Headers.ContentEncoding.Count > 0 && !AttributeNames.Same(request.Headers.ContentEncoding.ToString(), "identity"))
            throw Unsupported($"The body is encoded with \"{request.Headers.ContentEncoding}\"; send it without a content coding.");
        if (request.ContentType is Scim or Json)
            return;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !types.Contains(type.MediaType.ToString(), AttributeNames.Comparer))
            throw Unsupported($"The Content-Type is \"{request.ContentType}\"; send {types[0]} or {types[1]}.");
        if (type.Charset.HasValue && !AttributeNames.Same(HeaderUtilities.RemoveQuotes(type.Charset).ToString(), "utf-8"))
            throw Unsupported($"The character set is \"{type.Charset}\"; SCIM is UTF-8 (RFC 7644 section 3.8).");
    }

    private static bool Is(MediaTypeHeaderValue type, string name) => AttributeNames.Same(type.MediaType.ToString(), name);

    /// <summary>The quality that the most specific range gives a media type; 0 where none covers it.</summary>
    internal static double Quality(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        var (best, specificity) = (0d, -1);
        foreach (var range in ranges)
        {
            var rank = Is(range, mediaType) ? 2 : Is(range, "application/*") ? 1 : Is(range, "*/*") ? 0 : -1;
            if (rank > specificity)
                (best, specificity) = (range.Quality ?? 1, rank);
        }

        return best;
    }

    private static ScimException NotAcceptable(StringValues accept) =>
        new ScimError(406, null, $"The Accept header is \"{accept}\"; answers are {Scim} or {Json}.").ToException();

    private static ScimException Unsupported(string detail) => new ScimError(415, null, detail).ToException();
}
