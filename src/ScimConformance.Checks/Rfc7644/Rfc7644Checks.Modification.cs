using ScimConformance.Checks.Rfc7644.S3_5_1_Put;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Sections 3.5 to 7: modification, deletion, bulk, media types, errors, versioning, discovery.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> ModificationSections =>
    [
        S3_5_Modifying.Group,
        PutSection.Group,
        S3_6_Delete.Group,
        S4_Discovery.Group,
    ];
}
