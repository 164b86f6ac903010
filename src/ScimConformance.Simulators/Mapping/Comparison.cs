using ScimConformance.Simulators.Mapping.Functions;

namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// <c>left = right</c> and the like, inside IIF and CBool. Two numbers are compared as numbers, two dates as dates, anything else as text, case-sensitive;
/// no value counts as the empty text.
/// </summary>
internal sealed class Comparison(string text, string function, MappingExpression left, string @operator, MappingExpression right) : MappingExpression
{
    /// <summary>The operators, longer ones first.</summary>
    public static IReadOnlyList<string> Operators { get; } = ["<>", ">=", "<=", "=", ">", "<"];

    public override IEnumerable<string> SourceAttributes => left.SourceAttributes.Concat(right.SourceAttributes);

    public override string ToString() => $"{left} {@operator} {right}";

    internal override MappingValue Value(MappingScope scope)
    {
        var (a, b) = (left.Value(scope), right.Value(scope));
        var order = Compare(One(a, left), One(b, right));
        var holds = MappingValue.Of(@operator switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        });
        return a.IsRedacted || b.IsRedacted ? holds.Redacted() : holds;
    }

    private static int Compare(string a, string b)
    {
        if (Numbers.TryAny(a, out var x) && Numbers.TryAny(b, out var y))
        {
            return x.CompareTo(y);
        }

        return Dates.TryWritten(a, out var from) && Dates.TryWritten(b, out var to) ? from.CompareTo(to) : string.CompareOrdinal(a, b);
    }

    private string One(MappingValue value, MappingExpression operand) => value.Kind is MappingValueKind.Roles || value.Values.Count > 1
        ? throw new MappingExpressionException(text, operand.Position, function, "one value is expected on each side of a comparison, found several; take one with Item")
        : value.Values.Count == 0 ? "" : value.Values[0];
}
