using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7644.Bulk.BulkParts;

namespace ScimConformance.Faults.Rfc7644.Bulk;

/// <summary>Faults in what a failing operation means for the others, and in their order (section 3.7).</summary>
internal static class BulkFailureFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse(
            "bulk-one-fails-all-400", "A bulk job of which one operation fails is answered with 400", ["BULK-SUCCESS-001", "BULK-SUCCESS-002", "BULK-CONTINUE-001", "BULK-CONTINUE-002"], e =>
            {
                if (e.Results().Any(r => r.Failed()))
                {
                    e.ReplyError(400);
                }
            }) with
        {
            SeenElsewhere = "the answer is no BulkResponse then",
        },
        Fault.OnResponse("bulk-all-failed-400", "A bulk job all of whose operations fail is answered with 400", ["BULK-SUCCESS-002"], e =>
        {
            if (e.Results() is { Count: > 1 } results && results.All(r => r.Failed()))
            {
                e.ReplyError(400);
            }
        }),
        OfJob("bulk-stops-at-first-failure", "A bulk job ends at its first failure", ["BULK-CONTINUE-001", "BULK-RESULT-001"], (job, _) => job["failOnErrors"] ??= 1) with
        {
            SeenElsewhere = "operations after the first failure have no result that could be looked at",
        },
        OfJob("bulk-limit-of-errors-as-flag", "Any failOnErrors ends a bulk job at its first failure", ["BULK-CONTINUE-002"], (job, _) =>
        {
            if (job["failOnErrors"] is not null)
            {
                job["failOnErrors"] = 1;
            }
        }),
        OfJob("bulk-ignores-limit-of-errors", "failOnErrors is ignored", ["BULK-STOP-001", "BULK-STOP-002"], (job, _) => job.Remove("failOnErrors")),
        Keeping("bulk-stopped-without-results", "When failOnErrors ends a bulk job, only the failures are reported", ["BULK-STOP-002"], (e, result) =>
            result.Failed() || !(e.Results().Count(r => r.Failed()) >= e.FailOnErrors())),
        RollingBack("bulk-rolls-back", "When an operation fails, what the others created is removed again", ["BULK-KEEP-001", "BULK-CONTINUE-001"], e => e.FailOnErrors() is null),
        RollingBack("bulk-rolls-back-when-stopped", "When failOnErrors ends a bulk job, what it created is removed again", ["BULK-KEEP-002"], e => e.FailOnErrors() == 1),
        OfResults("bulk-failure-without-error", "The result of a failed operation has no response", ["BULK-ERROR-001", "BULK-ERROR-002", "BULK-EXPLAINED-001"], r => r.Remove("response")),
        OfResults("bulk-error-always-400", "The Error of a failed operation has the status 400, whatever failed", ["BULK-ERROR-002"], r =>
        {
            if (r["response"] is JsonObject error)
            {
                error["status"] = "400";
            }
        }),
        Reordered("bulk-changes-backwards", "Changes in a bulk job are made from the last to the first", ["BULK-ORDER-001"], operations =>
            operations.All(o => o.Text("method") == "PATCH") ? operations.AsEnumerable().Reverse() : operations),
        Reordered("bulk-deletes-first", "Deletions come first in a bulk job", ["BULK-ORDER-002"], operations => operations.OrderBy(o => o.Text("method") == "DELETE" ? 0 : 1)) with
        {
            SeenElsewhere = "what a job creates and deletes is not there yet when it is deleted",
        },
        Reordered("bulk-creates-first", "Creations come first in a bulk job", ["BULK-ORDER-003", "BULK-STOP-001"], operations => operations.OrderBy(o => o.Text("method") == "POST" ? 0 : 1)),
    ];

    private static Fault RollingBack(string id, string title, IReadOnlyList<string> breaks, Predicate<FaultExchange> when) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            await e.NextAsync();
            var results = e.Results();
            foreach (var created in results.Where(r => r.Status() == 201 && when(e) && results.Any(other => other.Failed())))
            {
                await e.AskAsync("DELETE", string.Concat("/", string.Join('/', created.Text("location")!.Split('/')[^2..])));
            }
        },
    };
}
