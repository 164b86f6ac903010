namespace ScimConformance.Protocol.Filters;

/// <summary>The operators that compare an attribute with a value (RFC 7644 section 3.4.2.2, table 3).</summary>
public enum CompareOperator
{
    /// <summary>eq.</summary>
    Equal,

    /// <summary>ne.</summary>
    NotEqual,

    /// <summary>co: the value is part of the attribute.</summary>
    Contains,

    /// <summary>sw.</summary>
    StartsWith,

    /// <summary>ew.</summary>
    EndsWith,

    /// <summary>gt.</summary>
    GreaterThan,

    /// <summary>ge.</summary>
    GreaterOrEqual,

    /// <summary>lt.</summary>
    LessThan,

    /// <summary>le.</summary>
    LessOrEqual,
}

/// <summary>The operators as written on the wire.</summary>
public static class CompareOperatorNames
{
    /// <summary>The two-letter operator in lower case.</summary>
    public static string ToWire(this CompareOperator op) => op switch
    {
        CompareOperator.Equal => "eq",
        CompareOperator.NotEqual => "ne",
        CompareOperator.Contains => "co",
        CompareOperator.StartsWith => "sw",
        CompareOperator.EndsWith => "ew",
        CompareOperator.GreaterThan => "gt",
        CompareOperator.GreaterOrEqual => "ge",
        CompareOperator.LessThan => "lt",
        CompareOperator.LessOrEqual => "le",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "Not a comparison operator."),
    };

    /// <summary>The operator that two letters of any case stand for; null for anything else.</summary>
    internal static CompareOperator? FromWire(ReadOnlySpan<char> word)
    {
        if (word.Length != 2)
            return null;
        return (char.ToLowerInvariant(word[0]), char.ToLowerInvariant(word[1])) switch
        {
            ('e', 'q') => CompareOperator.Equal,
            ('n', 'e') => CompareOperator.NotEqual,
            ('c', 'o') => CompareOperator.Contains,
            ('s', 'w') => CompareOperator.StartsWith,
            ('e', 'w') => CompareOperator.EndsWith,
            ('g', 't') => CompareOperator.GreaterThan,
            ('g', 'e') => CompareOperator.GreaterOrEqual,
            ('l', 't') => CompareOperator.LessThan,
            ('l', 'e') => CompareOperator.LessOrEqual,
            _ => null,
        };
    }
}
