using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

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
    /// <param name="dataFile">What <see cref="WriteDataAsync"/> wrote.</param>
    public static Task WriteScriptAsync(string file, Operation operation, string basePath, string run, string token, string dataFile) => File.WriteAllTextAsync(file, $$"""
        base, run = "{{basePath}}", "{{run}}"
        ids, names, externals = {}, {}, {}
        for line in io.lines("{{dataFile}}") do
          local a, b, c = line:match("([^\t]*)\t([^\t]*)\t([^\t]*)")
          if outsider == nil then outsider, small, large = a, b, c else ids[#ids+1], names[#names+1], externals[#externals+1] = a, b, c end
        end
        wrk.headers["Authorization"] = "Bearer {{token}}"
        wrk.headers["Content-Type"] = "application/scim+json"
        {{operation.Script}}
        function done(summary)
          local e = summary.errors
          print(string.format("RESULT %d %d %d", summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout))
        end
        """);

    /// <summary>Writes what requests are about: first the outsider and the groups, then a line for each user. Not as Lua, whose programs may have 65,536 constants.</summary>
    public static Task WriteDataAsync(string file, Directory directory) => File.WriteAllLinesAsync(
        file, directory.Users.Select(user => $"{user.Id}\t{user.Name}\t{user.External}").Prepend($"{directory.Outsider}\t{directory.Small}\t{directory.Large}"));
}
