using Microsoft.Extensions.Logging.Abstractions;
using ScimConformance.Provider.Storage;
using ScimConformance.Provider.Storage.InMemory;
using ScimConformance.Provider.Storage.Postgres;
using ScimConformance.Provider.Storage.Relational;
using ScimConformance.Provider.Storage.Sqlite;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>The store in memory.</summary>
internal sealed class InMemoryStoreTests : ResourceStoreListTests
{
    protected override Task<IResourceStores> OpenAsync() => Task.FromResult<IResourceStores>(new InMemoryResourceStores());
}

/// <summary>The store in a SQLite file.</summary>
internal sealed class SqliteStoreTests : LastingStoreTests
{
    private string folder = "";

    protected override Task MakePlaceAsync()
    {
        folder = Directory.CreateTempSubdirectory("scim-sqlite-").FullName;
        return Task.CompletedTask;
    }

    protected override RelationalDatabase Open() => new SqliteDatabase(SqliteFile.Check(Path.Combine(folder, "scim.db")));

    protected override Task RemovePlaceAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>The store in a PostgreSQL database.</summary>
internal sealed class PostgresStoreTests : LastingStoreTests
{
    private string? place;

    protected override async Task MakePlaceAsync() => place = await TestPostgres.NewPlaceAsync();

    protected override RelationalDatabase Open() => new PostgresDatabase(PostgresConnection.Parse(place!), NullLogger<PostgresDatabase>.Instance);

    protected override Task RemovePlaceAsync() => place is null ? Task.CompletedTask : TestPostgres.RemovePlaceAsync(place);
}

/// <summary>Stops the PostgreSQL server after the last test.</summary>
[SetUpFixture]
internal sealed class PostgresEnd
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.StopAsync();
}
