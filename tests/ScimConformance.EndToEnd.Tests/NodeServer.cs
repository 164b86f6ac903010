using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>A SCIM server of npm packages as a process of its own. Its packages are installed from the lock file once; it ends with this object, or with the test process.</summary>
internal sealed class NodeServer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private NodeServer(Process process, Uri baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Installs what the folder's lock file names and starts its <c>server.mjs</c> on a free port.</summary>
    /// <param name="folder">A folder beside this file.</param>
    /// <param name="token">The bearer token that the server asks for.</param>
    public static async Task<NodeServer> StartAsync(string folder, string token)
    {
        var path = RepositoryFiles.At("tests", "ScimConformance.EndToEnd.Tests", folder);
        await InstallAsync(path);
        var process = Start(path, "node", "server.mjs", "--port", "0", "--token", token);
        const string greeting = "listening on ";
        using var patience = new CancellationTokenSource(s_patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(greeting, StringComparison.Ordinal))
            {
                // What the server writes from here on interests nobody, and must not fill the pipes and stop it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new NodeServer(process, new Uri(line[greeting.Length..]));
            }
        }

        throw new InvalidOperationException($"node server.mjs in {folder} ended without listening: {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Runs <c>npm ci</c> unless what is installed comes from this very lock file; one process at a time.</summary>
    private static async Task InstallAsync(string path)
    {
        var locks = await File.ReadAllTextAsync(Path.Combine(path, "package-lock.json"));
        var stamp = Path.Combine(path, "node_modules", ".installed-from");
        using var turn = await TakeTurnAsync();
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == locks)
        {
            return;
        }

        // A package index may stumble once; twice is a finding.
        var problem = await NpmCiAsync(path) is null ? null : await NpmCiAsync(path);
        Assert.That(problem, Is.Null, $"npm ci failed in {path}");
        await File.WriteAllTextAsync(stamp, locks);
    }

    private static async Task<string?> NpmCiAsync(string path)
    {
        using var npm = Start(path, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        npm.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_patience);
        var output = npm.StandardOutput.ReadToEndAsync(patience.Token);
        var error = npm.StandardError.ReadToEndAsync(patience.Token);
        await npm.WaitForExitAsync(patience.Token);
        return npm.ExitCode == 0 ? null : $"{await output}{await error}";
    }

    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "scim-conformance-npm.lock");
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (started.Elapsed < s_patience)
            {
                await Task.Delay(200);
            }
        }
    }

    private static Process Start(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' cannot be started ({e.Message}). Install Node.js 18 or later with npm, for example: apt-get install nodejs npm", e);
        }
    }
}
