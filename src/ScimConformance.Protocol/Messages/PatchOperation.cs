using System.Text.Json.Nodes;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Messages;

/// <summary>What a PATCH operation does (RFC 7644 sections 3.5.2.1 to 3.5.2.3).</summary>
public enum PatchOperationType
{
    /// <summary>Adds values.</summary>
    Add,

    /// <summary>Removes values.</summary>
    Remove,

    /// <summary>Replaces values.</summary>
    Replace,
}

/// <summary>One operation of a PATCH request.</summary>
/// <param name="Op">What to do.</param>
/// <param name="Path">The target; null means the resource itself.</param>
/// <param name="HasValue">Whether the operation has a "value", which may be null.</param>
/// <param name="Value">The "value" as sent.</param>
public sealed record PatchOperation(PatchOperationType Op, PatchPath? Path, bool HasValue, JsonNode? Value);
