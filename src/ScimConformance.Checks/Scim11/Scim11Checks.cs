using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>The checks of SCIM 1.1: protocol and core schema, XML, and one store under two versions.</summary>
internal static class Scim11Checks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        Api1_BaseUrl.Group,
        Api2_Authentication.Group,
        Api3_Endpoints.Group,
        Api3_1_Create.Group,
        Api3_2_Read.Group,
        Api3_2_2_1_Filter.Group,
        Api3_2_2_2_Order.Group,
        Api3_3_1_Put.Group,
        Api3_3_2_Patch.Group,
        Api3_3_2_Values.Group,
        Api3_4_Delete.Group,
        Api3_5_Bulk.Group,
        Api3_6_Formats.Group,
        Api3_6_Xml.Group,
        Api3_7_Attributes.Group,
        Api3_9_Errors.Group,
        Api3_11_Versions.Group,
        Core3_Values.Group,
        Core5_Common.Group,
        Core6_Users.Group,
        Core7_Extensions.Group,
        Core9_Descriptions.Group,
        TwoVersions.Group,
        XmlSafety.Group,
    ];
}
