using System.Collections.Concurrent;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>Which resources have a key. Readers take no lock; there is one writer at a time.</summary>
internal sealed class SlotIndex<TKey>(IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, ResourceSlot[]> slots = new(comparer);

    /// <summary>The resources with a key in order of creation.</summary>
    internal IReadOnlyList<StoredResource> Find(TKey key)
    {
        if (!slots.TryGetValue(key, out var found))
            return [];
        if (found.Length == 1)
            return found[0].Current is { } single ? [single] : [];
        var resources = new List<StoredResource>(found.Length);
        foreach (var slot in found)
            if (slot.Current is { } resource)
                resources.Add(resource);
        return resources;
    }

    /// <summary>Whether another resource than the one of this identifier has the key.</summary>
    internal bool IsTaken(TKey key, string id) =>
        slots.TryGetValue(key, out var found) && Array.Exists(found, slot => slot.Current is { } resource && resource.Id != id);

    /// <summary>Moves a resource from the keys that it had to those that it has.</summary>
    internal void Update(ResourceSlot slot, IReadOnlyList<TKey> before, IReadOnlyList<TKey> after)
    {
        if (before.Count == 0 && after.Count == 0)
            return;
        var stays = new HashSet<TKey>(after, comparer);
        foreach (var key in before)
            if (!stays.Remove(key))
                Remove(key, slot);
        foreach (var key in stays)
            Add(key, slot);
    }

    private void Add(TKey key, ResourceSlot slot) => slots.AddOrUpdate(
        key,
        static (_, added) => [added],
        static (_, present, added) =>
        {
            if (Array.IndexOf(present, added) >= 0)
                return present;
            var at = Array.FindIndex(present, other => other.Sequence > added.Sequence);
            return at < 0 ? [.. present, added] : [.. present[..at], added, .. present[at..]];
        },
        slot);

    private void Remove(TKey key, ResourceSlot slot)
    {
        if (!slots.TryGetValue(key, out var present))
            return;
        var rest = Array.FindAll(present, other => other != slot);
        if (rest.Length == 0)
            slots.TryRemove(key, out _);
        else
            slots[key] = rest;
    }
}
