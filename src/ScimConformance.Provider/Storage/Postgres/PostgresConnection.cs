using Npgsql;

namespace ScimConformance.Provider.Storage.Postgres;

/// <summary>Reads connection strings and URLs of PostgreSQL.</summary>
internal static class PostgresConnection
{
    // Statements that were seen often enough are prepared by the connection; the store's own are about twenty.
    private const int Prepared = 60;

    // A server accepts 100 connections unless told otherwise; two providers should get along with that.
    private const int PoolSize = 40;

    /// <summary>Settings for <see cref="PostgresDatabase"/>.</summary>
    /// <exception cref="ScimStoreException">The text is not well-formed; it is not repeated, because it may hold a password.</exception>
    internal static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = connection.AsSpan().StartsWith("//") || connection.Contains("://") ? FromUrl(connection) : new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Not even the keyword is repeated: behind a semicolon it may be the rest of a password.
            throw Wrong("it is not well-formed, has a keyword that Npgsql does not know, or a value that does not fit; a value with ; or = stands in quotes");
        }

        if (string.IsNullOrWhiteSpace(settings.Host))
            throw Wrong("it names no Host");
        if (!settings.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = Prepared;
        if (!settings.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = PoolSize;
        settings.ApplicationName ??= "scim-conformance";
        return settings;
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        var url = new Uri("postgres:" + text[text.AsSpan().IndexOf("//")..]);
        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0)
            settings.Port = url.Port;
        if (url.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            // libpq writes sslmode where Npgsql's strings have "SSL Mode"; Npgsql knows both.
            settings[Uri.UnescapeDataString(pair[0])] = Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "");
        }

        return settings;
    }

    private static ScimStoreException Wrong(string what) => new(
        $"The PostgreSQL connection string cannot be used: {what}. It takes a form such as postgres:Host=db;Database=scim;Username=scim or postgres://scim@db:5432/scim, with the password in PGPASSWORD.");

}
