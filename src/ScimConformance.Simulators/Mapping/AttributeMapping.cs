namespace ScimConformance.Simulators.Mapping;

/// <summary>One line of an attribute mapping: what flows where.</summary>
/// <param name="Target">The attribute of the application.</param>
/// <param name="Source">What flows into it.</param>
/// <param name="MatchingPriority">Its place among the attributes that users are matched by, 1 first; null when it is none of them.</param>
public sealed record AttributeMapping(TargetPath Target, MappingExpression Source, int? MatchingPriority);
