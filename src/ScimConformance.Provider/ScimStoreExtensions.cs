using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.Postgres;
using ScimConformance.Provider.Storage.Relational;
using ScimConformance.Provider.Storage.Sqlite;

namespace ScimConformance.Provider;

/// <summary>Chooses where the provider keeps its resources; without a choice they are in memory and gone when the process ends.</summary>
public static class ScimStoreExtensions
{
    /// <summary>
    /// Keeps resources in a SQLite file, which is made where there is none. A write is on the disk before it is answered. Several processes of
    /// one machine may use one file; writers take turns.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="file">The file's path, in a folder that exists. SQLite puts two more files beside it while it is open.</param>
    /// <exception cref="ScimStoreException">The name cannot be a file's. What only opening the file shows comes when the host starts.</exception>
    public static IServiceCollection AddScimSqliteStore(this IServiceCollection services, string file) =>
        AddStore(services, SqliteFile.Check(file), static (_, file) => new SqliteDatabase(file));

    /// <summary>
    /// Keeps resources in a PostgreSQL database (version 12 or later, encoding UTF8), whose tables are made where there are none. Several
    /// providers may use one database at a time. A write is durable when it is answered, as long as the server's fsync and synchronous_commit
    /// are on, as they are unless somebody switched them off.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="connection">
    /// A connection string such as "Host=db;Database=scim;Username=scim", or a URL such as "postgres://scim@db/scim". The password may be left
    /// to the environment variable PGPASSWORD.
    /// </param>
    /// <exception cref="ScimStoreException">The connection string is not well-formed. What only connecting shows comes when the host starts.</exception>
    public static IServiceCollection AddScimPostgresStore(this IServiceCollection services, string connection) =>
        AddStore(services, PostgresConnection.Parse(connection),
            static (provider, settings) => new PostgresDatabase(settings, provider.GetRequiredService<ILogger<PostgresDatabase>>()));

    /// <summary>Registers the store that a text names: "memory", "sqlite:FILE" or "postgres:CONNECTION".</summary>
    /// <exception cref="ScimStoreException">The text names none of these.</exception>
    internal static IServiceCollection AddStore(this IServiceCollection services, string? choice)
    {
        const string Sqlite = "sqlite:", Postgres = "postgres:", PostgresUrl = "postgresql:";
        return choice switch
        {
            null or "memory" => services,
            _ when After(choice, Sqlite) is { } file => services.AddScimSqliteStore(file),
            _ when After(choice, Postgres) is { } connection => services.AddScimPostgresStore(connection),
            _ when After(choice, PostgresUrl) is { } connection => services.AddScimPostgresStore(connection),
            // What follows the colon may hold a password.
            _ => throw new ScimStoreException($"The store \"{choice.Split(':')[0]}\" is not known; choose memory, sqlite:FILE or postgres:CONNECTION."),
        };
    }

    private static string? After(string text, string beginning) =>
        text.AsSpan().StartsWith(beginning) ? text[beginning.Length..] : null;

    private static IServiceCollection AddStore<TSettings>(IServiceCollection services, TSettings settings, Func<IServiceProvider, TSettings, RelationalDatabase> open)
    {
        services.AddLogging();
        services.RemoveAll<IResourceStores>();
        services.AddSingleton(provider => new RelationalResourceStores(
            open(provider, settings), provider.GetRequiredService<ProviderModel>(), provider.GetRequiredService<ILogger<RelationalResourceStores>>()));
        services.AddSingleton<IResourceStores>(static provider => provider.GetRequiredService<RelationalResourceStores>());
        services.AddSingleton<IHostedService, StoreStart>();
        return services;
    }

    /// <summary>Opens the store before the first request, so that what is wrong with it stops the start.</summary>
    private sealed class StoreStart(RelationalResourceStores stores) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => await stores.PrepareAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
