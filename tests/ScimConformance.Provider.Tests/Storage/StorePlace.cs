using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>An empty place for a store that outlives its provider, as <see cref="ReferenceOptions.Store"/> names it; removed in the end.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private readonly string? folder;
    private readonly string? schema;

    private StorePlace(string? folder, string? schema) => (this.folder, this.schema) = (folder, schema);

    internal string Store => folder is not null ? $"sqlite:{Path.Combine(folder, "scim.db")}" : $"postgres:{schema}";

    /// <summary>Makes a place in a "sqlite" file or a "postgres" database.</summary>
    internal static async Task<StorePlace> MakeAsync(string kind) => kind == "sqlite"
        ? new StorePlace(Directory.CreateTempSubdirectory("scim-place-").FullName, null)
        : new StorePlace(null, await TestPostgres.NewPlaceAsync());

    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
        if (schema is not null)
            await TestPostgres.RemovePlaceAsync(schema);
    }
}
