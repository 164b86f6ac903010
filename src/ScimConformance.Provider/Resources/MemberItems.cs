using System.Collections;
using System.Collections.Immutable;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>
/// The members of a large group, in order of their addition. Adding or removing one costs the logarithm of their number, and shares the rest with
/// the list before it: groups of ten thousand get their members one at a time.
/// </summary>
internal sealed class MemberItems : IReadOnlyList<AttributeValue>
{
    // Below this number an array is faster and smaller.
    private const int Least = 64;

    private readonly AttributeNode node;
    private readonly ImmutableList<Entry> entries;
    private readonly ImmutableDictionary<string, int> numbers;
    private readonly int next;
    private readonly Origin? origin;
    private readonly ImmutableDictionary<string, string> touched;

    private MemberItems(
        AttributeNode node, ImmutableList<Entry> entries, ImmutableDictionary<string, int> numbers, int next, Origin? origin, ImmutableDictionary<string, string> touched) =>
        (this.node, this.entries, this.numbers, this.next, this.origin, this.touched) = (node, entries, numbers, next, origin, touched);

    public int Count => entries.Count;

    /// <summary>Identifiers of the members.</summary>
    internal IReadOnlyList<string> Ids => new IdList(this);

    /// <summary>Identifiers of the members that were added since <see cref="Begin"/>.</summary>
    internal IReadOnlyList<string> Joined => [.. touched.Where(member => numbers.ContainsKey(member.Key) && !origin!.Numbers.ContainsKey(member.Key)).Select(member => member.Value)];

    /// <summary>Identifiers of the members that were removed since <see cref="Begin"/>.</summary>
    internal IReadOnlyList<string> Left => [.. touched.Where(member => !numbers.ContainsKey(member.Key) && origin!.Numbers.ContainsKey(member.Key)).Select(member => member.Value)];

    /// <summary>The values that are not as they were at <see cref="Begin"/>.</summary>
    internal IEnumerable<ComplexValue> Fresh => touched.Keys.Where(numbers.ContainsKey).Select(key => (ComplexValue)entries[IndexOf(key)].Value);

    /// <summary>What began and was left as it was, else this.</summary>
    internal IReadOnlyList<AttributeValue> Result => origin is not null && touched.IsEmpty ? origin.Items : this;

    public AttributeValue this[int index] => entries[index].Value;

    /// <summary>The members of a group, ready for changes that are kept account of; null where there are too few to need it, or where they are not told apart by identifiers.</summary>
    internal static MemberItems? Begin(AttributeNode node, IReadOnlyList<AttributeValue> items)
    {
        if (items is MemberItems members)
            return members.origin is not null ? members : new MemberItems(node, members.entries, members.numbers, members.next, new Origin(items, members.numbers), members.touched);
        if (items.Count < Least)
            return null;
        var entries = ImmutableList.CreateBuilder<Entry>();
        var numbers = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (MultiValues.KeyOf(node, item) is not { } key || !numbers.TryAdd(key, entries.Count))
                return null;
            entries.Add(new Entry(entries.Count, item));
        }

        var index = numbers.ToImmutable();
        return new MemberItems(node, entries.ToImmutable(), index, items.Count, new Origin(items, index), ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));
    }

    /// <summary>Whether the account of changes begins with these items.</summary>
    internal bool IsSince(IReadOnlyList<AttributeValue>? items) => origin is not null && ReferenceEquals(origin.Items, items);

    /// <summary>The members without an account of changes.</summary>
    internal MemberItems Settled() => origin is null ? this : new MemberItems(node, entries, numbers, next, null, touched.Clear());

    /// <summary>These members and one more; its parts are laid over those of the member of the same identifier where there is one.</summary>
    internal MemberItems Add(string key, AttributeValue item)
    {
        if (!numbers.ContainsKey(key))
            return With(entries.Add(new Entry(next, item)), numbers.Add(key, next), next + 1, key, item);
        var at = IndexOf(key);
        var merged = MultiValues.Merge(entries[at].Value, item, overwrite: true);
        return ReferenceEquals(merged, entries[at].Value) ? this : Set(key, at, merged);
    }

    /// <summary>These members without one; the same where it is none of them.</summary>
    internal MemberItems Remove(string key)
    {
        if (!numbers.ContainsKey(key))
            return this;
        var at = IndexOf(key);
        return With(entries.RemoveAt(at), numbers.Remove(key), next, key, entries[at].Value);
    }

    /// <summary>These members with another value for one of <see cref="Fresh"/>.</summary>
    internal MemberItems Replace(ComplexValue fresh, ComplexValue value)
    {
        var key = MultiValues.KeyOf(node, fresh)!;
        return Set(key, IndexOf(key), value);
    }

    public IEnumerator<AttributeValue> GetEnumerator()
    {
        foreach (var entry in entries)
            yield return entry.Value;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private MemberItems Set(string key, int at, AttributeValue value) => With(entries.SetItem(at, entries[at] with { Value = value }), numbers, next, key, value);

    private MemberItems With(ImmutableList<Entry> changed, ImmutableDictionary<string, int> index, int following, string key, AttributeValue item) =>
        new(node, changed, index, following, origin, touched.SetItem(key, IdOf(item)));

    private string IdOf(AttributeValue item) => ((ComplexValue)item).Text(node.Value)!;

    // Numbers grow along the list, so the place of one is found by halving.
    private int IndexOf(string key)
    {
        var number = numbers[key];
        var (low, high) = (0, entries.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private readonly record struct Entry(int Number, AttributeValue Value);

    private sealed record Origin(IReadOnlyList<AttributeValue> Items, ImmutableDictionary<string, int> Numbers);

    private sealed class IdList(MemberItems members) : IReadOnlyList<string>
    {
        public int Count => members.Count;

        public string this[int index] => members.IdOf(members[index]);

        public IEnumerator<string> GetEnumerator() => members.Select(members.IdOf).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
