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
        S3_4_Retrieve.Default,
        S3_4_Retrieve.Known,
        S3_4_2_List.Group,
        S3_4_2_List.Endpoints,
        S3_4_2_1_MultipleTypes.Group,
        S3_4_2_2_Operators.Group,
        S3_4_2_2_Ordering.Group,
        S3_4_2_2_Logic.Group,
        S3_4_2_2_Names.Group,
        S3_4_2_2_Literals.Group,
        S3_4_2_3_Sorting.Group,
        S3_4_2_4_Paging.Group,
        S3_4_2_5_Attributes.Group,
        S3_4_3_Search.Group,
        S3_4_2_1_MultipleTypes.Search,
        S3_9_Projection.Group,
        S3_10_Notation.Group,
    ];
}
