using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Storage.Sqlite;

/// <summary>
/// A SQLite file. Readers see the last commit while a writer works (write-ahead log); a commit is on the disk before it is answered. Writers
/// of this process take turns in a queue, those of different processes by SQLite's own lock.
/// </summary>
internal sealed class SqliteDatabase : RelationalDatabase
{
    private const int SecondsToWaitForOthers = 10;

    // SQLite's result codes; https://www.sqlite.org/rescode.html.
    private const int Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    private readonly string file;
    private readonly string connectionString;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentStack<SqliteSession> idle = new();

    internal SqliteDatabase(string file)
    {
        this.file = file;
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true, DefaultTimeout = SecondsToWaitForOthers }.ToString();
    }

    internal override SqlDialect Dialect { get; } = new SqliteDialect();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var session))
            session.Dispose();
        writing.Dispose();
        await base.DisposeAsync();
    }

    protected override ValueTask MigrateAsync(CancellationToken cancel)
    {
        UseSession(session =>
        {
            session.RunOnce("PRAGMA journal_mode = WAL");
            return InTransaction(session, () =>
            {
                var version = Convert.ToInt32(session.Command(new SqlStatement("PRAGMA user_version")).ExecuteScalar(), CultureInfo.InvariantCulture);
                if (version > SqliteTables.Versions.Length)
                    throw new ScimStoreException($"The SQLite store \"{file}\" is of version {version}; this program knows versions up to {SqliteTables.Versions.Length}. Use the newer program that wrote it.");
                foreach (var tables in SqliteTables.Versions.Skip(version))
                    session.RunOnce(tables);
                session.RunOnce($"PRAGMA user_version = {SqliteTables.Versions.Length}");
                return true;
            }, static _ => true);
        });
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<IReadOnlyList<T>> RunQueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(UseSession<IReadOnlyList<T>>(session =>
        {
            var found = new List<T>();
            using var rows = session.Command(statement).ExecuteReader();
            while (rows.Read())
                found.Add(read(rows));
            return found;
        }));
    }

    protected override async ValueTask<CommitResult> RunCommitAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return UseSession(session => InTransaction(session, () => RunSteps(session, steps), static result => result.Outcome == CommitOutcome.Committed));
        }
        finally
        {
            writing.Release();
        }
    }

    protected override ScimStoreException? Explain(Exception failure) => failure is not SqliteException { SqliteErrorCode: var code } ? null : code switch
    {
        Busy or Locked => new($"The SQLite store \"{file}\" is being written by another process for longer than {SecondsToWaitForOthers} seconds.", mayPass: true, failure),
        Full => new($"The disk of the SQLite store \"{file}\" is full; make room.", mayPass: true, failure),
        IoError or NoMemory => new($"The SQLite store \"{file}\" cannot be read or written: {failure.Message}", mayPass: true, failure),
        ReadOnly or CannotOpen => new($"The SQLite store \"{file}\" cannot be opened for writing; give a file, in a folder, that this user may write.", mayPass: true, failure),
        Corrupt or NotADatabase => new($"The SQLite store \"{file}\" is no SQLite database, or a damaged one; give a file that this program made, or a name that does not exist yet.", mayPass: false, failure),
        _ => null,
    };

    private static CommitResult RunSteps(SqliteSession session, IReadOnlyList<CommitStep> steps)
    {
        foreach (var step in steps)
        {
            var command = session.Command(step.Statement);
            var (written, returned) = step.Returns ? (0, Returned(command)) : (command.ExecuteNonQuery(), []);
            if (step.Refuse?.Invoke(written, returned) is { } refused)
                return refused;
        }

        return new CommitResult(CommitOutcome.Committed);
    }

    private static List<object> Returned(SqliteCommand command)
    {
        var returned = new List<object>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
            returned.Add(rows.GetValue(0));
        return returned;
    }

    /// <summary>Runs something in a transaction. Where it throws, the session is closed, and the transaction with it.</summary>
    private static T InTransaction<T>(SqliteSession session, Func<T> run, Predicate<T> keeps)
    {
        // The write lock is taken at once: a transaction that begins by reading could not get it later.
        session.Run("BEGIN IMMEDIATE");
        var result = run();
        session.Run(keeps(result) ? "COMMIT" : "ROLLBACK");
        return result;
    }

    /// <summary>Lends a session. One in which something failed is not used again.</summary>
    private T UseSession<T>(Func<SqliteSession, T> use)
    {
        if (!idle.TryPop(out var session))
            session = new SqliteSession(connectionString);
        var sound = false;
        try
        {
            var result = use(session);
            sound = true;
            return result;
        }
        finally
        {
            if (sound)
                idle.Push(session);
            else
                session.Dispose();
        }
    }
}
