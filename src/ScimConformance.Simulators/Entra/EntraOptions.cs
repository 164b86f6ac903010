using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>Which operation changes an attribute.</summary>
public enum EntraOperation
{
    /// <summary><c>Add</c> where the application shows nothing, else <c>Replace</c>. [observed]</summary>
    ByTarget,

    /// <summary><c>Add</c> always: the choice is not always consistent. [observed]</summary>
    Add,

    /// <summary><c>Replace</c> always, also of what is not there. [observed]</summary>
    Replace,
}

/// <summary>What differs from one Entra tenant, or from one published capture, to another. Sources stand in fixtures/entra/SOURCES.md.</summary>
public sealed record EntraOptions
{
    /// <summary>Which client speaks.</summary>
    public EntraWire Wire { get; init; } = EntraWire.Default;

    /// <summary>How people and groups become users and groups.</summary>
    public ApplicationMapping Mapping { get; init; } = EntraMappings.ThousandEyes2020;

    /// <summary>Value of the <c>ADSCIMVersion</c> header; <c>5.0</c> was observed in 2019. Newer values hold a date and an activity id.</summary>
    public string ScimVersion { get; init; } = "5.0";

    /// <summary>Whether POST sends <c>active</c> as the mapping's text (<c>"True"</c>, stated by Microsoft in 2020) instead of the boolean that its documentation shows.</summary>
    public bool ActiveAsTextOnCreate { get; init; }

    /// <summary>Whether POST has <c>"roles":[]</c> where a person has none, as one documented sample shows.</summary>
    public bool EmptyRolesOnCreate { get; init; }

    /// <summary>How many members one PATCH of a group names at most. What the service does is not known.</summary>
    public int MembersPerRequest { get; init; } = 1;

    /// <summary>Whether the default client sends <c>"$ref":null</c> beside the value of a member that it adds, as documented and observed in 2019; newer captures lack it.</summary>
    public bool NullRefOnAdd { get; init; } = true;

    /// <summary>The same for members that it removes; one documented sample has it, captures do not.</summary>
    public bool NullRefOnRemove { get; init; }

    /// <summary>Whether <c>Operations</c> stands before <c>schemas</c>, as in some captures.</summary>
    public bool OperationsFirst { get; init; }

    /// <summary>Which operation changes an attribute.</summary>
    public EntraOperation Operation { get; init; } = EntraOperation.ByTarget;

    /// <summary>Whether the Secret Token was left empty: every request carries a token that Entra issued itself (<see cref="EntraToken"/>), a new one before the old one expires. The target must have no credentials.</summary>
    public bool EmptySecret { get; init; }

    /// <summary>Whether the flag of the tenant URL is repeated in every request. Nothing says whether it is.</summary>
    public bool RepeatFlag { get; init; }

    /// <summary>Targets of the mapping to match by, first to last; null for those that the mapping marks.</summary>
    public IReadOnlyList<string>? MatchBy { get; init; }
}
