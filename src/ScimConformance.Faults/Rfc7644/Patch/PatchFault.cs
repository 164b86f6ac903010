using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Ways to break PATCH, one operation at a time.</summary>
internal static class PatchFault
{
    /// <summary>Operations of this kind answer success and do nothing; the others of the request are carried out.</summary>
    public static Fault Dropped(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            var operations = e.Method == "PATCH" ? e.Operations.ToList() : [];
            var kept = operations.Where(o => !when(o)).ToList();
            if (kept.Count == operations.Count)
            {
                await e.NextAsync();
            }
            else if (kept.Count == 0)
            {
                e.Reply(204);
            }
            else
            {
                await SendAsync(e, kept);
            }
        },
    };

    /// <summary>Operations of this kind are refused.</summary>
    public static Fault Refused(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when, string scimType = "invalidPath", int status = 400) =>
        Fault.Instead(id, title, breaks, e => e.Method == "PATCH" && e.Operations.Any(when), e => e.ReplyError(status, scimType));

    /// <summary>Operations of this kind are carried out as something else.</summary>
    /// <param name="id">Its permanent id.</param>
    /// <param name="title">What is broken, in plain words.</param>
    /// <param name="breaks">Ids of the checks that it turns red.</param>
    /// <param name="when">Which operations.</param>
    /// <param name="change">Changes an operation.</param>
    public static Fault Changed(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when, Action<JsonObject> change) =>
        ChangedKnowing(id, title, breaks, when, (operation, _) => change(operation));

    /// <summary>Operations of this kind are carried out as something else that depends on the resource as it is.</summary>
    public static Fault ChangedKnowing(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when, Action<JsonObject, JsonObject> change) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            var operations = e.Method == "PATCH" ? e.Operations.ToList() : [];
            if (!operations.Any(when) || (await e.AskAsync("GET", e.Path)).Json is not JsonObject stored)
            {
                await e.NextAsync();
                return;
            }

            foreach (var operation in operations.Where(when))
            {
                change(operation, stored);
            }

            await SendAsync(e, operations);
        },
    };

    /// <summary>The refusal of operations of this kind is answered otherwise.</summary>
    public static Fault OtherRefusal(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, bool> when, int status, string? scimType) =>
        Fault.OnResponse(id, title, breaks, e =>
        {
            if (e.Method == "PATCH" && e.Status >= 400 && e.Operations.Any(when))
            {
                e.ReplyError(status, scimType);
            }
        });

    /// <summary>The operation's kind, as sent.</summary>
    public static string? Op(this JsonObject operation) => operation.Text("op");

    /// <summary>The operation's path, as sent.</summary>
    public static string? Path(this JsonObject operation) => operation.Text("path");

    /// <summary>Whether it is this kind of operation with this path.</summary>
    public static bool Is(this JsonObject operation, string op, string? path) => operation.Op() == op && operation.Path() == path;

    /// <summary>Whether it is this kind of operation with a path that has a filter in brackets.</summary>
    public static bool HasFilter(this JsonObject operation, string op) => operation.Op() == op && operation.Path()?.Contains('[') == true;

    private static async Task SendAsync(FaultExchange e, IEnumerable<JsonObject> operations)
    {
        var message = e.RequestJson!;
        message[nameof(FaultExchange.Operations)] = new JsonArray(operations.Select(o => o.DeepClone()).ToArray());
        e.RequestJson = message;
        await e.NextAsync();
    }
}
