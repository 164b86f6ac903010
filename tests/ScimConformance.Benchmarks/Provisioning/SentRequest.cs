using System.Text;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>A request that a job sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The absolute URL.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="CreatedId">The id in the answer to a POST that created; empty for others.</param>
internal sealed record SentRequest(string Method, string Url, string Body, string CreatedId)
{
    public void Write(BinaryWriter to)
    {
        to.Write(Method);
        to.Write(Url);
        to.Write(Body);
        to.Write(CreatedId);
    }

    /// <summary>Reads a file of requests, in the order in which they were answered.</summary>
    public static IEnumerable<SentRequest> ReadAll(string file)
    {
        using var from = new BinaryReader(File.OpenRead(file), Encoding.UTF8);
        while (from.BaseStream.Position < from.BaseStream.Length)
        {
            yield return new SentRequest(from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString());
        }
    }
}

/// <summary>Writes every request into a file, so that a recording of hundreds of thousands takes no memory.</summary>
internal sealed class RequestFile(string file) : IDisposable
{
    private readonly BinaryWriter _writer = new(File.Create(file), Encoding.UTF8);
    private readonly Lock _lock = new();

    /// <summary>Headers that every request has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private set; } = [];

    public HttpMessageHandler Before(HttpMessageHandler inner) => new Recorder(inner, this);

    public void Dispose() => _writer.Dispose();

    private void Add(HttpRequestMessage request, SentRequest sent)
    {
        lock (_lock)
        {
            if (Headers.Count == 0)
            {
                Headers = request.Headers.NonValidated.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString())).ToList();
            }

            sent.Write(_writer);
        }
    }

    private sealed class Recorder(HttpMessageHandler inner, RequestFile file) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            var created = response.StatusCode == System.Net.HttpStatusCode.Created ? response.Headers.Location!.Segments[^1] : "";
            file.Add(request, new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, body, created));
            return response;
        }
    }
}
