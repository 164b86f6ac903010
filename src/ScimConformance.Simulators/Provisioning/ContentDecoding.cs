using System.IO.Compression;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>
/// Undoes gzip and deflate of answers. The handlers of the platform do that too, but add or respell Accept-Encoding on the way,
/// and that header is part of the wire that is imitated.
/// </summary>
internal sealed class ContentDecoding(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var encoding = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant();
        if (encoding is not ("gzip" or "x-gzip" or "deflate"))
        {
            return response;
        }

        var compressed = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using Stream decoded = encoding == "deflate" ? new ZLibStream(compressed, CompressionMode.Decompress) : new GZipStream(compressed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        try
        {
            await decoded.CopyToAsync(plain, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new HttpRequestException($"the answer says Content-Encoding: {encoding}, which its bytes are not", e);
        }

        var content = new ByteArrayContent(plain.ToArray());
        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            if (name is not ("Content-Encoding" or "Content-Length"))
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        response.Content = content;
        return response;
    }
}
