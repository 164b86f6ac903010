using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>The sub-attributes of a complex attribute, or the attributes of a whole resource, in the order of the schema.</summary>
internal sealed class ComplexValue : AttributeValue
{
    internal static readonly ComplexValue Empty = new([]);

    private readonly Member[] members;

    private ComplexValue(Member[] members) => this.members = members;

    internal bool IsEmpty => members.Length == 0;

    internal ReadOnlySpan<Member> Members => members;

    internal AttributeValue? this[AttributeNode node]
    {
        get
        {
            foreach (var member in members)
                if (ReferenceEquals(member.Node, node))
                    return member.Value;
            return null;
        }
    }

    internal static ComplexValue Of(List<Member> members)
    {
        members.Sort(static (left, right) => left.Node.Order.CompareTo(right.Node.Order));
        return members.Count == 0 ? Empty : new ComplexValue([.. members]);
    }

    /// <summary>The text of a sub-attribute, or null.</summary>
    internal string? Text(AttributeNode? node) => node is null ? null : (this[node] as TextValue)?.Text;

    /// <summary>Whether a boolean sub-attribute is true.</summary>
    internal bool IsTrue(AttributeNode? node) => node is not null && ReferenceEquals(this[node], BooleanValue.True);

    /// <summary>This value with one attribute set, or without it where the value is null.</summary>
    internal ComplexValue With(AttributeNode node, AttributeValue? value)
    {
        var index = 0;
        while (index < members.Length && members[index].Node.Order < node.Order)
            index++;
        var exists = index < members.Length && ReferenceEquals(members[index].Node, node);
        if (value is null)
            return exists ? new ComplexValue([.. members[..index], .. members[(index + 1)..]]) : this;
        if (exists && ReferenceEquals(members[index].Value, value))
            return this;
        return new ComplexValue([.. members[..index], new Member(node, value), .. members[(exists ? index + 1 : index)..]]);
    }

    internal override bool SameAs(AttributeValue other)
    {
        if (other is not ComplexValue complex || complex.members.Length != members.Length)
            return false;
        for (var i = 0; i < members.Length; i++)
            if (!ReferenceEquals(members[i].Node, complex.members[i].Node) || !Same(members[i].Value, complex.members[i].Value))
                return false;
        return true;
    }

    internal override int ContentHash
    {
        get
        {
            var hash = default(HashCode);
            foreach (var member in members)
                hash.Add(HashCode.Combine(member.Node.Order, member.Value.ContentHash));
            return hash.ToHashCode();
        }
    }
}

/// <summary>One assigned attribute.</summary>
internal readonly record struct Member(AttributeNode Node, AttributeValue Value);
