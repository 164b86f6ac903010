using ScimConformance.Checks.Rfc7644.S3_5_1_Put;
using ScimConformance.Checks.Rfc7644.S3_5_2_Patch;
using ScimConformance.Checks.Rfc7644.S3_7_Bulk;
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
        BulkSection.Operations,
        BulkSection.Circles,
        BulkSection.References,
        BulkSection.Results,
        BulkSection.Limits,
        S3_8_MediaTypes.Group,
        S3_11_Me.Group,
        S3_12_Errors.Group,
        S3_13_ProtocolVersion.Group,
        S3_14_ETags.Group,
        S4_Discovery.Group,
        S5_PreparedStrings.Group,
        S7_Security.Cookies,
        S7_Security.SensitiveFilters,
        S7_Security.Injection,
        S5_PreparedStrings.Comparison,
        S3_8_MediaTypes.Registration,
    ];
}
