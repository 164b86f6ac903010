namespace ScimConformance.Protocol;

/// <summary>Bounds on what is parsed, so that no request can exhaust memory, processor time or the stack.</summary>
public sealed record ScimLimits
{
    /// <summary>The deepest <see cref="FilterDepth"/> that may be configured; parsing and evaluation recurse once a level.</summary>
    public const int MaxFilterDepth = 128;

    /// <summary>The deepest <see cref="JsonDepth"/> that may be configured; reading recurses once a level.</summary>
    public const int MaxJsonDepth = 512;

    /// <summary>The limits used where none are given.</summary>
    public static ScimLimits Default { get; } = new();

    /// <summary>Levels of nesting in a JSON body.</summary>
    /// <value>The default value is 64; at most <see cref="MaxJsonDepth"/>.</value>
    public int JsonDepth { get; init => field = Between1And(MaxJsonDepth, value, nameof(JsonDepth)); } = 64;

    /// <summary>Bytes in a request body.</summary>
    /// <value>The default value is 1,048,576.</value>
    public int BodyBytes { get; init => field = AtLeastOne(value, nameof(BodyBytes)); } = 1024 * 1024;

    /// <summary>Characters in a filter or a path.</summary>
    /// <value>The default value is 8192.</value>
    public int FilterLength { get; init => field = AtLeastOne(value, nameof(FilterLength)); } = 8192;

    /// <summary>Levels of parentheses, brackets and "not" in a filter.</summary>
    /// <value>The default value is 32; at most <see cref="MaxFilterDepth"/>.</value>
    public int FilterDepth { get; init => field = Between1And(MaxFilterDepth, value, nameof(FilterDepth)); } = 32;

    /// <summary>Operations in one PATCH request.</summary>
    /// <value>The default value is 1000.</value>
    public int OperationsPerPatch { get; init => field = AtLeastOne(value, nameof(OperationsPerPatch)); } = 1000;

    private static int Between1And(int max, int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max, name);
        return AtLeastOne(value, name);
    }

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
