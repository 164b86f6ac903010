using System.Text.Json;
using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Storage.Sqlite;

/// <summary>SQLite: lists are JSON, and all writers take turns.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    internal override string KeepRows => "";

    internal override string? TakeTurnToAdd => null;

    internal override string ByUnsearchable => "INDEXED BY scim_key_unsearchable";

    internal override string IsAnyOf(string parameter) => $"IN (SELECT value FROM json_each({parameter}))";

    internal override string IsFoundBy(string query) => $"IN ({query})";

    internal override string ItemsOf(string parameter) => $"(SELECT value AS item FROM json_each({parameter}))";

    internal override object List(IEnumerable<string> items) => JsonSerializer.Serialize(items);

    internal override string Contains(string expression, string parameter) => $"instr({expression}, {parameter}) > 0";

    internal override string End(string expression, string parameter) => $"substr({expression}, -{parameter})";
}
