using System.Diagnostics;
using System.Globalization;

namespace ScimConformance.Benchmarks;

/// <summary>A server in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

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
        return new ServerProcess(process, new Uri(url));
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
}
