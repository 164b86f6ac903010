using Microsoft.Data.Sqlite;
using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Storage.Sqlite;

/// <summary>An open connection with its prepared statements, used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    // The statements of the store are few; those of filters are as many as clients think of.
    private const int MostPrepared = 100;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    internal SqliteSession(string connectionString)
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        // A commit that was answered must outlast a power cut.
        Run("PRAGMA synchronous = FULL");
    }

    /// <summary>A prepared command with these values.</summary>
    internal SqliteCommand Command(SqlStatement statement)
    {
        if (!prepared.TryGetValue(statement.Text, out var command))
        {
            if (prepared.Count == MostPrepared)
                Forget();
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is put together from constants.
            command.CommandText = statement.Text;
#pragma warning restore CA2100
            foreach (var (name, value) in statement.Parameters)
                command.Parameters.AddWithValue(name, value);
            prepared.Add(statement.Text, command);
            return command;
        }

        foreach (var (name, value) in statement.Parameters)
            command.Parameters[name].Value = value;
        return command;
    }

    /// <summary>Runs a statement without parameters.</summary>
    internal void Run(string text) => Command(new SqlStatement(text)).ExecuteNonQuery();

    /// <summary>Runs statements of which none will be needed again.</summary>
    internal void RunOnce(string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        prepared.Clear();
    }
}
