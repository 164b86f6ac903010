namespace ScimConformance.Simulators.Provisioning;

/// <summary>Why and since when a job is in quarantine. Names of reasons are those of Microsoft Graph.</summary>
/// <param name="Reason">For example <c>EncounteredQuarantineException</c>, <c>EncounteredEscrowProportionThreshold</c>, <c>QuarantineOnDemand</c> or <c>TooManyDeletes</c>.</param>
/// <param name="Detail">What happened, in words.</param>
/// <param name="Began">Since when.</param>
/// <param name="Cycles">How many cycles it has lasted.</param>
public sealed record Quarantine(string Reason, string Detail, DateTimeOffset Began, int Cycles)
{
    /// <summary>Credentials were refused, the application was not reached, or it does not answer as SCIM demands.</summary>
    public const string Exception = "EncounteredQuarantineException";

    /// <summary>Too many changes failed.</summary>
    public const string EscrowProportion = "EncounteredEscrowProportionThreshold";

    /// <summary>An administrator or the vendor put it there.</summary>
    public const string OnDemand = "QuarantineOnDemand";

    /// <summary>More deletions than the threshold permits wait for permission.</summary>
    public const string TooManyDeletes = "TooManyDeletes";
}
