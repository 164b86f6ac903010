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
    /// <param name="together">Types of resources, by identifier, that count as stored because they will be with this one; null for none.</param>
    /// <exception cref="ScimException">invalidValue: a member does not exist.</exception>
    internal async ValueTask<ComplexValue> CheckAsync(
        BoundResourceType type, string id, ComplexValue attributes, ComplexValue? present, CancellationToken cancel,
        IReadOnlyDictionary<string, BoundResourceType>? together = null)
    {
        if (type.Members is { } members && attributes[members] is MultiValue values && !ReferenceEquals(values, present?[members]))
            attributes = attributes.With(members, await CheckMembersAsync(members, id, values, present?[members] as MultiValue, together, cancel));
        if (type.Manager is { Reference: { } reference } manager && attributes[manager.Parent!] is ComplexValue extension
            && extension[manager] is ComplexValue value && value[reference] is not null
            && value.Text(manager.Value) is { } managerId && (await TypesOfAsync([managerId], together, cancel)).ContainsKey(managerId))
            attributes = attributes.With(manager.Parent!, extension.With(manager, value.With(reference, null)));
        return attributes;
    }

    /// <summary>The identifiers in "members".</summary>
    internal static IReadOnlyList<string> MembersOf(BoundResourceType type, ComplexValue attributes) =>
        type.Members is not { } node || attributes[node] is not MultiValue members ? []
            : members.Items is MemberItems large ? large.Ids
            : [.. members.Items.Select(member => ((ComplexValue)member).Text(node.Value)!)];

    private async ValueTask<IReadOnlyDictionary<string, BoundResourceType>> TypesOfAsync(
        string[] ids, IReadOnlyDictionary<string, BoundResourceType>? together, CancellationToken cancel)
    {
        if (together is not null && Array.TrueForAll(ids, together.ContainsKey))
            return together;
        var stored = await store.TypesOfAsync(ids, cancel);
        return together is null ? stored : together.UnionBy(stored, type => type.Key).ToDictionary();
    }

    private async ValueTask<MultiValue> CheckMembersAsync(
        AttributeNode node, string id, MultiValue members, MultiValue? present, IReadOnlyDictionary<string, BoundResourceType>? together, CancellationToken cancel)
    {
        if (members.Items is MemberItems changed && changed.IsSince(present?.Items))
            return await CheckFreshAsync(node, id, changed, together, cancel);
        var known = present is null ? [] : new HashSet<AttributeValue>(present.Items, ReferenceEqualityComparer.Instance);
        var types = await TypesOfAsync(
            [.. members.Items.Where(item => !known.Contains(item)).Select(item => ((ComplexValue)item).Text(node.Value)).OfType<string>()], together, cancel);
        var items = new List<AttributeValue>(members.Items.Count);
        foreach (var item in members.Items)
            items.Add(known.Contains(item) ? item : CheckMember(node, id, (ComplexValue)item, types));
        return new MultiValue(items);
    }

    /// <summary>The same for a list that knows what of it is new.</summary>
    private async ValueTask<MultiValue> CheckFreshAsync(
        AttributeNode node, string id, MemberItems members, IReadOnlyDictionary<string, BoundResourceType>? together, CancellationToken cancel)
    {
        var fresh = members.Fresh.ToList();
        var types = await TypesOfAsync([.. fresh.Select(item => item.Text(node.Value)).OfType<string>()], together, cancel);
        foreach (var item in fresh)
            members = members.Replace(item, CheckMember(node, id, item, types));
        return new MultiValue(members);
    }

    private static ComplexValue CheckMember(AttributeNode node, string id, ComplexValue member, IReadOnlyDictionary<string, BoundResourceType> types)
    {
        if (member.Text(node.Value) is not { Length: > 0 } memberId)
            throw ScimError.InvalidValue($"A value of \"{node.Path}\" has no \"value\"; it takes the \"id\" of the member.").ToException();
        if (memberId == id)
            throw ScimError.InvalidValue($"\"{node.Path}\" has the group's own id \"{Shown.Text(id)}\"; a group cannot be a member of itself.").ToException();
        if (!types.TryGetValue(memberId, out var found))
            throw ScimError.InvalidValue($"\"{node.Path}\" has \"{Shown.Text(memberId)}\", which is not the id of any resource.").ToException();
        if (node.Type is not { } type)
            return member;
        if (member.Text(type) is { } label && !type.Definition.EqualText(label, found.Name))
            throw ScimError.InvalidValue($"The member \"{Shown.Text(memberId)}\" is a {found.Name}, not a \"{Shown.Text(label)}\"; leave \"type\" out or mend it.").ToException();
        var checkedMember = member.With(type, found.NameText);
        return node.Reference is { } reference ? checkedMember.With(reference, null) : checkedMember;
    }
}
