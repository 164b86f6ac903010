namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of the SCIM 1.1 face.</summary>
internal static class Scim11Faults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. new[] { BaseFaults.All, CreateFaults.All, ReadFaults.All, FilterFaults.All, ChangeFaults.All, PatchFaults.All, BulkFaults.All, FormatFaults.All, VersionFaults.All }
            .SelectMany(faults => faults).Select(fault => fault with { InScim11 = true }),

        // A version in the path that is neither face's.
        Fault.OnRequest("v1-any-version", "Any version in the URL is served", ["V1-VERSION-001"], e =>
        {
            if (e.Path.Split('/') is [.., "v97", var endpoint])
            {
                e.Path = "/" + endpoint;
            }
        }),
    ];
}
