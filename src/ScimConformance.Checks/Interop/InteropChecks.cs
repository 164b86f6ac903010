using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>
/// What providers and identity providers really stumbled over, one check for each failure that somebody reported. <c>fixtures/interop/failures.json</c>
/// has the reports, the requests, and which checks judge them; the number in a check's id is the report's.
/// </summary>
internal static class InteropChecks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        Booleans.Group,
        Members.Group,
        MemberBatches.Group,
        Activation.Group,
        TypedValues.Group,
        EnterprisePaths.Group,
        Clearing.Group,
        Lookup.Group,
        Listing.Group,
        Creation.Group,
        Replacing.Group,
        Errors.Group,
        Transport.Group,
        Discovery.Group,
        Tenants.Group,
        Effects.Group,
        Text.Group,
    ];
}
