using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>The resources of one type: in order of creation, and by indexed value. Readers take no lock; there is one writer at a time.</summary>
internal sealed class TypeTable(BoundResourceType type)
{
    private readonly Dictionary<AttributeNode, SlotIndex> indices = type.Indexed.ToDictionary(steps => steps.Leaf, _ => new SlotIndex());
    private Order order = new([], 0);
    private int live;

    internal int Count => Volatile.Read(ref live);

    internal IReadOnlyList<StoredResource> Find(AttributeNode attribute, string key) => indices[attribute].Find(key);

    /// <summary>The attribute whose unique value another resource has, or null.</summary>
    internal AttributeNode? FindTaken(StoredResource resource)
    {
        foreach (var entry in resource.Index)
            if (entry.IsUnique && indices[entry.Attribute].IsTaken(entry.Key, resource.Id))
                return entry.Attribute;
        return null;
    }

    internal IReadOnlyList<StoredResource> List(int skip, int take)
    {
        var seen = Volatile.Read(ref order);
        var result = new List<StoredResource>(Math.Min(take, seen.Used));
        // Without gaps the first resource wanted is known; otherwise those before it are counted.
        var start = seen.Used == Count ? Math.Min(skip, seen.Used) : 0;
        for (var (i, passed) = (start, start); i < seen.Used && result.Count < take; i++)
            if (seen.Slots[i].Current is { } resource && passed++ >= skip)
                result.Add(resource);
        return result;
    }

    internal IReadOnlyList<StoredResource> ListAfter(long position, int take)
    {
        var seen = Volatile.Read(ref order);
        var result = new List<StoredResource>(Math.Min(take, seen.Used));
        for (var i = FirstAfter(seen, position); i < seen.Used && result.Count < take; i++)
            if (seen.Slots[i].Current is { } resource)
                result.Add(resource);
        return result;
    }

    internal void Add(ResourceSlot slot)
    {
        var slots = order.Slots;
        if (order.Used == slots.Length)
            Array.Resize(ref slots, Math.Max(16, slots.Length * 2));
        slots[order.Used] = slot;
        Volatile.Write(ref order, new Order(slots, order.Used + 1));
        foreach (var entry in slot.Current!.Index)
            indices[entry.Attribute].Add(entry.Key, slot);
        Volatile.Write(ref live, live + 1);
    }

    internal void Replace(ResourceSlot slot, StoredResource resource)
    {
        var before = slot.Current!;
        slot.Current = resource;
        if (ReferenceEquals(before.Index, resource.Index))
            return;
        foreach (var entry in before.Index.Except(resource.Index))
            indices[entry.Attribute].Remove(entry.Key, slot);
        foreach (var entry in resource.Index.Except(before.Index))
            indices[entry.Attribute].Add(entry.Key, slot);
    }

    internal void Remove(ResourceSlot slot)
    {
        foreach (var entry in slot.Current!.Index)
            indices[entry.Attribute].Remove(entry.Key, slot);
        slot.Current = null;
        Volatile.Write(ref live, live - 1);
        if (order.Used > 32 && live < order.Used / 2)
        {
            var kept = Array.FindAll(order.Slots[..order.Used], kept => kept.Current is not null);
            Volatile.Write(ref order, new Order(kept, kept.Length));
        }
    }

    private static int FirstAfter(Order seen, long position)
    {
        var (low, high) = (0, seen.Used);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (seen.Slots[middle].Sequence > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>The slots in order of creation; only the first <paramref name="Used"/> count.</summary>
    private sealed record Order(ResourceSlot[] Slots, int Used);
}
