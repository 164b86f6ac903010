using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>A database that is not there for a while.</summary>
internal sealed class PostgresOutageTests
{
    [Test]
    public async Task While_the_database_is_down_clients_are_told_to_try_again_and_afterwards_all_is_well()
    {
        if (PostgresCluster.Missing is { } missing)
            Assert.Ignore(missing);
        await using var cluster = await PostgresCluster.StartAsync();
        await using var scim = await TestProvider.StartAsync(options => options.Store = $"postgres:{cluster.ConnectionString()}");
        var id = await scim.CreateUserAsync("bjensen");

        await cluster.KillAsync();
        var read = await scim.GetAsync($"/Users/{id}");
        var write = await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"active","value":false}""");
        var bulk = await scim.PostAsync("/Bulk", $$$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/{{{id}}}"}]}""");
        await cluster.RestartAsync();
        var again = await scim.GetAsync($"/Users/{id}");
        var written = await scim.PatchAsync($"/Users/{id}", """{"op":"replace","path":"active","value":false}""");

        foreach (var answer in new[] { read, write })
        {
            answer.IsError(503, null);
            Assert.That(answer.Headers["Retry-After"], Is.EqualTo("5"));
            Assert.That(answer.Text, Does.Not.Contain("Npgsql").And.Not.Contain("   at "));
        }

        Assert.That((string?)bulk.Json["Operations"]![0]!["status"], Is.EqualTo("503"));
        Assert.That((again.Status, written.Status), Is.EqualTo((200, 200)));
        Assert.That((bool)again.Json["active"]!, Is.True, "what was answered 503 did not take place");
    }

    [Test]
    public async Task A_user_who_may_not_make_tables_is_told_so_at_the_start()
    {
        if (PostgresCluster.Missing is { } missing)
            Assert.Ignore(missing);
        await using var cluster = await PostgresCluster.StartAsync();
        await using (var source = Npgsql.NpgsqlDataSource.Create(cluster.ConnectionString()))
        await using (var command = source.CreateCommand("REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE guest LOGIN"))
            await command.ExecuteNonQueryAsync();
        var asGuest = new Npgsql.NpgsqlConnectionStringBuilder(cluster.ConnectionString()) { Username = "guest" }.ConnectionString;

        var refused = Assert.ThrowsAsync<ScimStoreException>(() => TestProvider.StartAsync(options => options.Store = $"postgres:{asGuest}"));
        var missingDatabase = Assert.ThrowsAsync<ScimStoreException>(() => TestProvider.StartAsync(options => options.Store = $"postgres:{cluster.ConnectionString("nowhere")}"));

        Assert.That(refused!.Message, Does.Contain("does not allow").And.Contain("create tables in the schema"));
        Assert.That(missingDatabase!.Message, Does.Contain("has no database \"nowhere\"; create it"));
    }
}
