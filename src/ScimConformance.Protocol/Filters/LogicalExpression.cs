using System.Text;

namespace ScimConformance.Protocol.Filters;

/// <summary>How the parts of a <see cref="LogicalExpression"/> are joined; "and" binds tighter than "or".</summary>
public enum LogicalOperator
{
    /// <summary>All operands hold.</summary>
    And,

    /// <summary>At least one operand holds.</summary>
    Or,
}

/// <summary>Two or more filters joined by the same operator; a chain <c>a and b and c</c> is one expression, so that long chains are not deep.</summary>
public sealed record LogicalExpression : Filter
{
    /// <summary>Joins filters.</summary>
    /// <exception cref="ArgumentException">Fewer than two operands.</exception>
    public LogicalExpression(LogicalOperator op, IReadOnlyList<Filter> operands)
    {
        if (operands.Count < 2)
            throw new ArgumentException($"A logical expression joins at least two filters; {operands.Count} given.", nameof(operands));
        Op = op;
        Operands = operands;
    }

    /// <summary>The operator.</summary>
    public LogicalOperator Op { get; }

    /// <summary>The filters from left to right.</summary>
    public IReadOnlyList<Filter> Operands { get; }

    /// <inheritdoc/>
    public bool Equals(LogicalExpression? other) => other is not null && Op == other.Op && Operands.SequenceEqual(other.Operands);

    /// <inheritdoc/>
    public override int GetHashCode() => Operands.Aggregate((int)Op, (hash, operand) => HashCode.Combine(hash, operand));

    internal override void WriteTo(StringBuilder output)
    {
        for (var i = 0; i < Operands.Count; i++)
        {
            if (i > 0)
                output.Append(Op == LogicalOperator.And ? " and " : " or ");
            // An "and" inside an "or" needs none; anything else that is logical would be read back as part of this chain.
            if (Operands[i] is LogicalExpression inner && !(Op == LogicalOperator.Or && inner.Op == LogicalOperator.And))
                WriteInParentheses(inner, output);
            else
                Operands[i].WriteTo(output);
        }
    }
}
