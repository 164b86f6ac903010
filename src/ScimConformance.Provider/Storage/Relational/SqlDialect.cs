namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Where the databases differ in their SQL.</summary>
internal abstract class SqlDialect
{
    /// <summary>A test whether a column is among the texts of a list parameter, such as "= ANY(@ids)".</summary>
    internal abstract string IsAnyOf(string parameter);

    /// <summary>A test whether a number is among those that a query of its own finds, which is answered first, whatever the database believes of its tables.</summary>
    internal abstract string IsFoundBy(string query);

    /// <summary>A table expression of one column, "item", with the texts of a list parameter.</summary>
    internal abstract string ItemsOf(string parameter);

    /// <summary>The parameter value of a list of texts.</summary>
    internal abstract object List(IEnumerable<string> items);

    /// <summary>What keeps a selected row from being removed until the end of the transaction; "" where writers take turns.</summary>
    internal abstract string KeepRows { get; }

    /// <summary>Takes the turn of whoever adds resources to a tenant, until the end of the transaction; null where all writers take turns.</summary>
    internal abstract string? TakeTurnToAdd { get; }

    /// <summary>Makes the database use the small index of keys that cannot be searched for parts; "" where it does so by itself.</summary>
    internal abstract string ByUnsearchable { get; }

    /// <summary>A test whether a text expression has a part.</summary>
    internal abstract string Contains(string expression, string parameter);

    /// <summary>The last characters of a text expression, as many as a number parameter says, which is 1 or more.</summary>
    internal abstract string End(string expression, string parameter);
}
