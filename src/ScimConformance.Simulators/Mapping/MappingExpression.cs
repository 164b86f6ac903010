namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// What flows into a target attribute: <c>[mail]</c>, <c>"text"</c>, or a function of such,
/// for example <c>Switch([IsSoftDeleted], , "False", "True", "True", "False")</c>. It may be evaluated by several threads at once.
/// </summary>
public abstract class MappingExpression
{
    /// <summary>The most characters an expression may have.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The most characters that a value may grow to, all strings of a list together.</summary>
    public const int MaxValueLength = 100_000;

    private protected MappingExpression()
    {
    }

    /// <summary>The expression that never has a value, of a mapping of type <see cref="AttributeMappingType.None"/>.</summary>
    public static MappingExpression Nothing { get; } = new NoExpression();

    /// <summary>What type of mapping it makes.</summary>
    public virtual AttributeMappingType Type => AttributeMappingType.Expression;

    /// <summary>The source attributes that it reads, in the order in which they stand there.</summary>
    public abstract IEnumerable<string> SourceAttributes { get; }

    /// <summary>Where it stands in the whole expression, counted from 1.</summary>
    internal int Position { get; init; } = 1;

    /// <summary>Reads an expression. Names of functions and attributes are case-sensitive.</summary>
    /// <exception cref="MappingExpressionException">It is malformed, or names an unknown function; the message gives position, function and expectation.</exception>
    public static MappingExpression Parse(string text) => new MappingExpressionParser(text, MappingFunctions.All).Parse();

    /// <summary>Its value.</summary>
    /// <param name="source">The object that is read.</param>
    /// <param name="options">Time, randomness and deviations; null for <see cref="MappingOptions.Default"/>.</param>
    /// <returns>The value; one without content means that nothing flows.</returns>
    /// <exception cref="MappingExpressionException">A function was given what it cannot take; the message gives position, function and expectation.</exception>
    public MappingValue Evaluate(IMappingSource source, MappingOptions? options = null) => Value(new MappingScope(source, options ?? MappingOptions.Default));

    /// <summary>Its value as one string.</summary>
    /// <param name="source">Gives the value of a source attribute, null when it has none.</param>
    /// <returns>The value, or null, which means that nothing flows.</returns>
    /// <exception cref="MappingExpressionException">A function was given what it cannot take.</exception>
    public string? Evaluate(Func<string, string?> source) => Evaluate(new TextSource(source)).Text;

    internal abstract MappingValue Value(MappingScope scope);

    private sealed class NoExpression : MappingExpression
    {
        public override AttributeMappingType Type => AttributeMappingType.None;

        public override IEnumerable<string> SourceAttributes => [];

        public override string ToString() => "";

        internal override MappingValue Value(MappingScope scope) => MappingValue.Null;
    }
}

/// <summary>What an evaluation works with.</summary>
internal sealed record MappingScope(IMappingSource Source, MappingOptions Options);

/// <summary><c>[name]</c>.</summary>
internal sealed class SourceAttribute(string name) : MappingExpression
{
    public override AttributeMappingType Type => AttributeMappingType.Direct;

    public override IEnumerable<string> SourceAttributes => [name];

    public override string ToString() => $"[{name}]";

    internal override MappingValue Value(MappingScope scope) => scope.Source.Read(name);
}

/// <summary><c>"text"</c>, a number as written, or one of the named constants.</summary>
internal sealed class TextConstant(string value) : MappingExpression
{
    private readonly MappingValue _value = MappingValue.Of(value);

    public override AttributeMappingType Type => AttributeMappingType.Constant;

    public override IEnumerable<string> SourceAttributes => [];

    public override string ToString() => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    internal override MappingValue Value(MappingScope scope) => _value;
}
