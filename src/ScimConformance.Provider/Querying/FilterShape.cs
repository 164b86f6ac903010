using ScimConformance.Protocol.Filters;

namespace ScimConformance.Provider.Querying;

/// <summary>A filter for a log: its attributes and operators. Its values may be about people and are left out.</summary>
internal static class FilterShape
{
    private const int Longest = 200;

    internal static string Of(Filter filter)
    {
        var shape = Write(filter);
        return shape.Length <= Longest ? shape : $"{shape.AsSpan(0, Longest)}…";
    }

    private static string Write(Filter filter) => filter switch
    {
        AttributeExpression comparison => $"{comparison.Path} {comparison.Op.ToWire()}",
        PresentExpression present => $"{present.Path} pr",
        NotExpression not => $"not ({Write(not.Inner)})",
        ValuePath path => $"{path.Path}[{Write(path.Inner)}]",
        LogicalExpression logical => $"({string.Join(logical.Op == LogicalOperator.And ? " and " : " or ", logical.Operands.Select(Write))})",
        _ => "filter",
    };
}
