using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>Computes the index entries of a resource.</summary>
internal static class IndexEntries
{
    internal static IReadOnlyList<IndexEntry> Of(BoundResourceType type, ComplexValue attributes)
    {
        var entries = new List<IndexEntry>(type.Indexed.Count);
        foreach (var steps in type.Indexed)
        {
            steps.Any(attributes, value =>
            {
                if (Comparison.Key(steps.Leaf, value) is { } key && !entries.Contains(new IndexEntry(steps.Leaf, key)))
                    entries.Add(new IndexEntry(steps.Leaf, key));
                return false;
            });
        }

        return entries.ToArray();
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
