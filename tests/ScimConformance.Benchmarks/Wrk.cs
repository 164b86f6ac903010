using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ScimConformance.Benchmarks;

/// <summary>What one round of load came to.</summary>
/// <param name="Requests">Answers received.</param>
/// <param name="Seconds">Duration.</param>
/// <param name="Failures">Answers of 400 and above, and broken connections.</param>
internal sealed record Load(long Requests, double Seconds, long Failures);

/// <summary>The wrk load generator: one thread, connections kept alive.</summary>
internal static class Wrk
{
    /// <summary>Drives a server for a while.</summary>
    /// <param name="scriptFile">What is sent.</param>
    /// <param name="server">Where to.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="connections">How many connections are open at the same time.</param>
    /// <exception cref="UsageException">wrk is not installed.</exception>
    public static async Task<Load> RunAsync(string scriptFile, Uri server, int seconds, int connections)
    {
        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "30s", "-s", scriptFile, server.AbsoluteUri]) { RedirectStandardOutput = true };
        Process wrk;
        try
        {
            wrk = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new UsageException("wrk, the load generator, is not installed. On Debian: apt-get install wrk");
        }

        using (wrk)
        {
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            var result = output.Split('\n').LastOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal))?.Split(' ')
                ?? throw new InvalidOperationException($"wrk gave no result:\n{output}");
            var numbers = result[1..].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
            return new Load((long)numbers[0], numbers[1] / 1e6, (long)numbers[2]);
        }
    }

    /// <summary>Writes the script of an operation.</summary>
    /// <param name="file">Where.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="basePath">The path that its requests begin with.</param>
    /// <param name="run">A word that no other round has; names of created users begin with it.</param>
    /// <param name="token">The bearer token.</param>
    /// <param name="dataFile">Lua that sets <c>ids</c>, <c>names</c> and the rest.</param>
    public static Task WriteScriptAsync(string file, Operation operation, string basePath, string run, string token, string dataFile) => File.WriteAllTextAsync(file, $$"""
        base, run = "{{basePath}}", "{{run}}"
        dofile("{{dataFile}}")
        wrk.headers["Authorization"] = "Bearer {{token}}"
        wrk.headers["Content-Type"] = "application/scim+json"
        {{operation.Script}}
        function done(summary)
          local e = summary.errors
          print(string.format("RESULT %d %d %d", summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout))
        end
        """);

    /// <summary>Writes what requests are about as Lua.</summary>
    public static Task WriteDataAsync(string file, Directory directory)
    {
        var lua = new StringBuilder("ids, names, externals = {}, {}, {}\n");
        foreach (var (id, name, external) in directory.Users)
        {
            lua.Append(CultureInfo.InvariantCulture, $"ids[#ids+1]=\"{id}\" names[#names+1]=\"{name}\" externals[#externals+1]=\"{external}\"\n");
        }

        lua.Append(CultureInfo.InvariantCulture, $"outsider, small, large = \"{directory.Outsider}\", \"{directory.Small}\", \"{directory.Large}\"\n");

        return File.WriteAllTextAsync(file, lua.ToString());
    }
}
