namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// What flows into a target attribute: <c>[mail]</c>, <c>"text"</c>, or a function of such,
/// for example <c>Switch([IsSoftDeleted], , "False", "True", "True", "False")</c>. All values are strings; an absent attribute is null.
/// </summary>
public abstract class MappingExpression
{
    /// <summary>The most characters an expression may have.</summary>
    public const int MaxLength = 10_000;

    private protected MappingExpression()
    {
    }

    /// <summary>The source attributes that it reads.</summary>
    public abstract IEnumerable<string> SourceAttributes { get; }

    /// <summary>Reads an expression. Names of functions and attributes are case-sensitive.</summary>
    /// <exception cref="MappingExpressionException">It is malformed, or names an unknown function; the message gives position, function and expectation.</exception>
    public static MappingExpression Parse(string text) => new MappingExpressionParser(text, MappingFunctions.All).Parse();

    /// <summary>Its value.</summary>
    /// <param name="source">Gives the value of a source attribute, null when it has none.</param>
    /// <returns>The value, or null, which means that nothing flows.</returns>
    public abstract string? Evaluate(Func<string, string?> source);
}

/// <summary><c>[name]</c>.</summary>
internal sealed class SourceAttribute(string name) : MappingExpression
{
    public override IEnumerable<string> SourceAttributes => [name];

    public override string? Evaluate(Func<string, string?> source) => source(name);
}

/// <summary><c>"text"</c>.</summary>
internal sealed class StringConstant(string value) : MappingExpression
{
    public override IEnumerable<string> SourceAttributes => [];

    public override string? Evaluate(Func<string, string?> source) => value;
}

/// <summary><c>Name(argument, …)</c>; an omitted argument is null and keeps its place.</summary>
internal sealed class FunctionCall(MappingFunction function, IReadOnlyList<MappingExpression?> arguments) : MappingExpression
{
    public override IEnumerable<string> SourceAttributes => arguments.SelectMany(a => a?.SourceAttributes ?? []);

    public override string? Evaluate(Func<string, string?> source) => function.Body(new MappingArguments(arguments, source));
}
