using System.Net;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Discovery;

/// <summary>A target that cannot be judged is refused with what is wrong and what to do.</summary>
public sealed class UnusableTargetTests
{
    [TestCase(401)]
    [TestCase(403)]
    public void Refused_credentials(int status) => Assert.That(
        () => ConnectAsync((_, _) => Task.FromResult<HttpResponseMessage?>(StubEndpoint.Json(status, "{}"))),
        Throws.TypeOf<UnusableTargetException>().With.Message.Contains($"refuses the credentials: GET /scim/v2/Users?count=1 answered {status}"));

    [Test]
    public void Html_instead_of_JSON() => Assert.That(
        () => ConnectAsync((_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") })),
        Throws.TypeOf<UnusableTargetException>().With.Message.Contains("does not speak SCIM").And.Message.Contains("<html>"));

    [Test]
    public void Errors_to_everything() => Assert.That(
        () => ConnectAsync((_, _) => Task.FromResult<HttpResponseMessage?>(StubEndpoint.Json(500, "boom"))),
        Throws.TypeOf<UnusableTargetException>().With.Message.Contains("500 boom"));

    [Test]
    public void No_connection() => Assert.That(
        () => ConnectAsync((_, _) => throw new HttpRequestException("Connection refused")),
        Throws.TypeOf<UnusableTargetException>().With.Message.Contains("cannot be reached").And.Message.Contains("Connection refused"));

    [Test]
    public void No_answer_in_time()
    {
        using var stub = new StubEndpoint { Instead = (_, _) => new TaskCompletionSource<HttpResponseMessage?>().Task };
        var target = new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => stub, Timeout = TimeSpan.FromMilliseconds(50) };

        Assert.That(
            () => CheckRunner.ConnectAsync(target, new TestDataOptions()),
            Throws.TypeOf<UnusableTargetException>().With.Message.Contains("no answer within 0.05 s").And.Message.Contains("--timeout"));
    }

    [TestCase("/relative")]
    [TestCase("ftp://example.com/")]
    [TestCase("http://example.com/?a=b")]
    [TestCase("http://example.com/#a")]
    public void Not_a_base_URL(string url) => Assert.That(
        () => new ScimTarget(new Uri(url, UriKind.RelativeOrAbsolute)), Throws.ArgumentException.With.Message.Contains(url));

    private static async Task ConnectAsync(Func<string, string, Task<HttpResponseMessage?>> instead)
    {
        using var stub = new StubEndpoint { Instead = instead };
        using var runner = await stub.ConnectAsync();
    }
}
