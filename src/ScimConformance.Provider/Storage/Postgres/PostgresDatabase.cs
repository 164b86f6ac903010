using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Storage.Postgres;

/// <summary>A PostgreSQL database, which other providers may use at the same time.</summary>
internal sealed partial class PostgresDatabase : RelationalDatabase
{
    // Commits that wait for each other in a circle, and such as come too close to each other, succeed when one of them tries again.
    private const int Attempts = 20;

    // Whoever starts first makes the tables; the number is anybody's, but the same for all.
    private const string TakeTurnToMigrate = "SELECT pg_advisory_xact_lock(7643764496865)";

    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly NpgsqlDataSource source;
    private readonly ILogger log;

    internal PostgresDatabase(NpgsqlConnectionStringBuilder settings, ILogger<PostgresDatabase> log)
    {
        (this.settings, this.log) = (settings, log);
        source = NpgsqlDataSource.Create(settings);
    }

    internal override SqlDialect Dialect { get; } = new PostgresDialect();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async ValueTask MigrateAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var encoding = await ScalarAsync(connection, "SHOW server_encoding", cancel);
        if (encoding is not "UTF8")
            throw new ScimStoreException($"The database \"{connection.Database}\" has the encoding {encoding}; create one with ENCODING 'UTF8'.");
        foreach (var setting in new[] { "fsync", "synchronous_commit" })
            if (await ScalarAsync(connection, $"SHOW {setting}", cancel) is "off")
                LogNotDurable(log, setting);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunAsync(connection, TakeTurnToMigrate, cancel);
        await RunAsync(connection, PostgresTables.VersionTable, cancel);
        var version = await ScalarAsync(connection, "SELECT max(version) FROM scim_version", cancel) is int found ? found : 0;
        if (version > PostgresTables.Versions.Length)
            throw new ScimStoreException($"The tables in the database \"{connection.Database}\" are of version {version}; this program knows versions up to {PostgresTables.Versions.Length}. Use the newer program that made them.");
        foreach (var tables in PostgresTables.Versions.Skip(version))
        {
            await RunAsync(connection, tables, cancel);
            version++;
            await RunAsync(connection, $"INSERT INTO scim_version (version) VALUES ({version.ToString(CultureInfo.InvariantCulture)})", cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    protected override async ValueTask<IReadOnlyList<T>> RunQueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        try
        {
            return await TryQueryAsync(statement, read, cancel);
        }
        catch (NpgsqlException failure) when (IsBroken(failure))
        {
            source.Clear();
            return await TryQueryAsync(statement, read, cancel);
        }
    }

    private async ValueTask<IReadOnlyList<T>> TryQueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is put together from constants.
        command.CommandText = statement.Text;
#pragma warning restore CA2100
        foreach (var (name, value) in statement.Parameters)
            command.Parameters.AddWithValue(name, value);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<T>();
        while (await rows.ReadAsync(cancel))
            found.Add(read(rows));
        return found;
    }

    protected override async ValueTask<CommitResult> RunCommitAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var state = new CommitState();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryCommitAsync(steps, state, cancel);
            }
            catch (NpgsqlException failure) when (IsBroken(failure) && !state.IsDecided && attempt == 1)
            {
                source.Clear();
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                LogAgain(log, failure.SqlState, attempt);
            }
        }
    }

    /// <summary>One attempt: all statements in one message, then the decision.</summary>
    private async ValueTask<CommitResult> TryCommitAsync(IReadOnlyList<CommitStep> steps, CommitState state, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var batch = connection.CreateBatch();
        foreach (var step in steps)
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // The text is put together from constants.
            command.CommandText = step.Statement.Text;
#pragma warning restore CA2100
            foreach (var (name, value) in step.Statement.Parameters)
                command.Parameters.AddWithValue(name, value);
            batch.BatchCommands.Add(command);
        }

        var returned = new List<IReadOnlyList<object>>(steps.Count);
        await using (var rows = await batch.ExecuteReaderAsync(CancellationToken.None))
        {
            foreach (var step in steps)
                returned.Add(step.Returns ? await ReturnedAsync(rows) : []);
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Refuse?.Invoke(batch.BatchCommands[i].RecordsAffected, returned[i]) is { } refused)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                return refused;
            }
        }

        state.IsDecided = true;
        await transaction.CommitAsync(CancellationToken.None);
        return new CommitResult(CommitOutcome.Committed);
    }

    protected override ScimStoreException? Explain(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
            Unusable($"refuses the user \"{settings.Username}\": {refused.MessageText}. Give the right Username, and the password in PGPASSWORD or in the connection string", refused),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
            Unusable($"has no database \"{settings.Database}\"; create it, or name another with Database", missing),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } forbidden =>
            Unusable($"does not allow what the store needs: {forbidden.MessageText}. Let the user create tables in the schema, or make the user its owner", forbidden),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } readOnly => Unusable("is read-only at the moment, as a standby is; name the primary", readOnly),
        PostgresException server when IsPassing(server.SqlState) => Unusable($"cannot serve at the moment: {server.MessageText}", server),
        PostgresException => null,
        NpgsqlException unreachable => Unusable($"cannot be reached: {unreachable.Message.TrimEnd('.')}. Start it, or mend Host and Port", unreachable),
        _ => null,
    };

    // What a server that was restarted meanwhile makes of the connections that were open before: such a failure says nothing about the server.
    private static bool IsBroken(NpgsqlException failure) => failure is not PostgresException server
        || server.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    // Classes 08 connection, 53 resources, 57 intervention, 58 system; deadlocks that lasted.
    private static bool IsPassing(string state) =>
        state[..2] is "08" or "53" or "57" or "58" || state is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static async Task<List<object>> ReturnedAsync(NpgsqlDataReader rows)
    {
        var returned = new List<object>();
        while (await rows.ReadAsync(CancellationToken.None))
            returned.Add(rows.GetValue(0));
        await rows.NextResultAsync(CancellationToken.None);
        return returned;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string text, CancellationToken cancel)
    {
#pragma warning disable CA2100 // A constant.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancel);
    }

    private static Task<object?> RunAsync(NpgsqlConnection connection, string text, CancellationToken cancel) => ScalarAsync(connection, text, cancel);

    private ScimStoreException Unusable(string what, Exception cause) => new($"The PostgreSQL server at {settings.Host}:{settings.Port} {what}.", mayPass: true, cause);

    /// <summary>Whether COMMIT was sent: from then on nobody knows the outcome but the server.</summary>
    private sealed class CommitState
    {
        internal bool IsDecided { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL runs with {Setting} = off: a write that was answered may be lost when the server stops; switch it on")]
    private static partial void LogNotDurable(ILogger log, string setting);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Commit is tried again after {SqlState}, attempt {Attempt}")]
    private static partial void LogAgain(ILogger log, string sqlState, int attempt);
}
