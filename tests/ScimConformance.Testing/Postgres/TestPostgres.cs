using System.Globalization;
using Npgsql;
using NUnit.Framework;

namespace ScimConformance.Testing.Postgres;

/// <summary>Places for stores in a PostgreSQL server: the one that SCIM_TEST_POSTGRES names, or one that is started with the first place and stopped at the end.</summary>
public static class TestPostgres
{
    private static readonly SemaphoreSlim s_starting = new(1, 1);
    private static PostgresCluster? s_cluster;
    private static int s_places;

    /// <summary>The connection string of an empty schema. The test is ignored where there is no PostgreSQL.</summary>
    public static async Task<string> NewPlaceAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(await ServerAsync());
        var schema = string.Create(CultureInfo.InvariantCulture, $"scim_test_{Environment.ProcessId}_{Interlocked.Increment(ref s_places)}");
        await RunAsync(server.ConnectionString, $"CREATE SCHEMA {schema}");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { SearchPath = schema }.ConnectionString;
    }

    /// <summary>Removes what <see cref="NewPlaceAsync"/> made.</summary>
    public static Task RemovePlaceAsync(string place) => RunAsync(place, $"DROP SCHEMA IF EXISTS {new NpgsqlConnectionStringBuilder(place).SearchPath} CASCADE");

    /// <summary>Stops the server that was started here, if one was.</summary>
    public static async Task StopAsync()
    {
        if (Interlocked.Exchange(ref s_cluster, null) is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task<string> ServerAsync()
    {
        if (Environment.GetEnvironmentVariable("SCIM_TEST_POSTGRES") is { Length: > 0 } named)
        {
            return named;
        }

        if (PostgresCluster.Missing is { } missing)
        {
            Assert.Ignore(missing);
        }

        await s_starting.WaitAsync();
        try
        {
            return (s_cluster ??= await PostgresCluster.StartAsync()).ConnectionString();
        }
        finally
        {
            s_starting.Release();
        }
    }

    private static async Task RunAsync(string connectionString, string text)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }
}
