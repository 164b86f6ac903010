using System.Text;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Filters;

/// <summary>A parsed filter (RFC 7644 section 3.4.2.2). Its depth is bounded by <see cref="ScimLimits.FilterDepth"/>, so it may be walked recursively.</summary>
public abstract record Filter
{
    private protected Filter()
    {
    }

    /// <summary>The filter in canonical form: lower-case operators, single spaces, only the parentheses that the tree needs. Parsing it gives an equal filter.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    internal abstract void WriteTo(StringBuilder output);

    internal static void WriteInParentheses(Filter filter, StringBuilder output)
    {
        output.Append('(');
        filter.WriteTo(output);
        output.Append(')');
    }
}

/// <summary>Compares an attribute with a value: <c>userName eq "bjensen"</c>.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Op">The operator.</param>
/// <param name="Value">The JSON literal.</param>
public sealed record AttributeExpression(AttributePath Path, CompareOperator Op, FilterValue Value) : Filter
{
    internal override void WriteTo(StringBuilder output)
    {
        output.Append(Path).Append(' ').Append(Op.ToWire()).Append(' ');
        Value.WriteTo(output);
    }
}

/// <summary>Whether an attribute has a value: <c>title pr</c>.</summary>
/// <param name="Path">The attribute.</param>
public sealed record PresentExpression(AttributePath Path) : Filter
{
    internal override void WriteTo(StringBuilder output) => output.Append(Path).Append(" pr");
}

/// <summary>The opposite of a filter: <c>not (userType eq "Employee")</c>.</summary>
/// <param name="Inner">The filter in the parentheses.</param>
public sealed record NotExpression(Filter Inner) : Filter
{
    internal override void WriteTo(StringBuilder output)
    {
        output.Append("not ");
        WriteInParentheses(Inner, output);
    }
}

/// <summary>A filter on the values of one complex attribute, all parts of which must hold for the same value: <c>emails[type eq "work" and primary eq true]</c>.</summary>
/// <param name="Path">The complex attribute.</param>
/// <param name="Inner">The filter in the brackets; its paths are sub-attributes of <paramref name="Path"/>.</param>
public sealed record ValuePath(AttributePath Path, Filter Inner) : Filter
{
    internal override void WriteTo(StringBuilder output)
    {
        output.Append(Path).Append('[');
        Inner.WriteTo(output);
        output.Append(']');
    }
}
