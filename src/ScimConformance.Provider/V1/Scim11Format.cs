using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Endpoints;

namespace ScimConformance.Provider.V1;

/// <summary>JSON or XML: by the suffix of the URL, else by the Accept header, else JSON (API section 3.6).</summary>
internal static class Scim11Format
{
    internal const string Json = MediaTypes.Json;

    internal const string Xml = "application/xml";

    private const string TextXml = "text/xml";

    /// <summary>The segments of a path without the suffix of the last one, and the media type that it stands for; null where there is none.</summary>
    internal static (string[] Segments, string? MediaType) Split(string below)
    {
        var segments = below.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var mediaType = segments switch
        {
            [.., var last] when last.EndsWith(".json", StringComparison.OrdinalIgnoreCase) => Json,
            [.., var last] when last.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) => Xml,
            _ => null,
        };
        if (mediaType is not null)
            segments[^1] = segments[^1][..segments[^1].LastIndexOf('.')];
        return (segments, mediaType);
    }

    /// <summary>The media type that an Accept header asks for. SCIM 2.0's own counts as JSON: Okta asks for it here too.</summary>
    /// <exception cref="ScimException">406: the client takes neither JSON nor XML.</exception>
    internal static string Choose(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is Json or MediaTypes.Scim or "*/*" or ""))
            return Json;
        if (MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            var json = Math.Max(MediaTypes.Quality(ranges, Json), MediaTypes.Quality(ranges, MediaTypes.Scim));
            var xml = Math.Max(MediaTypes.Quality(ranges, Xml), MediaTypes.Quality(ranges, TextXml));
            if (json > 0 || xml > 0)
                return json >= xml ? Json : Xml;
        }

        throw new ScimError(406, null, $"The Accept header is \"{accept}\"; answers are {Json} or {Xml}.").ToException();
    }

    /// <summary>The media type of an error: the one that the client asked for, JSON where that cannot be told.</summary>
    internal static string ForError(HttpContext http)
    {
        if (Split(http.Request.Path.Value!).MediaType is { } bySuffix)
            return bySuffix;
        try
        {
            return Choose(http.Request.Headers.Accept);
        }
        catch (ScimException)
        {
            return Json;
        }
    }

    /// <summary>Refuses a body that is neither JSON nor XML.</summary>
    internal static void CheckBody(HttpRequest request) => MediaTypes.CheckBody(request, Json, Xml, MediaTypes.Scim, TextXml);

    /// <summary>Whether the body is said to be XML.</summary>
    internal static bool IsXml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.EndsWith("/xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>An error in the form of SCIM 1.1 (API section 3.9).</summary>
    internal static ValueTask WriteErrorAsync(HttpContext http, ScimError error)
    {
        error = error with { Detail = Scim11Urn.Reword(error.Detail) };
        var mediaType = ForError(http);
        return Reply.JsonAsync(http, error.Status, mediaType, mediaType == Xml ? Scim11XmlWriter.Error(error) : Scim11Json.Error(error));
    }
}
