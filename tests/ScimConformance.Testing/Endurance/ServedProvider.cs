using System.Diagnostics;
using System.Reflection;

namespace ScimConformance.Testing.Endurance;

/// <summary><c>scim-conformance serve</c> as a process of its own, which can be killed.</summary>
public sealed class ServedProvider : IDisposable
{
    /// <summary>The token that it accepts.</summary>
    public const string Token = "endurance-token";

    private const string Greeting = "Serving SCIM 2.0 at ";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServedProvider(Process process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Starts it.</summary>
    /// <param name="store">What <c>--store</c> takes.</param>
    /// <param name="folder">Its working directory.</param>
    public static async Task<ServedProvider> StartAsync(string store, string folder)
    {
        var program = Assembly.Load("ScimConformance.Cli").Location;
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--urls", "http://127.0.0.1:0", "--no-tolerance", "--token", Token, "--store", store])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(s_patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Greeting, StringComparison.Ordinal))
            {
                // Its log interests nobody here, and must not fill the pipes and stop it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new ServedProvider(process, new Uri(line[Greeting.Length..] + "/"));
            }
        }

        throw new InvalidOperationException($"The provider did not start on {store.Split(':')[0]}: {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary>Ends it by SIGKILL: nothing it holds can be written any more.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
