using System.Data.Common;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>A relational database: runs statements, and keeps its failures apart from the provider's.</summary>
internal abstract class RelationalDatabase : IAsyncDisposable
{
    private readonly SemaphoreSlim preparing = new(1, 1);
    private volatile bool prepared;

    internal abstract SqlDialect Dialect { get; }

    /// <summary>Makes sure that the tables are there and of this program's version. Done once; after a failure the next call tries again.</summary>
    /// <exception cref="ScimStoreException">The database cannot be used, or is of another version.</exception>
    internal async ValueTask PrepareAsync(CancellationToken cancel)
    {
        if (prepared)
            return;
        await preparing.WaitAsync(cancel);
        try
        {
            if (prepared)
                return;
            await GuardAsync(async () =>
            {
                await MigrateAsync(cancel);
                return true;
            });
            prepared = true;
        }
        finally
        {
            preparing.Release();
        }
    }

    /// <summary>The rows that a statement selects.</summary>
    /// <exception cref="ScimStoreException">The database cannot be used.</exception>
    internal async ValueTask<IReadOnlyList<T>> QueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        return await GuardAsync(() => RunQueryAsync(statement, read, cancel));
    }

    /// <summary>Runs the steps in one transaction: all of them, or none where one refuses.</summary>
    /// <exception cref="ScimStoreException">The database cannot be used; where the connection broke while committing, nobody knows whether the commit took place.</exception>
    internal async ValueTask<CommitResult> CommitAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        // Cancellation ends a commit before it begins, never in its middle.
        return await GuardAsync(() => RunCommitAsync(steps, cancel));
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        preparing.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the tables or brings them to this program's version, whoever else tries at the same time.</summary>
    protected abstract ValueTask MigrateAsync(CancellationToken cancel);

    /// <summary>Runs a statement that reads.</summary>
    protected abstract ValueTask<IReadOnlyList<T>> RunQueryAsync<T>(SqlStatement statement, Func<DbDataReader, T> read, CancellationToken cancel);

    /// <summary>Runs the steps of a commit, again where the database says that this helps.</summary>
    protected abstract ValueTask<CommitResult> RunCommitAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancel);

    /// <summary>What the database's failure means for whoever runs the provider; null where it is the provider's own mistake.</summary>
    protected abstract ScimStoreException? Explain(Exception failure);

    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ScimStoreException) && Explain(failure) is { } explained)
        {
            throw explained;
        }
    }
}
