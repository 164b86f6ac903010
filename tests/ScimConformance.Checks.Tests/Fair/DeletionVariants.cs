using System.Text.Json.Nodes;
using ScimConformance.Faults;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that keep what was deleted.</summary>
internal static class DeletionVariants
{
    private const string Buried = "buried-";

    public static IReadOnlyList<FairVariant> All { get; } =
    [
        new("soft-deletes", "RFC 7644 3.6: a provider MAY choose not to permanently delete, but must answer 404 and leave the resource out of queries")
        {
            Wire = async x =>
            {
                if (x.Is("DELETE", "/Users/{id}") && x.RequestHeaders.IfMatch.Count == 0)
                {
                    await BuryAsync(x);
                }
                else if (x.Path.StartsWith("/Users/", StringComparison.Ordinal) && x.State.Values.ContainsKey(x.Path))
                {
                    x.ReplyError(404);
                }
                else
                {
                    LeaveBuriedOut(x);
                    await x.NextAsync();
                }
            },
        },
    ];

    /// <summary>Takes everything from the user and keeps it under a name that nobody asks for; groups keep it as a member.</summary>
    private static async Task BuryAsync(FaultExchange x)
    {
        var path = x.Path;
        var number = x.State.Next();
        var (status, _) = x.State.Values.ContainsKey(path) ? (404, null) : await x.AskAsync("PUT", path, new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
            ["userName"] = $"{Buried}{number}",
        });
        if (status != 200)
        {
            // Refused for another reason, or gone: the provider says how.
            x.Path = status == 404 ? "/Users/" + Buried : path;
            await x.NextAsync();
            return;
        }

        x.State.Values[path] = Buried;
        x.Reply(204);
    }

    private static void LeaveBuriedOut(FaultExchange x)
    {
        const string alive = $"not (userName sw \"{Buried}\")";
        if (x.Is("GET", "/Users"))
        {
            var filter = x.Parameter("filter") is { } asked ? $"({asked}) and {alive}" : alive;
            var others = x.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith("filter=", StringComparison.Ordinal));
            x.Query = "?" + string.Join('&', others.Append("filter=" + Uri.EscapeDataString(filter)));
        }
        else if (x.Is("POST", "/Users/.search") && x.RequestJson is JsonObject search)
        {
            var body = (JsonObject)search.DeepClone();
            body["filter"] = body["filter"] is JsonValue asked && asked.TryGetValue<string>(out var text) ? $"({text}) and {alive}" : alive;
            x.RequestJson = body;
        }
    }
}
