using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Operations;

/// <summary>Checks references to other resources and puts them into the form in which they are stored: without URI, which depends on who asks.</summary>
internal sealed class ReferenceRules(IResourceStore store)
{
    /// <summary>The attributes with checked members and manager.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="id">The resource's own identifier.</param>
    /// <param name="attributes">The attributes as the request would have them.</param>
    /// <param name="present">The stored attributes, whose members need no check; null for a new resource.</param>
    /// <param name="cancel">Cancels the operation.</param>
    /// <exception cref="ScimException">invalidValue: a member does not exist.</exception>
    internal async ValueTask<ComplexValue> CheckAsync(
        BoundResourceType type, string id, ComplexValue attributes, ComplexValue? present, CancellationToken cancel)
    {
        if (type.Members is { } members && attributes[members] is MultiValue values && !ReferenceEquals(values, present?[members]))
            attributes = attributes.With(members, await CheckMembersAsync(members, id, values, present?[members] as MultiValue, cancel));
        if (type.Manager is { Reference: { } reference } manager && attributes[manager.Parent!] is ComplexValue extension
            && extension[manager] is ComplexValue value && value[reference] is not null
            && value.Text(manager.Value) is { } managerId && await store.GetAnyAsync(managerId, cancel) is not null)
            attributes = attributes.With(manager.Parent!, extension.With(manager, value.With(reference, null)));
        return attributes;
    }

    /// <summary>The identifiers in "members".</summary>
    internal static IReadOnlyList<string> MembersOf(BoundResourceType type, ComplexValue attributes) =>
        type.Members is { } node && attributes[node] is MultiValue members
            ? [.. members.Items.Select(member => ((ComplexValue)member).Text(node.Value)!)]
            : [];

    private async ValueTask<MultiValue> CheckMembersAsync(AttributeNode node, string id, MultiValue members, MultiValue? present, CancellationToken cancel)
    {
        var known = present is null ? [] : new HashSet<AttributeValue>(present.Items, ReferenceEqualityComparer.Instance);
        var items = new List<AttributeValue>(members.Items.Count);
        foreach (var item in members.Items)
            items.Add(known.Contains(item) ? item : await CheckMemberAsync(node, id, (ComplexValue)item, cancel));
        return new MultiValue(items);
    }

    private async ValueTask<ComplexValue> CheckMemberAsync(AttributeNode node, string id, ComplexValue member, CancellationToken cancel)
    {
        if (member.Text(node.Value) is not { Length: > 0 } memberId)
            throw ScimError.InvalidValue($"A value of \"{node.Path}\" has no \"value\"; it takes the \"id\" of the member.").ToException();
        if (memberId == id)
            throw ScimError.InvalidValue($"\"{node.Path}\" has the group's own id \"{Shown.Text(id)}\"; a group cannot be a member of itself.").ToException();
        var found = await store.GetAnyAsync(memberId, cancel) ?? throw ScimError.InvalidValue(
            $"\"{node.Path}\" has \"{Shown.Text(memberId)}\", which is not the id of any resource.").ToException();
        if (node.Type is not { } type)
            return member;
        if (member.Text(type) is { } label && !type.Definition.EqualText(label, found.Type.Name))
            throw ScimError.InvalidValue($"The member \"{Shown.Text(memberId)}\" is a {found.Type.Name}, not a \"{Shown.Text(label)}\"; leave \"type\" out or mend it.").ToException();
        var checkedMember = member.With(type, new TextValue(found.Type.Name));
        return node.Reference is { } reference ? checkedMember.With(reference, null) : checkedMember;
    }
}
