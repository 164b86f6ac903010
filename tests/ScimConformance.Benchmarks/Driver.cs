using ScimConformance.Provider;

namespace ScimConformance.Benchmarks;

/// <summary>Sends an operation for a while and measures what comes of it.</summary>
internal sealed class Driver
{
    private readonly string _folder;
    private readonly string _data;
    private readonly int _seconds;

    private Driver(string folder, string data, int seconds) => (_folder, _data, _seconds) = (folder, data, seconds);

    /// <summary>Makes a driver.</summary>
    /// <param name="folder">Where it may write.</param>
    /// <param name="directory">What requests are about.</param>
    /// <param name="seconds">How long a round is.</param>
    public static async Task<Driver> CreateAsync(string folder, Directory directory, int seconds)
    {
        var data = Path.Combine(folder, "users.tsv");
        await Wrk.WriteDataAsync(data, directory);
        return new Driver(folder, data, seconds);
    }

    /// <summary>One round.</summary>
    /// <exception cref="InvalidOperationException">Requests failed, but not all of them; where all did, the server does not offer the operation.</exception>
    public async Task<Round> RunAsync(ServerProcess server, Operation operation, string basePath, string run)
    {
        var script = Path.Combine(_folder, "script.lua");
        await Wrk.WriteScriptAsync(script, operation, basePath, $"{operation.Name}-{run}", ReferenceApplication.DefaultToken, _data);
        var before = server.CpuMicroseconds;
        var load = await Wrk.RunAsync(script, server.Url, _seconds, operation.Connections);
        var cpu = server.CpuMicroseconds - before;
        if (load.Failures > 0 && load.Failures == load.Requests)
        {
            return Round.Refused;
        }

        // A slow server may finish nothing within a round; that is a figure too.
        return load.Failures == 0
            ? new Round(load.Requests / load.Seconds, load.Requests > 0 ? cpu / load.Requests : 0)
            : throw new InvalidOperationException($"{operation.Title}: {load.Failures} of {load.Requests} requests failed; a measurement of errors is worth nothing.");
    }
}
