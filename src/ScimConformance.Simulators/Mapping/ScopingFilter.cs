namespace ScimConformance.Simulators.Mapping;

/// <summary>A scoping filter: an object passes when every clause holds; of several filters one has to pass.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Clauses">Its clauses, at least one.</param>
public sealed record ScopingFilter(string Title, IReadOnlyList<ScopingClause> Clauses);

/// <summary>One clause of a scoping filter.</summary>
/// <param name="Attribute">The source attribute.</param>
/// <param name="Operator">The operator as the portal spells it, for example <c>EQUALS</c> or <c>REGEX MATCH</c>; who evaluates it knows which there are.</param>
/// <param name="Value">What it is compared with; null for operators that need nothing.</param>
public sealed record ScopingClause(string Attribute, string Operator, string? Value);
