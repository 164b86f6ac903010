namespace ScimConformance.Protocol.Messages;

/// <summary>The detail error keywords of RFC 7644 section 3.12, table 9, and of RFC 9865 section 2.1.</summary>
public enum ScimErrorType
{
    /// <summary>The filter does not follow the grammar, or compares what cannot be compared.</summary>
    InvalidFilter,

    /// <summary>The filter yields more results than the server will compute.</summary>
    TooMany,

    /// <summary>A value is already in use.</summary>
    Uniqueness,

    /// <summary>The change is not compatible with the attribute's mutability or present value.</summary>
    Mutability,

    /// <summary>The body's structure is invalid.</summary>
    InvalidSyntax,

    /// <summary>The PATCH path is malformed or names no attribute.</summary>
    InvalidPath,

    /// <summary>The PATCH path selects nothing that could be operated on.</summary>
    NoTarget,

    /// <summary>A required value is missing, or a value does not fit its attribute.</summary>
    InvalidValue,

    /// <summary>The protocol version is not supported.</summary>
    InvalidVers,

    /// <summary>The request would put sensitive information into a URI.</summary>
    Sensitive,

    /// <summary>The cursor is not valid (RFC 9865).</summary>
    InvalidCursor,

    /// <summary>The cursor has expired (RFC 9865).</summary>
    ExpiredCursor,

    /// <summary>The count is not valid for paging by cursor (RFC 9865).</summary>
    InvalidCount,
}

/// <summary>The keywords as written on the wire.</summary>
public static class ScimErrorTypeNames
{
    private static readonly Dictionary<string, ScimErrorType> ByName =
        Enum.GetValues<ScimErrorType>().ToDictionary(ToWire, StringComparer.Ordinal);

    /// <summary>The keyword, such as "invalidFilter".</summary>
    public static string ToWire(this ScimErrorType type) => type switch
    {
        ScimErrorType.InvalidFilter => "invalidFilter",
        ScimErrorType.TooMany => "tooMany",
        ScimErrorType.Uniqueness => "uniqueness",
        ScimErrorType.Mutability => "mutability",
        ScimErrorType.InvalidSyntax => "invalidSyntax",
        ScimErrorType.InvalidPath => "invalidPath",
        ScimErrorType.NoTarget => "noTarget",
        ScimErrorType.InvalidValue => "invalidValue",
        ScimErrorType.InvalidVers => "invalidVers",
        ScimErrorType.Sensitive => "sensitive",
        ScimErrorType.InvalidCursor => "invalidCursor",
        ScimErrorType.ExpiredCursor => "expiredCursor",
        ScimErrorType.InvalidCount => "invalidCount",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a scimType."),
    };

    /// <summary>The type that a keyword stands for; null for an unknown keyword, which RFC 7644 section 3.12 allows.</summary>
    public static ScimErrorType? FromWire(string keyword) => ByName.TryGetValue(keyword, out var type) ? type : null;
}
