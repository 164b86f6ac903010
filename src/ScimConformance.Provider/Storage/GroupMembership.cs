using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>A group of which a resource is a member, as far as the member shows it.</summary>
/// <param name="Type">The group's resource type.</param>
/// <param name="Id">The group's identifier.</param>
/// <param name="Display">The group's displayName; null where it has none.</param>
/// <param name="MayBeMember">Whether the group may be a member of further groups; false where it is known not to be.</param>
internal readonly record struct GroupMembership(BoundResourceType Type, string Id, string? Display, bool MayBeMember)
{
    internal static string? DisplayOf(StoredResource group) => group.Attributes.Text(group.Type.Root.Find("displayName"));
}
