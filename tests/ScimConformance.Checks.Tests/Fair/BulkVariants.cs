using System.Text.Json.Nodes;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that do bulk jobs in another way.</summary>
internal static class BulkVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("bulk-results-otherwise", "RFC 7644 3.7.3: no order is promised; 3.7.2 has {code} in an example; 3.7: a body may be included; locations may be relative", x =>
        {
            var results = x.BulkResults();
            foreach (var result in results)
            {
                if (result["location"]?.GetValue<string>() is { } location)
                {
                    result["location"] = string.Join('/', location.Split('/')[^2..]);
                }

                if (result["status"]?.GetValue<string>() is { } status)
                {
                    result["status"] = new JsonObject { ["code"] = status, ["description"] = "as the single request" };
                    result["response"] ??= status == "204" ? null : new JsonObject { ["id"] = "unknown" };
                }
            }

            if (results.Count > 0)
            {
                x.ResponseJson!["Operations"] = new JsonArray(results.Reverse().Select(r => r.DeepClone()).ToArray());
            }
        }),
        new("bulk-backward-references-only", "RFC 7644 3.7.1: a provider may stop after a failed attempt, with 409")
        {
            Wire = async x =>
            {
                var refused = new HashSet<string?>();
                if (x.Path == "/Bulk" && x.RequestJson is JsonObject job && job["Operations"] is JsonArray operations)
                {
                    var known = new HashSet<string?>();
                    var all = operations.OfType<JsonObject>().Select(o => o["bulkId"]?.ToString()).OfType<string>().ToList();
                    foreach (var operation in operations.OfType<JsonObject>())
                    {
                        var text = operation["data"]?.ToJsonString() ?? "";
                        if (all.Exists(id => text.Contains($"bulkId:{id}", StringComparison.Ordinal) && !known.Contains(id)))
                        {
                            refused.Add(operation["bulkId"]?.ToString());
                            operation["path"] = "/Nowhere";
                        }

                        known.Add(operation["bulkId"]?.ToString());
                    }

                    if (refused.Count > 0)
                    {
                        x.RequestJson = job;
                    }
                }

                await x.NextAsync();
                foreach (var result in x.BulkResults().Where(r => refused.Contains(r["bulkId"]?.ToString())))
                {
                    result["status"] = "409";
                    result["response"]!["status"] = "409";
                }
            },
        },
        FairVariant.Refusing(
            "bulk-refuses-incomplete-jobs", "RFC 7644 3.7: an appropriate HTTP error code where a job cannot be processed", 400, "invalidSyntax",
            x => x.Path == "/Bulk" && x.Operations.Any(o => o["method"]?.ToString() is null or "GET" || o["path"] is null || (o["data"] is null && o["method"]!.ToString() != "DELETE"))),
        new("bulk-of-two", "RFC 7644 3.7.4: the provider defines its limits") { Configure = provider => (provider.BulkMaxOperations, provider.BulkMaxPayloadBytes) = (2, 100_000) },
    ];
}
