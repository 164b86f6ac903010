using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Querying;

/// <summary>Turns one comparison of a filter into a test of one simple value (RFC 7644 section 3.4.2.2, table 3).</summary>
internal static class ValueTest
{
    /// <summary>The test for an operator other than "ne" and a literal other than null.</summary>
    /// <exception cref="ScimException">invalidFilter: the operator or the literal does not fit the attribute's type.</exception>
    internal static Predicate<AttributeValue> Build(AttributeNode node, CompareOperator op, FilterValue literal, ToleranceSet tolerance) =>
        node.Definition.Type switch
        {
            AttributeType.Boolean => OfBoolean(node, op, literal, tolerance),
            AttributeType.Integer or AttributeType.Decimal => OfNumber(node, op, literal),
            AttributeType.DateTime => OfInstant(node, op, literal),
            AttributeType.Binary => op == CompareOperator.Equal ? OfText(node, op, literal) : throw NotFor(node, op, "a binary attribute"),
            _ => OfText(node, op, literal),
        };

    private static Predicate<AttributeValue> OfBoolean(AttributeNode node, CompareOperator op, FilterValue literal, ToleranceSet tolerance)
    {
        if (op != CompareOperator.Equal)
            throw NotFor(node, op, "a boolean attribute");
        if (literal.Kind == FilterValueKind.String && tolerance.ReadBoolean(node.Definition, literal.Text) is { } boolean)
            literal = FilterValue.Of(boolean);
        var wanted = literal.Kind switch
        {
            FilterValueKind.True => BooleanValue.True,
            FilterValueKind.False => BooleanValue.False,
            _ => throw WrongLiteral(node, literal, "true or false without quotes"),
        };
        return value => ReferenceEquals(value, wanted);
    }

    private static Predicate<AttributeValue> OfNumber(AttributeNode node, CompareOperator op, FilterValue literal)
    {
        if (!literal.TryGetNumber(out var wanted))
            throw WrongLiteral(node, literal, "a number without quotes");
        var accepts = Accepting(node, op, "a number");
        return value => value is NumberValue number && accepts(number.Number.CompareTo(wanted));
    }

    private static Predicate<AttributeValue> OfInstant(AttributeNode node, CompareOperator op, FilterValue literal)
    {
        if (literal.Kind != FilterValueKind.String || !ScimDateTime.TryParse(literal.Text, out var wanted))
            throw WrongLiteral(node, literal, "a dateTime in quotes such as \"2026-01-31T08:15:00Z\"");
        var accepts = Accepting(node, op, "a dateTime");
        return value => value is TextValue text && accepts(Comparison.Instant(text).CompareTo(wanted));
    }

    private static Predicate<AttributeValue> OfText(AttributeNode node, CompareOperator op, FilterValue literal)
    {
        if (literal.Kind != FilterValueKind.String)
            throw WrongLiteral(node, literal, "a string in double quotes");
        var wanted = literal.Text;
        var rules = node.Definition;
        return op switch
        {
            CompareOperator.Equal => value => value is TextValue text && rules.EqualText(text.Text, wanted),
            CompareOperator.Contains => value => value is TextValue text && rules.ContainsText(text.Text, wanted),
            CompareOperator.StartsWith => value => value is TextValue text && rules.StartsWithText(text.Text, wanted),
            CompareOperator.EndsWith => value => value is TextValue text && rules.EndsWithText(text.Text, wanted),
            _ when Accepting(node, op, "a string") is { } accepts => value => value is TextValue text && accepts(rules.CompareText(text.Text, wanted)),
            _ => throw NotFor(node, op, "a string"),
        };
    }

    private static Predicate<int> Accepting(AttributeNode node, CompareOperator op, string kind) => op switch
    {
        CompareOperator.Equal => static order => order == 0,
        CompareOperator.GreaterThan => static order => order > 0,
        CompareOperator.GreaterOrEqual => static order => order >= 0,
        CompareOperator.LessThan => static order => order < 0,
        CompareOperator.LessOrEqual => static order => order <= 0,
        _ => throw NotFor(node, op, kind),
    };

    private static ScimException NotFor(AttributeNode node, CompareOperator op, string kind) =>
        ScimError.InvalidFilter($"\"{op.ToWire()}\" cannot be used with \"{node.Path}\", which is {kind}.").ToException();

    private static ScimException WrongLiteral(AttributeNode node, FilterValue literal, string expected) =>
        ScimError.InvalidFilter($"\"{node.Path}\" compares with {expected}, not with {Shown.Text(literal.ToString())}.").ToException();
}
