using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Sections 1, 3.1 to 3.4, 3.9 and 3.10: creation, retrieval, querying.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> QuerySections =>
    [
        S1_2_UrlEncoding.Group,
        S1_3_BaseUrl.Group,
        S3_1_Messages.Group,
        S3_2_Endpoints.Group,
        S3_3_Create.Group,
        S3_3_CreateRefused.Group,
        S3_3_1_ResourceTypes.Group,
    ];
}
