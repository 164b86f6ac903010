using System.Collections.Concurrent;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>Which resources have a key. Readers take no lock; there is one writer at a time.</summary>
internal sealed class SlotIndex
{
    // A slot where one resource has the key, as with nearly all keys; else a bucket of them.
    private readonly ConcurrentDictionary<string, object> holders = new(StringComparer.Ordinal);

    /// <summary>The resources with a key in order of creation.</summary>
    internal IReadOnlyList<StoredResource> Find(string key)
    {
        if (!holders.TryGetValue(key, out var holder))
            return [];
        if (holder is ResourceSlot single)
            return single.Current is { } only ? [only] : [];
        var bucket = (Bucket)holder;
        var resources = new List<StoredResource>(bucket.Used);
        foreach (var slot in bucket.Span)
            if (slot.Current is { } resource)
                resources.Add(resource);
        return resources;
    }

    /// <summary>Whether another resource than the one of this identifier has the key.</summary>
    internal bool IsTaken(string key, string id)
    {
        if (!holders.TryGetValue(key, out var holder))
            return false;
        if (holder is ResourceSlot single)
            return single.Current is { } only && only.Id != id;
        foreach (var slot in ((Bucket)holder).Span)
            if (slot.Current is { } resource && resource.Id != id)
                return true;
        return false;
    }

    /// <summary>Moves a resource from the keys that it had to those that it has.</summary>
    internal void Update(ResourceSlot slot, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (before.Count == 0)
        {
            foreach (var key in after)
                Add(key, slot);
            return;
        }

        var stays = new HashSet<string>(after, StringComparer.Ordinal);
        foreach (var key in before)
            if (!stays.Remove(key))
                Remove(key, slot);
        foreach (var key in stays)
            Add(key, slot);
    }

    /// <summary>Adds a resource to a key.</summary>
    internal void Add(string key, ResourceSlot slot)
    {
        if (holders.TryAdd(key, slot))
            return;
        var holder = holders[key];
        if (holder != slot)
            holders[key] = (holder as Bucket ?? new Bucket([(ResourceSlot)holder], 1)).With(slot);
    }

    /// <summary>Takes a resource from a key.</summary>
    internal void Remove(string key, ResourceSlot slot)
    {
        if (!holders.TryGetValue(key, out var holder))
            return;
        if (holder is Bucket bucket)
            holders[key] = bucket.Without(slot);
        else if (holder == slot)
            holders.TryRemove(key, out _);
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

        /// <summary>This bucket without a resource; the slot alone where one is left.</summary>
        internal object Without(ResourceSlot removed)
        {
            var at = Span.IndexOf(removed);
            if (at < 0)
                return this;
            return Used == 2 ? Slots[1 - at] : new Bucket([.. Span[..at], .. Span[(at + 1)..]], Used - 1);
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
