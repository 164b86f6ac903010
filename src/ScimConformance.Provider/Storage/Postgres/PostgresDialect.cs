using ScimConformance.Provider.Storage.Relational;

namespace ScimConformance.Provider.Storage.Postgres;

/// <summary>PostgreSQL: lists are arrays, and writers wait for each other where they touch the same rows.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    internal override string KeepRows => "FOR KEY SHARE";

    // Positions are given in order, but transactions end in any: a list would pass over a resource whose position is lower and whose
    // transaction ends later. With the tenant's turn held to the end, positions become visible in order.
    internal override string? TakeTurnToAdd => "SELECT pg_advisory_xact_lock(hashtextextended(@tenant, 7644))::text";

    internal override string ByUnsearchable => "";

    internal override string IsAnyOf(string parameter) => $"= ANY({parameter})";

    // As "IN (SELECT ...)" it is a join, which the planner turns round where it has no statistics yet: one look into the index for each resource.
    internal override string IsFoundBy(string query) => $"= ANY(ARRAY({query}))";

    internal override string ItemsOf(string parameter) => $"unnest({parameter}) AS items (item)";

    internal override object List(IEnumerable<string> items) => items.ToArray();

    internal override string Contains(string expression, string parameter) => $"strpos({expression}, {parameter}) > 0";

    internal override string End(string expression, string parameter) => $"right({expression}, {parameter})";
}
