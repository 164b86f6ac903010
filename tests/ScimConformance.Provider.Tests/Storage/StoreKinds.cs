using Microsoft.Data.Sqlite;
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

    [Test]
    public async Task A_file_of_the_first_version_is_brought_up_to_date()
    {
        var file = Path.Combine(folder, "first.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = SqliteTables.Versions[0] + "PRAGMA user_version = 1";
            await command.ExecuteNonQueryAsync();
        }

        await using var stores = new RelationalResourceStores(new SqliteDatabase(file), States.Model, NullLogger<RelationalResourceStores>.Instance);
        Assert.That(await stores.Shared.IsFirstUseAsync("a", Now, Now, default), Is.True);
    }

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
