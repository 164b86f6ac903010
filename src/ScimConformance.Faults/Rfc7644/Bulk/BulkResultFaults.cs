using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7644.Bulk.BulkParts;

namespace ScimConformance.Faults.Rfc7644.Bulk;

/// <summary>Faults in the results of bulk jobs and in their limits (sections 3.7.3 and 3.7.4).</summary>
internal static class BulkResultFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Keeping("bulk-failures-not-reported", "Operations that failed have no result", ["BULK-RESULT-001", "BULK-SUCCESS-002", "BULK-STOP-002"], (_, result) => !result.Failed()) with
        {
            SeenElsewhere = "whoever waits for the result of a failed operation waits in vain",
        },
        OfResults("bulk-creation-without-location", "The result of a creation has no location", ["BULK-LOCATION-001"], r =>
        {
            if (r.Status() == 201)
            {
                r.Remove("location");
            }
        }),
        OfResults("bulk-success-without-location", "The results of changes and deletions have no location", ["BULK-LOCATION-002"], r =>
        {
            if (r.Status() is 200 or 204)
            {
                r.Remove("location");
            }
        }),
        OfResults("bulk-failure-without-location", "The results of changes and deletions that failed have no location", ["BULK-LOCATION-003"], r =>
        {
            if (r.Failed())
            {
                r.Remove("location");
            }
        }),
        OfResults("bulk-failed-creation-with-location", "The result of a failed creation has the location of the endpoint", ["BULK-LOCATION-004"], r =>
        {
            if (r.Failed() && r.Text("method") == "POST")
            {
                r["location"] = "http://localhost/scim/v2/Users";
            }
        }),
        WithStatus("bulk-creation-200", "The result of a creation has the status 200", ["BULK-STATUS-001"], r => r.Status() == 201, 200) with
        {
            SeenElsewhere = "other checks of jobs look for a creation by its status too",
        },
        WithStatus("bulk-missing-400", "The deletion of what does not exist has the status 400", ["BULK-STATUS-002"], r => r.Status() == 404, 400),
        WithStatus("bulk-duplicate-400", "The creation of a duplicate has the status 400", ["BULK-STATUS-003"], r => r.Status() == 409, 400),
        WithStatus("bulk-deletion-200", "The result of a deletion has the status 200", ["BULK-STATUS-004"], r => r.Status() == 204, 200),
        new()
        {
            Id = "bulk-put-changes-nothing",
            Title = "A replacement in a bulk job is reported as done and changes nothing",
            Breaks = ["BULK-STATUS-005", "BULK-ORDER-003"],
            Wire = async e =>
            {
                if (e.IsBulk() && e.Operations.Any(o => o.Text("method") == "PUT") && e.RequestJson is JsonObject job && job["Operations"] is JsonArray operations)
                {
                    foreach (var operation in operations.OfType<JsonObject>().Where(o => o.Text("method") == "PUT"))
                    {
                        if (await e.AskAsync("GET", operation.Text("path")!) is (200, { } present))
                        {
                            operation["data"] = present;
                        }
                    }

                    e.RequestJson = job;
                }

                await e.NextAsync();
            },
        },
        WithStatus("bulk-patch-202", "The result of a change has the status 202", ["BULK-STATUS-006"], r => r.Text("method") == "PATCH" && r.Status() == 200, 202),
        OfResults("bulk-status-number", "The status of a result is a number", ["BULK-STATUS-007"], r => r["status"] = r.Status()),
        OfResults("bulk-status-object", "The status of a result is an object with a code", ["BULK-STATUS-007"], r => r["status"] = new JsonObject { ["code"] = r.Text("status") }),
        OfJob("bulk-patch-without-message", "A PATCH message as data of an operation is refused", ["BULK-PATCH-001", "BULK-STATUS-006"], (_, operations) =>
            operations.Where(o => o.Text("method") == "PATCH").ToList().ForEach(o => (o["data"] as JsonObject)?.Remove("schemas"))) with
        {
            SeenElsewhere = "every check that changes something in a job sends such a message",
        },
        OfResults("bulk-failure-unexplained", "The Error of a failed operation has no detail", ["BULK-EXPLAINED-001"], r => (r["response"] as JsonObject)?.Remove("detail")),
        Fault.OnResponse("bulk-limits-zero", "Bulk is offered with room for no operation", ["BULK-LIMIT-001"], e =>
        {
            if (e.Path == "/ServiceProviderConfig" && e.ResponseJson?["bulk"] is JsonObject bulk)
            {
                bulk["maxOperations"] = 0;
            }
        }),
        Refusing("bulk-too-many-400", "Too many operations are refused with 400", ["BULK-LIMIT-002"], "maxOperations", e => e.ReplyError(400, "tooMany")),
        Refusing("bulk-too-large-done", "Too large a bulk job is answered with 200", ["BULK-LIMIT-003"], "maxPayloadSize", e =>
            e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[{"method":"DELETE","status":"404"}]}""")),
        Refusing("bulk-too-many-unnamed", "The refusal of too many operations does not name the limit", ["BULK-LIMIT-004"], "maxOperations", e => e.ReplyError(413, detail: "Payload Too Large")),
        Refusing("bulk-too-large-unnamed", "The refusal of too large a bulk job does not name the limit", ["BULK-LIMIT-005"], "maxPayloadSize", e => e.ReplyError(413, detail: "Payload Too Large")),
    ];

    private static Fault WithStatus(string id, string title, IReadOnlyList<string> breaks, Predicate<JsonObject> when, int status) => OfResults(id, title, breaks, r =>
    {
        if (when(r))
        {
            r["status"] = $"{status}";
            if (r["response"] is JsonObject error)
            {
                error["status"] = $"{status}";
            }
        }
    });

    private static Fault Refusing(string id, string title, IReadOnlyList<string> breaks, string limit, Action<FaultExchange> answer) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsBulk() && e.Status == 413 && e.ResponseJson.Text("detail")?.Contains(limit, StringComparison.Ordinal) == true)
        {
            answer(e);
        }
    });
}
