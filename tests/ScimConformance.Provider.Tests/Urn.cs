using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Tests;

/// <summary>URNs that tests write often.</summary>
internal static class Urn
{
    internal const string User = ScimUrn.User;

    internal const string Group = ScimUrn.Group;

    internal const string Enterprise = ScimUrn.EnterpriseUser;

    internal const string Characteristics = ReferenceApplication.CharacteristicsUrn;
}
