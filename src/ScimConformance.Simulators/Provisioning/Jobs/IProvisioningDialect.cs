using System.Text.Json.Nodes;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>How an identity provider spells the requests that the engine decides on.</summary>
internal interface IProvisioningDialect
{
    /// <summary>How a matching attribute is asked for, with the value of Test Connection or of an object.</summary>
    WireRequest Find(ProvisionedObjectType kind, TargetPath attribute, string value);

    /// <summary>How the state of an object is asked for.</summary>
    WireRequest Read(ProvisionedObjectType kind, string id);

    /// <summary>Why the identity provider's client cannot make anything of an object that it read, or null.</summary>
    ExportFailure? WhyUnreadable(ProvisionedObjectType kind, JsonNode? resource);

    /// <summary>How an object is created.</summary>
    WireRequest Create(ProvisionedObjectType kind, IReadOnlyList<AttributeChange> values);

    /// <summary>How attributes are changed.</summary>
    WireRequest Update(ProvisionedObjectType kind, string id, IReadOnlyList<AttributeChange> changes);

    /// <summary>How members of a group are added, in as many requests as it takes.</summary>
    /// <param name="groupId">The group's id in the application.</param>
    /// <param name="members">Directory id and id in the application of each.</param>
    IEnumerable<MembersBatch> AddMembers(string groupId, IReadOnlyList<(string SourceId, string TargetId)> members);

    /// <summary>How members of a group are removed, in as many requests as it takes.</summary>
    /// <param name="groupId">The group's id in the application.</param>
    /// <param name="members">Directory id and id in the application of each.</param>
    IEnumerable<MembersBatch> RemoveMembers(string groupId, IReadOnlyList<(string SourceId, string TargetId)> members);

    /// <summary>How an object is deleted.</summary>
    WireRequest Delete(ProvisionedObjectType kind, string id);
}
