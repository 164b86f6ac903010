using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Requests that do something else when they are repeated.</summary>
internal static class RepetitionFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Repeated("put-repeated-appends", "A repeated PUT appends to multi-valued attributes", ["MODIFY-004"], "/Users/{id}", body =>
            (body["emails"] as JsonArray)?.Add((JsonNode)new JsonObject { ["value"] = "again@example.com", ["type"] = "other" })),
        Repeated("put-repeated-toggles-members", "A repeated PUT takes the members out again", ["MODIFY-005"], "/Groups/{id}", body => body.Remove("members")),
    ];

    /// <summary>A PUT that was sent before in the same words is carried out otherwise.</summary>
    private static Fault Repeated(string id, string title, IReadOnlyList<string> breaks, string template, Action<JsonObject> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is("PUT", template) && e.RequestJson is JsonObject body && !e.State.Values.TryAdd(e.Path + Encoding.UTF8.GetString(e.RequestBody), ""))
        {
            change(body);
            e.RequestJson = body;
        }
    });
}
