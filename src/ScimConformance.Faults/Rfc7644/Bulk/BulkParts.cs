using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Bulk;

/// <summary>What the faults of this folder take bulk jobs and their answers apart with.</summary>
internal static class BulkParts
{
    public const string Prefix = "bulkId:";

    public static bool IsBulk(this FaultExchange exchange) => exchange.Is("POST", "/Bulk");

    /// <summary>The results in the answer to a job; empty for other answers. Changes to them are sent.</summary>
    public static List<JsonObject> Results(this FaultExchange exchange) =>
        exchange.IsBulk() && exchange.ResponseJson?["Operations"] is JsonArray results ? results.OfType<JsonObject>().ToList() : [];

    public static int Status(this JsonObject result) => int.TryParse(result.Text("status"), out var status) ? status : 0;

    public static bool Failed(this JsonObject result) => result.Status() >= 300;

    /// <summary>The request's failOnErrors, or null.</summary>
    public static int? FailOnErrors(this FaultExchange exchange) => (int?)exchange.RequestJson?["failOnErrors"];

    /// <summary>A fault of each result.</summary>
    public static Fault OfResults(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, exchange =>
    {
        foreach (var result in exchange.Results())
        {
            change(result);
        }
    });

    /// <summary>A fault that leaves some results out.</summary>
    public static Fault Keeping(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, JsonObject, bool> kept) => Fault.OnResponse(id, title, breaks, exchange =>
    {
        foreach (var result in exchange.Results().Where(r => !kept(exchange, r)))
        {
            ((JsonArray)exchange.ResponseJson!["Operations"]!).Remove(result);
        }
    });

    /// <summary>A fault that executes another job than was sent.</summary>
    public static Fault OfJob(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject, List<JsonObject>> change) => Fault.OnRequest(id, title, breaks, exchange =>
    {
        if (exchange.IsBulk() && exchange.RequestJson is JsonObject job && job["Operations"] is JsonArray operations)
        {
            var sent = job.ToJsonString();
            change(job, operations.OfType<JsonObject>().ToList());
            // A job that it does not concern stays as it is to the byte: its length may be what is judged.
            if (job.ToJsonString() != sent)
            {
                exchange.RequestJson = job;
            }
        }
    });

    /// <summary>A fault that executes the operations in another order.</summary>
    public static Fault Reordered(string id, string title, IReadOnlyList<string> breaks, Func<List<JsonObject>, IEnumerable<JsonObject>> order) =>
        OfJob(id, title, breaks, (job, operations) => job["Operations"] = new JsonArray(order(operations).Select(o => o.DeepClone()).ToArray()));

    /// <summary>A fault that answers a job with a server error where one of its operations is like this.</summary>
    public static Fault Crashing(string id, string title, IReadOnlyList<string> breaks, Predicate<JsonObject> when) => Fault.Instead(
        id, title, breaks, exchange => exchange.IsBulk() && exchange.Operations.Any(o => when(o)), exchange => exchange.ReplyError(500));

    /// <summary>The bulkIds to which the data of an operation refers.</summary>
    public static IEnumerable<string> References(this JsonObject operation) => Members(operation).Append(Manager(operation))
        .Select(m => m.Text("value")).OfType<string>().Where(v => v.StartsWith(Prefix, StringComparison.Ordinal)).Select(v => v[Prefix.Length..]);

    /// <summary>Leaves references out of the data of an operation.</summary>
    public static void Drop(this JsonObject operation, Predicate<string> dropped)
    {
        bool IsDropped(JsonObject? value) => value.Text("value") is { } text && text.StartsWith(Prefix, StringComparison.Ordinal) && dropped(text[Prefix.Length..]);

        foreach (var member in Members(operation).Where(IsDropped).ToList())
        {
            ((JsonArray)operation["data"]!["members"]!).Remove(member);
        }

        if (IsDropped(Manager(operation)))
        {
            ((JsonObject)operation["data"]![Rfc7643.ModelParts.Enterprise]!).Remove("manager");
        }
    }

    public static JsonObject? Manager(this JsonObject operation) => ((operation["data"] as JsonObject)?[Rfc7643.ModelParts.Enterprise] as JsonObject)?["manager"] as JsonObject;

    private static IEnumerable<JsonObject> Members(JsonObject operation) => ((operation["data"] as JsonObject)?["members"] as JsonArray)?.OfType<JsonObject>() ?? [];
}
