using System.Globalization;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Writes a condition on keys as SQL: constants and the names of parameters, never a value.</summary>
internal sealed class KeyConditionSql(SqlDialect dialect, bool withUnsearchable)
{
    private const string Keys = "SELECT k.resource FROM scim_key k WHERE k.tenant = @tenant AND k.type = @type AND k.attribute = ";

    // What stands before a key is no part of it.
    private const string Key = "substr(k.value, 2)";

    private readonly List<(string Name, object Value)> parameters = [];

    /// <summary>The values of the parameters.</summary>
    internal IReadOnlyList<(string Name, object Value)> Parameters => parameters;

    /// <summary>A test of a row r of scim_resource.</summary>
    internal string Write(KeyCondition condition) => condition switch
    {
        Combined { Conditions.Count: 0 } => "1 = 0",
        Combined combined => $"({string.Join(combined.All ? " AND " : " OR ", combined.Conditions.Select(Write))})",
        IdIs { Id: var id } => IndexKey.IsStorable(id) ? $"r.id = {Parameter(id)}" : "1 = 0",
        KeyIs key => $"r.position IN ({Write(key)})",
        _ => throw new InvalidOperationException($"Condition of type {condition.GetType().Name} is not known."),
    };

    private string Write(KeyIs key)
    {
        var attribute = Parameter(key.Attribute.Path);
        var test = key.Test switch
        {
            KeyTest.Equal => $"k.value = {Parameter(IndexKey.Of(key.Text))}",
            KeyTest.Present => $"k.value <> {Parameter(IndexKey.Of(""))}",
            KeyTest.StartsWith => $"k.searchable AND k.value >= {Parameter(IndexKey.Verbatim + key.Text)} AND k.value < {Parameter(IndexKey.Verbatim + After(key.Text))}",
            KeyTest.Contains => $"k.searchable AND {dialect.Contains(Key, Parameter(key.Text))}",
            _ => $"k.searchable AND length(k.value) > {Parameter(key.Text.Length)} AND {dialect.End("k.value", Parameter(key.Text.Length))} = {Parameter(key.Text)}",
        };
        var found = $"{Keys}{attribute} AND {test}";
        return withUnsearchable && key.Test is not (KeyTest.Equal or KeyTest.Present) ? $"{found} UNION ALL {Keys}{attribute} AND NOT k.searchable" : found;
    }

    /// <summary>The first text behind all that begin with an ASCII one, byte by byte.</summary>
    private static string After(string start) => start[..^1] + (char)(start[^1] + 1);

    private string Parameter(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{parameters.Count}");
        parameters.Add((name, value));
        return "@" + name;
    }
}
