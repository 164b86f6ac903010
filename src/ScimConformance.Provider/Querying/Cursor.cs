namespace ScimConformance.Provider.Querying;

/// <summary>Where a walk by cursor goes on: behind the last resource shown. It names a place, not the resource, so it stays right when that one is removed.</summary>
/// <param name="Type">Which of the endpoint's resource types the last resource was of.</param>
/// <param name="Position">The last resource's <see cref="Storage.StoredResource.Position"/>.</param>
/// <param name="Key">What the last resource is sorted by; nothing in an unsorted walk.</param>
/// <param name="Count">The size of page that the walk began with; null where the client left it to the provider.</param>
/// <param name="Total">How many resources matched when the walk began.</param>
internal readonly record struct Cursor(int Type, long Position, SortKey Key, int? Count, int Total);
