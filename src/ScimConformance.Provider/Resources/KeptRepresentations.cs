using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Resources;

/// <summary>Bounds what is kept of answers: each resource keeps the last one, and with many resources those that kept theirs first let it go.</summary>
/// <param name="most">So many users may keep theirs, of some kilobytes each.</param>
internal sealed class KeptRepresentations(int most = 16_384)
{
    // A group is as large as its members are many; of a user's parts there are about as many.
    private const int MembersOfOne = 16;

    private readonly Lock changing = new();
    private readonly Queue<(StoredResource Resource, int Weight)> holders = new();
    private int weight;

    /// <summary>Keeps what was shown of a resource.</summary>
    internal void Keep(StoredResource resource, Representation shown)
    {
        var isNew = resource.Shown is null;
        resource.Shown = shown;
        if (!isNew)
            return;
        var added = 1 + resource.Members.Count / MembersOfOne;
        lock (changing)
        {
            holders.Enqueue((resource, added));
            for (weight += added; weight > most && holders.Count > 1;)
            {
                var (oldest, freed) = holders.Dequeue();
                oldest.Shown = null;
                weight -= freed;
            }
        }
    }
}
