using NUnit.Framework;
using ScimConformance.Testing.Endurance.Concurrency;
using ScimConformance.Testing.Endurance.Durability;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>The first rounds of what <c>ScimConformance.Endurance</c> runs for long: nothing that was answered is lost, whoever is killed and whoever writes at once.</summary>
internal sealed class StoreEnduranceTests
{
    private const int Rounds = 5;

    private static readonly Load s_load = new(Clients: 24, Seconds: 3, Users: 40, Groups: 6);

    [Test]
    public async Task What_SQLite_was_answered_outlives_kill_9() => Check(await DurabilityRun.OnSqliteAsync(Rounds, seed: 1, TestContext.Out.WriteLine));

    [Test]
    public async Task What_PostgreSQL_was_answered_outlives_kill_9_of_provider_and_database()
    {
        RequirePostgres();
        Check(await DurabilityRun.OnPostgresAsync(Rounds, seed: 1, TestContext.Out.WriteLine));
    }

    [Test]
    public async Task The_judge_sees_what_memory_loses() =>
        Assert.That((await DurabilityRun.InMemoryAsync(1, seed: 1)).Wrong, Has.Some.Contains("is not there after the restart; answered was version"));

    [Test]
    public async Task No_update_is_lost_in_memory() => Check(await ConcurrencyRun.InMemoryAsync(s_load));

    [Test]
    public async Task No_update_is_lost_in_SQLite() => Check(await ConcurrencyRun.OnSqliteAsync(s_load));

    [Test]
    public async Task No_update_is_lost_by_two_nodes_over_one_PostgreSQL()
    {
        RequirePostgres();
        Check(await ConcurrencyRun.OnPostgresAsync(s_load));
    }

    private static void RequirePostgres()
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.Ignore(missing);
        }
    }

    private static void Check(DurabilityResult result)
    {
        TestContext.Out.WriteLine($"{result.Answered} writes answered; of those under way {result.TookPlace} took place and {result.DidNot} did not");
        Assert.That(result.Wrong, Is.Empty);
        Assert.That(result.Answered, Is.GreaterThan(Rounds * 20), "too few writes to say anything");
    }

    private static void Check(ConcurrencyResult result)
    {
        TestContext.Out.WriteLine($"{result.Writes} writes in {result.Seconds:0.0} s, {result.Stale} stale, {result.Contended} contended");
        Assert.That(result.Wrong, Is.Empty);
        Assert.That(result.Writes, Is.GreaterThan(100), "too few writes to say anything");
    }
}
