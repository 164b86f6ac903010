using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ScimConformance.Benchmarks;

/// <summary>How long <c>scim-conformance serve</c> takes from the start of its process to its first 200 at /healthz.</summary>
/// <param name="Median">The median, with its store in memory.</param>
/// <param name="Sqlite">The median, with a new SQLite file.</param>
internal sealed record StartupTime(TimeSpan Median, TimeSpan Sqlite)
{
    /// <summary>The time aimed for.</summary>
    public static TimeSpan Aim { get; } = TimeSpan.FromSeconds(1);

    public static async Task<StartupTime> MeasureAsync(int rounds) => new(await MedianAsync(rounds, "memory"), await MedianAsync(rounds, "sqlite:start.db"));

    private static async Task<TimeSpan> MedianAsync(int rounds, string store)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round <= rounds; round++)
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("scim-start-");
            try
            {
                times.Add(await OnceAsync(store, folder.FullName));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        // The first start reads the program from the disk.
        return times.Skip(1).Order().ElementAt(rounds / 2);
    }

    private static async Task<TimeSpan> OnceAsync(string store, string folder)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var program = System.Reflection.Assembly.Load("ScimConformance.Cli").Location;
        using var http = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--urls", url, "--store", store]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync($"{url}/healthz");
                    if (answer.StatusCode == HttpStatusCode.OK)
                    {
                        return Stopwatch.GetElapsedTime(started);
                    }
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(2);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
