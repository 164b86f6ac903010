using System.Globalization;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Resources;

/// <summary>Completes stored resources with what the provider says about them: schemas, id, meta, a user's groups, and the URIs of references.</summary>
internal sealed class ResourceRenderer(IResourceStore store, ProviderModel model)
{
    private readonly KeptRepresentations kept = new();

    /// <summary>The resource as clients of a base URL see it; the last one is kept with the resource, where that outlives the request.</summary>
    internal ValueTask<Representation> ShowAsync(StoredResource resource, string baseUrl, CancellationToken cancel)
    {
        if (resource.Shown is { } shown && shown.BaseUrl == baseUrl
            && (resource.Type.Groups is null || shown.MembershipVersion == store.MembershipVersion))
            return ValueTask.FromResult(shown);
        return KeepAsync(resource, baseUrl, cancel);
    }

    private async ValueTask<Representation> KeepAsync(StoredResource resource, string baseUrl, CancellationToken cancel)
    {
        var shown = await RenderAsync(resource, baseUrl, cancel);
        if (store.KeepsObjects)
            kept.Keep(resource, shown);
        return shown;
    }

    /// <summary>The same without keeping it: what was just written is as likely to be written again as to be read.</summary>
    internal async ValueTask<Representation> RenderAsync(StoredResource resource, string baseUrl, CancellationToken cancel)
    {
        var type = resource.Type;
        var membershipVersion = store.MembershipVersion;
        var version = $"W/\"{resource.Revision.ToString(CultureInfo.InvariantCulture)}\"";
        var location = $"{baseUrl}/{type.Endpoint}/{Uri.EscapeDataString(resource.Id)}";
        if (type.Groups is null && type.Manager is null)
            return new Representation(resource, baseUrl, membershipVersion, () => Complete(resource, null, baseUrl, location, version), location, version);
        MultiValue? groups = null;
        if (type.Groups is { } node && (groups = await GroupsAsync(resource, node, baseUrl, cancel)) is not null)
            // The groups are part of what is shown, so another set of groups is another version.
            version = $"W/\"{resource.Revision.ToString(CultureInfo.InvariantCulture)}.{Fingerprint(groups):x8}\"";
        var attributes = Complete(resource, groups, baseUrl, location, version);
        if (type.Manager is { } manager)
            attributes = await WithManagerAsync(attributes, manager, baseUrl, cancel);
        return new Representation(resource, baseUrl, membershipVersion, () => attributes, location, version);
    }

    /// <summary>The stored attributes with the common and the derived ones.</summary>
    private ComplexValue Complete(StoredResource resource, MultiValue? groups, string baseUrl, string location, string version)
    {
        var type = resource.Type;
        var members = new List<Member>(resource.Attributes.Members.Length + 4);
        foreach (var member in resource.Attributes.Members)
            members.Add(member.Node == type.Members ? new Member(member.Node, WithReferences((MultiValue)member.Value, member.Node, baseUrl)) : member);
        members.Add(new Member(type.SchemasNode, Schemas(type, resource.Attributes)));
        members.Add(new Member(type.Id, new TextValue(resource.Id)));
        if (groups is not null)
            members.Add(new Member(type.Groups!, groups));
        members.Add(new Member(type.Meta, Meta(resource, location, version)));
        return ComplexValue.Of(members);
    }

    private static MultiValue Schemas(BoundResourceType type, ComplexValue attributes)
    {
        var urns = new List<AttributeValue> { new TextValue(type.BaseUrn) };
        foreach (var extension in type.Extensions)
            if (attributes[extension] is not null)
                urns.Add(new TextValue(extension.Name));
        return new MultiValue(urns);
    }

    private static ComplexValue Meta(StoredResource resource, string location, string version)
    {
        var meta = resource.Type.Meta;
        return ComplexValue.Of(
        [
            new Member(meta.Find("resourceType")!, new TextValue(resource.Type.Name)),
            new Member(meta.Find("created")!, new TextValue(ScimDateTime.Format(resource.Created))),
            new Member(meta.Find("lastModified")!, new TextValue(ScimDateTime.Format(resource.LastModified))),
            new Member(meta.Find("location")!, new TextValue(location)),
            new Member(meta.Find("version")!, new TextValue(version)),
        ]);
    }

    private MultiValue WithReferences(MultiValue members, AttributeNode node, string baseUrl)
    {
        var items = new AttributeValue[members.Items.Count];
        var i = 0;
        foreach (var item in members.Items)
        {
            var member = (ComplexValue)item;
            items[i++] = model.FindType(member.Text(node.Type)) is { } type
                ? member.With(node.Reference!, new TextValue($"{baseUrl}/{type.Endpoint}/{member.Text(node.Value)}"))
                : member;
        }

        return new MultiValue(items);
    }

    /// <summary>The groups of a resource, those that it is a member of itself first; each group once.</summary>
    private async ValueTask<MultiValue?> GroupsAsync(StoredResource resource, AttributeNode node, string baseUrl, CancellationToken cancel)
    {
        var direct = resource.Memberships ?? await store.MembershipsAsync(resource.Id, cancel);
        if (direct.Count == 0)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal) { resource.Id };
        var items = new List<AttributeValue>();
        var level = direct;
        for (var kind = "direct"; level.Count > 0; kind = "indirect")
        {
            var next = new List<GroupMembership>();
            foreach (var group in level)
                if (seen.Add(group.Id))
                {
                    items.Add(Group(group, kind));
                    if (group.MayBeMember)
                        next.AddRange(await store.MembershipsAsync(group.Id, cancel));
                }

            level = next;
        }

        return new MultiValue(items);

        ComplexValue Group(GroupMembership group, string kind)
        {
            var value = ComplexValue.Empty.With(node.Value!, new TextValue(group.Id));
            if (node.Reference is { } reference)
                value = value.With(reference, new TextValue($"{baseUrl}/{group.Type.Endpoint}/{group.Id}"));
            if (node.Find("display") is { } display && group.Display is { } name)
                value = value.With(display, new TextValue(name));
            return node.Type is { } type ? value.With(type, new TextValue(kind)) : value;
        }
    }

    private async ValueTask<ComplexValue> WithManagerAsync(ComplexValue attributes, AttributeNode manager, string baseUrl, CancellationToken cancel)
    {
        if (attributes[manager.Parent!] is not ComplexValue extension || extension[manager] is not ComplexValue value
            || value.Text(manager.Value) is not { } id || await store.GetAnyAsync(id, cancel) is not { } found || manager.Reference is not { } reference)
            return attributes;
        return attributes.With(manager.Parent!, extension.With(manager, value.With(reference, new TextValue($"{baseUrl}/{found.Type.Endpoint}/{id}"))));
    }

    private static uint Fingerprint(MultiValue groups)
    {
        var hash = 2166136261u;
        foreach (var item in groups.Items)
            foreach (var member in ((ComplexValue)item).Members)
                if (member.Value is TextValue { Text: var text } && member.Node.Definition.Type != AttributeType.Reference)
                    foreach (var c in text)
                        hash = (hash ^ c) * 16777619u;
        return hash;
    }
}
