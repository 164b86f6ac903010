namespace ScimConformance.Simulators.Mapping;

/// <summary>Where an attribute's value comes from.</summary>
public enum AttributeMappingType
{
    /// <summary>Another attribute, as it is.</summary>
    Direct,

    /// <summary>Always the same text.</summary>
    Constant,

    /// <summary>A function.</summary>
    Expression,

    /// <summary>Nothing: the target stays as it is, a default value is written when it is empty.</summary>
    None,
}

/// <summary>When a mapping applies.</summary>
public enum FlowType
{
    /// <summary>At every creation and update.</summary>
    Always,

    /// <summary>Only when the object is created.</summary>
    ObjectAddOnly,

    /// <summary>Values are added to a multi-valued attribute and never removed.</summary>
    MultiValueAddOnly,
}

/// <summary>What makes a value flow at an update.</summary>
public enum FlowBehavior
{
    /// <summary>The value differs from that of the target.</summary>
    FlowWhenChanged,

    /// <summary>Nothing: it flows at every update.</summary>
    FlowAlways,
}

/// <summary>One line of an attribute mapping: what flows where.</summary>
/// <param name="Target">The attribute of the application.</param>
/// <param name="Source">What flows into it; an expression without value for <see cref="AttributeMappingType.None"/>.</param>
/// <param name="MatchingPriority">Its place among the attributes that objects are matched by, 1 first; null when it is none of them.</param>
public sealed record AttributeMapping(TargetPath Target, MappingExpression Source, int? MatchingPriority)
{
    /// <summary>Where the value comes from.</summary>
    public AttributeMappingType Type { get; init; } = Source.Type;

    /// <summary>What is written when the object is created and the source yields nothing; null for nothing.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>When it applies.</summary>
    public FlowType Apply { get; init; }

    /// <summary>What makes it flow at an update.</summary>
    public FlowBehavior Behavior { get; init; }

    /// <summary>Whether a difference in letter case alone is one.</summary>
    public bool IsCaseExact { get; init; }

    /// <summary>Whether the target holds a truth value, as <c>active</c> does in any case: the client that the flag asks for sends such as JSON booleans.</summary>
    public bool IsBoolean { get; init; }

    /// <summary>Whether no object can be created without a value; users need a userName, groups a displayName in any case.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether its values are other objects (a manager, members), which flow after these exist.</summary>
    public bool IsReference { get; init; }
}
