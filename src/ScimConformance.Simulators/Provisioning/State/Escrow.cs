using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A change that failed and is tried again, or a deletion that waits for permission.</summary>
/// <param name="ObjectId">The source object.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsReference">Whether a reference (manager, members) failed and not the object itself.</param>
/// <param name="ErrorCode">Why, as the provisioning log names it.</param>
/// <param name="FirstFailure">When it failed first.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="RetryAt">When it is tried again.</param>
internal sealed record Escrow(string ObjectId, ProvisionedObjectType Kind, bool IsReference, string ErrorCode, DateTimeOffset FirstFailure, int Attempts, DateTimeOffset RetryAt)
{
    /// <summary>Whether it is a deletion held back by the accidental-deletion threshold.</summary>
    public bool IsStaged { get; init; }
}
