using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Bulk;

/// <summary>What is known of one operation before it is executed. Its data stays where it is in the body until then.</summary>
internal sealed record BulkOperation
{
    /// <summary>"POST", "PUT", "PATCH" or "DELETE"; whatever was sent where <see cref="Problem"/> says so; null where it is missing.</summary>
    internal string? Method { get; init; }

    /// <summary>The identifier that the client gave, or null.</summary>
    internal string? BulkId { get; init; }

    /// <summary>The path as sent, or null.</summary>
    internal string? Path { get; init; }

    /// <summary>What If-Match would have been, or null.</summary>
    internal string? Version { get; init; }

    /// <summary>Where "data" is in the body; empty where there is none.</summary>
    internal Range Data { get; init; }

    /// <summary>The bulkIds that data and path mention.</summary>
    internal IReadOnlyCollection<string> References { get; init; } = [];

    /// <summary>Why the operation cannot be executed, whatever the others do; null where nothing is wrong so far.</summary>
    internal ScimError? Problem { get; init; }

    /// <summary>Whether other operations may refer to what this one creates.</summary>
    internal bool Creates => Method == "POST" && BulkId is not null && Problem is null;
}

/// <summary>A job, read but not executed.</summary>
/// <param name="Operations">The operations in the order in which they were sent.</param>
/// <param name="FailOnErrors">After how many errors the rest is left alone; null for never.</param>
internal sealed record BulkJob(IReadOnlyList<BulkOperation> Operations, int? FailOnErrors);
