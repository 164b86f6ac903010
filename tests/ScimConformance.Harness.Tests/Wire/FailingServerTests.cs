using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Wire;

/// <summary>A server that fails is asked on a connection of its own: what it does to the failing one must not hit the next request.</summary>
public sealed class FailingServerTests
{
    [Test]
    public async Task A_request_after_an_answer_of_500_takes_a_new_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = ServeAsync(listener);
        var target = new ScimTarget(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        using var client = new ScimClient(target);

        Assert.That((await SendAsync(client)).Status, Is.EqualTo(500));
        Assert.That((await SendAsync(client)).Status, Is.EqualTo(200));
        Assert.That((await SendAsync(client)).Status, Is.EqualTo(200), "the new connection is kept");
        await server;
    }

    private static Task<ScimResponse> SendAsync(ScimClient client) => client.SendAsync(new ScimRequest("GET", "/Users"), new Transcript(), new FindingCollector());

    /// <summary>Two connections: the first answers once, with 500, and promises to stay open; the second answers twice, with 200.</summary>
    private static async Task ServeAsync(TcpListener listener)
    {
        using var first = await listener.AcceptTcpClientAsync();
        await AnswerAsync(first.GetStream(), "500 Internal Server Error");
        using var second = await listener.AcceptTcpClientAsync();
        await AnswerAsync(second.GetStream(), "200 OK");
        await AnswerAsync(second.GetStream(), "200 OK");
    }

    private static async Task AnswerAsync(NetworkStream stream, string status)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{{}}"));
    }
}
