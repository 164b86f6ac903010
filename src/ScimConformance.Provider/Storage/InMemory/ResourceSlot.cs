namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>The place of one resource in all indices; only its current state changes.</summary>
internal sealed class ResourceSlot(long sequence, StoredResource resource)
{
    private StoredResource? current = resource;

    /// <summary>Grows with creation, over all types.</summary>
    internal long Sequence { get; } = sequence;

    /// <summary>The state in force; null once the resource is removed.</summary>
    internal StoredResource? Current
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }
}
