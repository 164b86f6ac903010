using System.Collections.Concurrent;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>Which resources have a key. Readers take no lock; there is one writer at a time.</summary>
internal sealed class SlotIndex<TKey>(IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Bucket> buckets = new(comparer);

    /// <summary>The resources with a key in order of creation.</summary>
    internal IReadOnlyList<StoredResource> Find(TKey key)
    {
        if (!buckets.TryGetValue(key, out var found))
            return [];
        if (found.Used == 1)
            return found.Slots[0].Current is { } single ? [single] : [];
        var resources = new List<StoredResource>(found.Used);
        foreach (var slot in found.Span)
            if (slot.Current is { } resource)
                resources.Add(resource);
        return resources;
    }

    /// <summary>Whether another resource than the one of this identifier has the key.</summary>
    internal bool IsTaken(TKey key, string id)
    {
        if (buckets.TryGetValue(key, out var found))
            foreach (var slot in found.Span)
                if (slot.Current is { } resource && resource.Id != id)
                    return true;
        return false;
    }

    /// <summary>Moves a resource from the keys that it had to those that it has.</summary>
    internal void Update(ResourceSlot slot, IReadOnlyList<TKey> before, IReadOnlyList<TKey> after)
    {
        // A resource has a handful of keys; only a group's members can be many.
        if (before.Count + after.Count > 32)
        {
            UpdateMany(slot, before, after);
            return;
        }

        foreach (var key in before)
            if (!Has(after, key))
                Remove(key, slot);
        foreach (var key in after)
            if (!Has(before, key))
                Add(key, slot);
    }

    private void UpdateMany(ResourceSlot slot, IReadOnlyList<TKey> before, IReadOnlyList<TKey> after)
    {
        var stays = new HashSet<TKey>(after, comparer);
        foreach (var key in before)
            if (!stays.Remove(key))
                Remove(key, slot);
        foreach (var key in stays)
            Add(key, slot);
    }

    private bool Has(IReadOnlyList<TKey> keys, TKey wanted)
    {
        for (var i = 0; i < keys.Count; i++)
            if (comparer.Equals(keys[i], wanted))
                return true;
        return false;
    }

    private void Add(TKey key, ResourceSlot slot) =>
        buckets[key] = buckets.TryGetValue(key, out var present) ? present.With(slot) : new Bucket([slot], 1);

    private void Remove(TKey key, ResourceSlot slot)
    {
        if (!buckets.TryGetValue(key, out var present))
            return;
        if (present.Without(slot) is { } rest)
            buckets[key] = rest;
        else
            buckets.TryRemove(key, out _);
    }

    /// <summary>The resources with one key in order of creation. Only the first <paramref name="Used"/> places count: a reader of this bucket does not see what is written behind them.</summary>
    private sealed record Bucket(ResourceSlot[] Slots, int Used)
    {
        internal ReadOnlySpan<ResourceSlot> Span => Slots.AsSpan(0, Used);

        /// <summary>This bucket with one more resource. A new resource is the latest and goes to the end, without copying: thousands may share a name.</summary>
        internal Bucket With(ResourceSlot added)
        {
            if (Slots[Used - 1].Sequence >= added.Sequence)
                return Insert(added);
            var slots = Slots;
            if (Used == slots.Length)
                Array.Resize(ref slots, Used * 2);
            slots[Used] = added;
            return new Bucket(slots, Used + 1);
        }

        /// <summary>This bucket without a resource; null where nothing is left.</summary>
        internal Bucket? Without(ResourceSlot removed)
        {
            var at = Span.IndexOf(removed);
            if (at < 0)
                return this;
            return Used == 1 ? null : new Bucket([.. Span[..at], .. Span[(at + 1)..]], Used - 1);
        }

        private Bucket Insert(ResourceSlot added)
        {
            var at = 0;
            while (Slots[at].Sequence < added.Sequence)
                at++;
            return Slots[at] == added ? this : new Bucket([.. Span[..at], added, .. Span[at..]], Used + 1);
        }
    }
}
