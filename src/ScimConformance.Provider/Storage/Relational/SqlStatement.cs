namespace ScimConformance.Provider.Storage.Relational;

/// <summary>A statement with its parameters. The text is put together from constants; a value never becomes part of it.</summary>
/// <param name="Text">SQL with parameters such as @id.</param>
/// <param name="Parameters">Their values: text, long, int, bool, byte[], or string[] in the form of <see cref="SqlDialect.List"/>.</param>
internal readonly record struct SqlStatement(string Text, params (string Name, object Value)[] Parameters);

/// <summary>One statement of a commit.</summary>
/// <param name="Statement">What to run.</param>
/// <param name="Returns">Whether the statement returns rows; their first column is what <paramref name="Refuse"/> sees.</param>
/// <param name="Refuse">Looks at what the statement did: how many rows it wrote and what it returned. Null to go on, otherwise why nothing of the commit may stay.</param>
internal readonly record struct CommitStep(SqlStatement Statement, bool Returns, Func<int, IReadOnlyList<object>, CommitResult?>? Refuse);
