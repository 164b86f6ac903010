using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>Finds resources by conditions on their index keys, for stores where reading all resources is dear.</summary>
internal interface IKeySearch
{
    /// <summary>Whether a resource of the type has a key, of one of these attributes, whose parts cannot be searched; a search for parts finds every such resource beside those that match.</summary>
    ValueTask<bool> HasUnsearchableAsync(BoundResourceType type, IReadOnlyCollection<AttributeNode> attributes, CancellationToken cancel);

    /// <summary>How many resources there are.</summary>
    ValueTask<int> CountAsync(KeyQuery query, CancellationToken cancel);

    /// <summary>Resources in order of creation.</summary>
    ValueTask<IReadOnlyList<StoredResource>> ListAsync(KeyQuery query, int skip, int take, CancellationToken cancel);

    /// <summary>Resources in order of creation, from the first one behind a position.</summary>
    ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(KeyQuery query, long position, int take, CancellationToken cancel);

    /// <summary>Learns that a filter is evaluated in memory.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="shape">The filter's attributes and operators, without its values.</param>
    /// <param name="narrowed">Whether the store finds a part of the resources, among which the matches are; otherwise all are read.</param>
    void TellEvaluatedInMemory(BoundResourceType type, string shape, bool narrowed);
}

/// <summary>What is searched for.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Condition">What holds of its keys.</param>
/// <param name="WithUnsearchable">Whether resources are found too whose keys cannot be searched for the parts that the condition names.</param>
internal sealed record KeyQuery(BoundResourceType Type, KeyCondition Condition, bool WithUnsearchable);
