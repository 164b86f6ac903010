using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Operations;

/// <summary>Who joins and who leaves a group by a change.</summary>
/// <param name="Attributes">The new attributes as they are stored.</param>
/// <param name="Joined">Identifiers of the members that are new.</param>
/// <param name="Left">Identifiers of the members that are gone.</param>
internal readonly record struct MemberChanges(ComplexValue Attributes, IReadOnlyList<string> Joined, IReadOnlyList<string> Left)
{
    /// <summary>What changes between the state of a resource and new attributes.</summary>
    internal static MemberChanges Between(StoredResource present, ComplexValue attributes)
    {
        if (present.Type.Members is not { } node)
            return new MemberChanges(attributes, [], []);
        var (before, after) = (present.Attributes[node] as MultiValue, attributes[node] as MultiValue);
        if (ReferenceEquals(before?.Items, after?.Items))
            return new MemberChanges(attributes, [], []);
        if (after?.Items is MemberItems members)
        {
            var settled = attributes.With(node, new MultiValue(members.Settled()));
            if (members.IsSince(before?.Items))
                return new MemberChanges(settled, members.Joined, members.Left);
            attributes = settled;
        }

        var ids = ReferenceRules.MembersOf(present.Type, attributes);
        return new MemberChanges(attributes, [.. ids.Except(present.Members, StringComparer.Ordinal)], [.. present.Members.Except(ids, StringComparer.Ordinal)]);
    }
}
