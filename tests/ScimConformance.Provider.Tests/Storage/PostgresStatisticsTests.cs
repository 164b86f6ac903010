using Npgsql;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>A database that was just filled, of whose tables the planner knows nothing yet.</summary>
internal sealed class PostgresStatisticsTests
{
    private const int Users = 2_000;

    [TestCase("userName eq \"{0}\"")]
    [TestCase("emails[type eq \"work\" and value eq \"{0}\"]")]
    [TestCase("userName sw \"{0}\"")]
    public async Task A_filter_on_an_indexed_attribute_reads_the_resources_that_it_finds_and_no_others(string filter)
    {
        if (PostgresCluster.Missing is { } missing)
            Assert.Ignore(missing);
        await using var cluster = await PostgresCluster.StartAsync();
        var store = $"postgres:{cluster.ConnectionString()}";
        string name;
        await using (var filling = await TestProvider.StartAsync(options => (options.Store, options.SeedUsers) = (store, Users)))
            name = (string)(await filling.GetAsync($"/Users?startIndex={Users / 2}&count=1")).Json["Resources"]![0]!["userName"]!;
        var before = await EntriesReadAsync(cluster);

        await using (var scim = await TestProvider.StartAsync(options => options.Store = store))
        {
            // More often than statements are planned for the values that they have.
            for (var i = 0; i < 10; i++)
            {
                var found = await scim.GetAsync($"/Users?filter={Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, filter, name))}");
                Assert.That((int)found.Json["totalResults"]!, Is.EqualTo(1), found.Text);
            }
        }

        Assert.That(await EntriesReadAsync(cluster) - before, Is.LessThan(Users));
    }

    /// <summary>How many rows and index entries of all tables were read so far. A session counts at its end, so the provider's have to be over.</summary>
    private static async Task<long> EntriesReadAsync(PostgresCluster cluster)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString());
        while (await ScalarAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'scim-conformance'") > 0)
            await Task.Delay(20);
        return await ScalarAsync(source, "SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)::bigint + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)::bigint");
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string text)
    {
        await using var command = source.CreateCommand(text);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
