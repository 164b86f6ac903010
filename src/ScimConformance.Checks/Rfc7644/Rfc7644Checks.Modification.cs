using ScimConformance.Checks.Rfc7644.S3_5_1_Put;
using ScimConformance.Checks.Rfc7644.S3_5_2_Patch;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Sections 3.5 to 7: modification, deletion, bulk, media types, errors, versioning, discovery.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> ModificationSections =>
    [
        S3_5_Modifying.Group,
        PutSection.Group,
        PatchSection.Group,
        S3_5_2_1_PatchAdd.Group,
        S3_5_2_2_PatchRemove.Group,
        S3_5_2_3_PatchReplace.Group,
        S3_6_Delete.Group,
        S4_Discovery.Group,
    ];
}
