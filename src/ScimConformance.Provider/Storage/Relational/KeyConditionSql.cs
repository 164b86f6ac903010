using System.Globalization;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>
/// Writes a condition on keys as SQL: constants and the names of parameters, never a value. The most selective part becomes the set of
/// positions that is looked up in the index of keys; what is left is tested for each of them.
/// </summary>
internal sealed class KeyConditionSql(SqlDialect dialect, bool withUnsearchable)
{
    // What stands before a key is no part of it.
    private const string Key = "substr(k.value, 2)";

    private readonly List<(string Name, object Value)> parameters = [];

    /// <summary>How well a set narrows resources down; sets of the last kind are not looked up.</summary>
    private enum Selects
    {
        Few,
        Some,
        Parts,
        Nearly,
    }

    /// <summary>The values of the parameters.</summary>
    internal IReadOnlyList<(string Name, object Value)> Parameters => parameters;

    /// <summary>A test of rows of scim_resource, tenant and type included.</summary>
    /// <param name="condition">What holds.</param>
    /// <param name="rows">The name that the rows have in the statement.</param>
    internal string Write(KeyCondition condition, string rows)
    {
        if (SelectivityOf(condition) == Selects.Nearly)
            return $"{rows}.tenant = @tenant AND {rows}.type = @type AND {Test(condition, rows)}";
        // A set is of the tenant and the type; to ask for both again would offer the database their index, and with it all resources of the type.
        if (condition is not Combined { All: true, Conditions: var conditions })
            return $"{rows}.position {dialect.IsFoundBy(Set(condition))}";
        var first = conditions.MinBy(SelectivityOf)!;
        return string.Join(" AND ", conditions.Where(other => other != first).Select(other => Test(other, rows)).Prepend($"{rows}.position {dialect.IsFoundBy(Set(first))}"));
    }

    private static Selects SelectivityOf(KeyCondition condition) => condition switch
    {
        Combined { Conditions.Count: 0 } or IdIs or KeyIs { Test: KeyTest.Equal } => Selects.Few,
        KeyIs { Test: KeyTest.StartsWith } => Selects.Some,
        KeyIs { Test: KeyTest.Present } => Selects.Nearly,
        KeyIs => Selects.Parts,
        Combined { All: true } all => all.Conditions.Min(SelectivityOf),
        Combined any => any.Conditions.Max(SelectivityOf),
        _ => throw Unknown(condition),
    };

    /// <summary>The positions of the tenant's resources of the type for which a condition holds.</summary>
    private string Set(KeyCondition condition) => condition switch
    {
        Combined { Conditions.Count: 0 } => "SELECT 0 WHERE 1 = 0",
        Combined { All: false } any => string.Join(" UNION ALL ", any.Conditions.Select(Set)),
        Combined all => $"SELECT a.position FROM scim_resource a WHERE {Write(all, "a")}",
        IdIs { Id: var id } => IndexKey.IsStorable(id) ? $"SELECT i.position FROM scim_resource i WHERE i.tenant = @tenant AND i.type = @type AND i.id = {Parameter(id)}" : "SELECT 0 WHERE 1 = 0",
        KeyIs key => Keys(key, ""),
        _ => throw Unknown(condition),
    };

    private string Test(KeyCondition condition, string rows) => condition switch
    {
        Combined { Conditions.Count: 0 } => "1 = 0",
        Combined combined => $"({string.Join(combined.All ? " AND " : " OR ", combined.Conditions.Select(inner => Test(inner, rows)))})",
        IdIs { Id: var id } => IndexKey.IsStorable(id) ? $"{rows}.id = {Parameter(id)}" : "1 = 0",
        KeyIs key => $"EXISTS ({Keys(key, $" AND k.resource = {rows}.position")})",
        _ => throw Unknown(condition),
    };

    private string Keys(KeyIs key, string more)
    {
        const string Of = " WHERE k.tenant = @tenant AND k.type = @type AND k.attribute = ";
        var attribute = Parameter(key.Attribute.Path);
        var test = key.Test switch
        {
            KeyTest.Equal => $"k.value = {Parameter(IndexKey.Of(key.Text))}",
            KeyTest.Present => $"k.value <> {Parameter(IndexKey.Of(""))}",
            KeyTest.StartsWith => $"k.searchable AND k.value >= {Parameter(IndexKey.Verbatim + key.Text)} AND k.value < {Parameter(IndexKey.Verbatim + After(key.Text))}",
            KeyTest.Contains => $"k.searchable AND {dialect.Contains(Key, Parameter(key.Text))}",
            _ => $"k.searchable AND length(k.value) > {Parameter(key.Text.Length)} AND {dialect.End("k.value", Parameter(key.Text.Length))} = {Parameter(key.Text)}",
        };
        var found = $"SELECT k.resource FROM scim_key k{Of}{attribute} AND {test}{more}";
        return withUnsearchable && key.Test is not (KeyTest.Equal or KeyTest.Present)
            ? $"{found} UNION ALL SELECT k.resource FROM scim_key k {dialect.ByUnsearchable}{Of}{attribute} AND NOT k.searchable{more}"
            : found;
    }

    /// <summary>The first text behind all that begin with an ASCII one, byte by byte.</summary>
    private static string After(string start) => start[..^1] + (char)(start[^1] + 1);

    private static InvalidOperationException Unknown(KeyCondition condition) => new($"Condition of type {condition.GetType().Name} is not known.");

    private string Parameter(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{parameters.Count}");
        parameters.Add((name, value));
        return "@" + name;
    }
}
