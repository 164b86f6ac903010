using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;

namespace ScimConformance.Cli;

/// <summary>The addresses that <c>serve</c> listens on.</summary>
internal static class ListenUrls
{
    private const string Form = "it must look like http://127.0.0.1:5000 (several are separated by semicolons)";

    /// <summary>Makes sure that the addresses can be listened on at all.</summary>
    public static string Check(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            var host = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(host, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            {
                throw new UsageException($"--urls '{url}' is no address to listen on: {Form}.");
            }

            if (parsed.Scheme == "https")
            {
                throw new UsageException($"--urls '{url}': 'serve' has no certificate for https; listen on http, behind a proxy if clients need https.");
            }

            if (parsed.PathAndQuery != "/" || (parsed.Host != "localhost" && !IPAddress.TryParse(parsed.Host.Trim('[', ']'), out _)))
            {
                throw new UsageException($"--urls '{url}' must have an IP address or localhost and no path: {Form}.");
            }
        }

        return urls;
    }

    public static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new UsageException($"{e.Message.TrimEnd('.')}. Choose another address with --urls, for example http://127.0.0.1:0 for any free port.");
        }
    }
}
