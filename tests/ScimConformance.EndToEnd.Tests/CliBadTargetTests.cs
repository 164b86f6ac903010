using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Targets that cannot be judged: a clear message, the right exit code, no stack trace, no hang.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliBadTargetTests
{
    [Test]
    public async Task Nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/scim/v2";
        listener.Stop();

        await Expect(2, "Connection refused. Check that the URL is right", "check", url);
    }

    [Test]
    public async Task Wrong_token()
    {
        await using var server = await CliServer.ReferenceAsync();

        var result = await Expect(2, "refuses the credentials: GET /scim/v2/Users?count=1 answered 401. Check the token", "check", server.Url, "--token", "not-the-right-one");

        Assert.That(result.Everything, Does.Not.Contain("not-the-right-one"));
    }

    [Test]
    public async Task No_token()
    {
        await using var server = await CliServer.ReferenceAsync();

        await Expect(2, "The run sent no credentials: give --token", "check", server.Url);
    }

    [Test]
    public async Task Html_instead_of_JSON()
    {
        await using var server = await CliServer.AnsweringAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html><body>Welcome</body></html>");
        });

        await Expect(2, "does not speak SCIM", "check", server.Url);
    }

    [Test]
    public async Task An_error_to_everything()
    {
        await using var server = await CliServer.AnsweringAsync(context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("boom");
        });

        await Expect(2, "500 boom", "check", server.Url);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_server_that_hangs()
    {
        await using var server = await CliServer.AnsweringAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        await Expect(2, "no answer within 1 s. Raise the time-out (--timeout)", "check", server.Url, "--timeout", "1");
    }

    [TestCase(true, "no answer within 5 s")]
    [TestCase(false, "errored  PUT-001")]
    public async Task A_server_that_hangs_or_breaks_off_at_some_requests_leaves_checks_errored(bool hangs, string message)
    {
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            if (context.Request.Method != "PUT")
            {
                await next(context);
            }
            else if (hangs)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            else
            {
                context.Abort();
            }
        });

        var result = await CliProcess.RunAsync("check", server.Url, "--token", CliServer.Token, "--only", "PUT-001", "--timeout", "5");

        Assert.That(result.Output, Does.Contain(message).And.Contain("rfc: not decided"), result.Errors);
        Assert.That(result.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_server_that_creates_no_users_is_told_at_the_top_with_the_way_out()
    {
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            if (context.Request.Method != "POST")
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"detail":"a licence is required"}""");
        });

        var result = await CliProcess.RunAsync("check", server.Url, "--token", CliServer.Token, "--only", "PUT-001");

        var lines = result.Output.Split('\n');
        Assert.That(lines[2], Is.EqualTo("""Users could not be created: POST /Users answered 400 {"detail":"a licence is required"}"""));
        Assert.That(lines[3], Does.Contain("--user-template").And.Contain("--email-domain"));
        Assert.That(result.ExitCode, Is.EqualTo(3));
    }

    private static async Task<CliResult> Expect(int exitCode, string message, params string[] arguments)
    {
        var result = await CliProcess.RunAsync(arguments);
        Assert.That(result.Errors, Does.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        return result;
    }
}
