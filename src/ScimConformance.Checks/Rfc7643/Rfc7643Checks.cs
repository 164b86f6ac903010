using ScimConformance.Checks.Rfc7643.EveryAttribute;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>The sections of RFC 7643, top to bottom.</summary>
internal static class Rfc7643Checks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        S2_1_Attributes.Group,
        S2_3_DataTypes.Group,
        S2_3_6_Binary.Group,
        S2_3_7_References.Group,
        S2_4_MultiValued.Group,
        S2_5_Unassigned.Group,
        S3_Schemas.Group,
        S3_1_Ids.Group,
        S3_1_ProvisioningDomain.Group,
        S3_1_Meta.Group,
        S4_1_1_UserName.Group,
        S4_1_1_Singular.Group,
        S4_1_1_Account.Group,
        S4_1_2_Plural.Group,
        S4_1_2_Groups.Group,
        S4_2_Group.Group,
        S4_3_Enterprise.Group,
        S5_ServiceProviderConfig.Group,
        S5_Honesty.Group,
        S6_ResourceTypes.Group,
        S7_Schemas.Group,
        S7_Characteristics.Group,
        EveryWrite.Group,
        EveryPatch.Group,
        EveryQuery.Group,
        EveryRule.Group,
        S8_7_1_PublishedSchemas.Group,
    ];
}
