using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>Computes the index entries of a resource.</summary>
internal static class IndexEntries
{
    // So few are compared one by one faster than looked up.
    private const int Few = 16;

    internal static IReadOnlyList<IndexEntry> Of(BoundResourceType type, ComplexValue attributes)
    {
        var entries = new List<IndexEntry>(type.Indexed.Count);
        HashSet<IndexEntry>? many = null;
        foreach (var steps in type.Indexed)
        {
            steps.Any(attributes, value =>
            {
                if (Comparison.Key(steps.Leaf, value) is { } key && IsNew(new IndexEntry(steps.Leaf, key)))
                    entries.Add(new IndexEntry(steps.Leaf, KeyAmong(entries, key)));
                return false;
            });
        }

        return entries.ToArray();

        bool IsNew(IndexEntry entry) => entries.Count < Few ? !entries.Contains(entry) : (many ??= [.. entries]).Add(entry);
    }

    /// <summary>The same key of another attribute where there is one: a user name is often the e-mail address too, and is kept once then.</summary>
    private static string KeyAmong(List<IndexEntry> entries, string key)
    {
        for (var i = 0; i < entries.Count && i < Few; i++)
            if (entries[i].Key == key)
                return entries[i].Key;
        return key;
    }

    /// <summary>The entries of a changed resource: the same object where nothing indexed has changed.</summary>
    internal static IReadOnlyList<IndexEntry> Of(BoundResourceType type, ComplexValue attributes, ComplexValue before, IReadOnlyList<IndexEntry> present)
    {
        foreach (var steps in type.Indexed)
            if (!ReferenceEquals(steps.First(attributes), steps.First(before)))
                return Of(type, attributes);
        return present;
    }
}
