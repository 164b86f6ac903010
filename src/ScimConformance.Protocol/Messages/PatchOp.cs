using System.Text.Json.Nodes;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Messages;

/// <summary>What a PATCH message may contain beyond RFC 7644.</summary>
[Flags]
public enum PatchSyntax
{
    /// <summary>RFC 7644 and nothing else.</summary>
    Strict = 0,

    /// <summary>Operations in any letter case, as Entra sends them: <c>{"op":"Replace","path":"active","value":"False"}</c>.</summary>
    OpInAnyCase = 1,
}

/// <summary>A PATCH request (RFC 7644 section 3.5.2).</summary>
/// <param name="Operations">The operations in the order in which they apply; at least one.</param>
public sealed record PatchOp(IReadOnlyList<PatchOperation> Operations)
{
    private const string OperationsMember = "Operations";

    /// <summary>Reads a PATCH message.</summary>
    /// <param name="body">The request's JSON.</param>
    /// <param name="schemaUrns">URNs of the schemas that the resource may have, so that a path can name a whole extension.</param>
    /// <param name="syntax">What is tolerated beyond the RFC.</param>
    /// <param name="limits">Bounds; the default ones where null.</param>
    /// <exception cref="ScimException">
    /// invalidSyntax for the structure; invalidPath or invalidFilter for a path; noTarget for a "remove" without a path;
    /// invalidValue for an "add" or "replace" without a value; 413 for too many operations.
    /// </exception>
    public static PatchOp Parse(
        JsonNode? body, IReadOnlyCollection<string>? schemaUrns = null, PatchSyntax syntax = PatchSyntax.Strict, ScimLimits? limits = null)
    {
        limits ??= ScimLimits.Default;
        var message = MessageReader.Open(body, ScimUrn.PatchOp);
        if (message.Find(OperationsMember) is not JsonArray { Count: > 0 } array)
            throw message.Wrong(OperationsMember, "an array of one or more operations", message.Find(OperationsMember));
        if (array.Count > limits.OperationsPerPatch)
            throw new ScimException(ScimError.PayloadTooLarge(
                $"\"Operations\" has {array.Count} operations; at most {limits.OperationsPerPatch} are accepted in one request."));
        return new PatchOp([.. message.Objects(OperationsMember).Select(o => ReadOperation(o, schemaUrns, syntax, limits))]);
    }

    /// <summary>The message as JSON. Values are copied.</summary>
    public JsonObject ToJson() => new()
    {
        ["schemas"] = new JsonArray(ScimUrn.PatchOp),
        [OperationsMember] = new JsonArray([.. Operations.Select(WriteOperation)]),
    };

    private static PatchOperation ReadOperation(
        MessageReader json, IReadOnlyCollection<string>? schemaUrns, PatchSyntax syntax, ScimLimits limits)
    {
        var op = ReadType(json, syntax);
        var path = json.OptionalString("path") is { } text ? PatchPath.Parse(text, schemaUrns, limits) : null;
        var hasValue = json.Json.TryFind("value", out var value);
        if (op == PatchOperationType.Remove && path is null)
            throw new ScimException(ScimError.NoTarget($"\"{json.PathOf("path")}\" is missing; a \"remove\" operation must name its target."));
        if (op != PatchOperationType.Remove && !hasValue)
            throw new ScimException(ScimError.InvalidValue(
                $"\"{json.PathOf("value")}\" is missing; {(op == PatchOperationType.Add ? "an \"add\"" : "a \"replace\"")} operation must have a value."));
        if (op != PatchOperationType.Remove && path is null && value is not JsonObject)
            throw new ScimException(ScimError.InvalidValue(
                $"\"{json.PathOf("value")}\" must be an object of attributes where the operation has no path; it is {ScimJson.Describe(value)}."));
        return new PatchOperation(op, path, hasValue, value);
    }

    private static PatchOperationType ReadType(MessageReader json, PatchSyntax syntax)
    {
        var op = json.String("op");
        return (syntax.HasFlag(PatchSyntax.OpInAnyCase) ? op.ToLowerInvariant() : op) switch
        {
            "add" => PatchOperationType.Add,
            "remove" => PatchOperationType.Remove,
            "replace" => PatchOperationType.Replace,
            _ => throw json.Wrong("op", "\"add\", \"remove\" or \"replace\"", json.Find("op")),
        };
    }

    private static JsonNode WriteOperation(PatchOperation operation)
    {
        var json = new JsonObject
        {
            ["op"] = operation.Op switch
            {
                PatchOperationType.Add => "add",
                PatchOperationType.Remove => "remove",
                _ => "replace",
            },
        };
        if (operation.Path is not null)
            json["path"] = operation.Path.ToString();
        if (operation.HasValue)
            json["value"] = operation.Value?.DeepClone();
        return json;
    }
}
