using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ScimConformance.Testing.Postgres;

/// <summary>A PostgreSQL server of its own in a temporary folder, reached by a socket in that folder; removed with this object.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "scim";
    private const string Root = "root";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _binaries;
    private readonly string _folder;
    private readonly bool _durable;

    private PostgresCluster(string binaries, string folder, bool durable) => (_binaries, _folder, _durable) = (binaries, folder, durable);

    /// <summary>Says what to install where there is no server program on this machine; null where there is one.</summary>
    public static string? Missing => FindBinaries() is null ? "There is no PostgreSQL on this machine: install it (apt-get install postgresql), or name a server in SCIM_TEST_POSTGRES." : null;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="durable">Whether commits reach the disk, as in real life; tests of other things are faster without.</param>
    public static async Task<PostgresCluster> StartAsync(bool durable = false)
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException(Missing);
        // A socket's path has at most 107 bytes.
        var folder = Directory.CreateTempSubdirectory("scim-pg-").FullName;
        var cluster = new PostgresCluster(binaries, folder, durable);
        if (Environment.UserName == Root)
        {
            await RunAsync("chown", "postgres", folder);
        }

        await cluster.RunServerProgramAsync("initdb", "-D", cluster.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await cluster.RestartAsync();
        return cluster;
    }

    /// <summary>A connection string for a database of this server.</summary>
    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = User, Database = database, MaxPoolSize = 80 }.ConnectionString;

    /// <summary>Kills the server's processes as a power cut would: without a chance to write anything.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(postmaster);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts the server; recovers what a killed one left.</summary>
    public async Task RestartAsync()
    {
        var options = $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c max_connections=200 -c fsync={(_durable ? "on" : "off")}";
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            try
            {
                await RunServerProgramAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", options, "-w", "start");
                return;
            }
            catch (InvalidOperationException) when (!patience.IsCancellationRequested)
            {
                // Processes of a killed server hold its memory for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunServerProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries()
    {
        IEnumerable<string> installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).OrderDescending(StringComparer.Ordinal)
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task RunServerProgramAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == Root ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        using var patience = new CancellationTokenSource(s_patience);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {string.Concat(said)}");
        }
    }
}
