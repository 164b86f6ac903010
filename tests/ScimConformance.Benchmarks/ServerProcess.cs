using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ScimConformance.Provider;
using ScimConformance.Testing;

namespace ScimConformance.Benchmarks;

/// <summary>A server in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string ScimmyGreeting = "listening on ";

    private readonly Process _process;

    private ServerProcess(Process process, Uri url, string basePath)
    {
        _process = process;
        Url = url;
        BasePath = basePath;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The path of the base URL there.</summary>
    public string BasePath { get; }

    /// <summary>The processor time that it has used so far, of all its threads, in microseconds.</summary>
    public double CpuMicroseconds
    {
        get
        {
            // Fields after the name in brackets: utime and stime are the 12th and 13th, in ticks of 10 ms.
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * 10_000.0;
        }
    }

    /// <summary>Starts this program as a server.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"serve {string.Join(' ', arguments)} ended without listening.");
        return new ServerProcess(process, new Uri(url), ReferenceApplication.DefaultPath);
    }

    /// <summary>Starts the server of the npm packages scimmy and scimmy-routers that the end-to-end tests run the catalogue against.</summary>
    /// <exception cref="UsageException">Node.js or npm is missing.</exception>
    public static async Task<ServerProcess> StartScimmyAsync()
    {
        var folder = RepositoryFiles.At("tests", "ScimConformance.EndToEnd.Tests", "scimmy");
        if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var npm = Run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                throw new UsageException($"npm ci failed in {folder}.");
            }
        }

        var process = Run(folder, "node", "server.mjs", "--token", ReferenceApplication.DefaultToken);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ScimmyGreeting, StringComparison.Ordinal))
            {
                var url = new Uri(line[ScimmyGreeting.Length..]);
                return new ServerProcess(process, new Uri(url.GetLeftPart(UriPartial.Authority)), url.AbsolutePath);
            }
        }

        throw new InvalidOperationException($"node server.mjs in {folder} ended without listening.");
    }

    /// <summary>A client with the token.</summary>
    public HttpClient Client()
    {
        var http = new HttpClient { BaseAddress = new Uri(Url, BasePath + "/"), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReferenceApplication.DefaultToken);
        return http;
    }

    /// <summary>Has the provider collect its garbage, and measures what is left.</summary>
    public async Task<MemoryUse> MeasureMemoryAsync()
    {
        await _process.StandardInput.WriteLineAsync(Servers.MemoryCommand);
        var heap = long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var resident = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return new MemoryUse(heap, long.Parse(resident, CultureInfo.InvariantCulture) * 1024);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static Process Run(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            throw new UsageException($"{program} is not installed; --scimmy needs Node.js 18 or later with npm. On Debian: apt-get install nodejs npm");
        }
    }
}

/// <summary>Memory of a server.</summary>
/// <param name="Heap">Bytes of living objects after a full collection.</param>
/// <param name="Resident">Bytes of the whole process that are in memory then.</param>
internal sealed record MemoryUse(long Heap, long Resident);
