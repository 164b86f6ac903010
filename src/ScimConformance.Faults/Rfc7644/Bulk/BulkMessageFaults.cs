using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7644.Bulk.BulkParts;

namespace ScimConformance.Faults.Rfc7644.Bulk;

/// <summary>Faults in the messages of bulk jobs and in the members of operations (section 3.7).</summary>
internal static class BulkMessageFaults
{
    private const string Nothing = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[]}""";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("bulk-answers-as-list", "The answer to a bulk job calls itself a ListResponse", ["BULK-MESSAGE-001"], e =>
        {
            if (e.Results().Count > 0)
            {
                e.ResponseJson!["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse");
            }
        }),
        Fault.Instead(
            "bulk-wrong-urn-500", "A bulk job under another URN ends in a server error", ["BULK-MESSAGE-002"],
            e => e.IsBulk() && e.RequestJson?["schemas"] is JsonArray urns && !urns.Any(u => u?.ToString().EndsWith(":BulkRequest", StringComparison.Ordinal) == true),
            e => e.ReplyError(500)),
        Fault.OnResponse("bulk-echoes-limit-of-errors", "failOnErrors comes back in the answer to a bulk job", ["BULK-MESSAGE-003"], e =>
        {
            if (e.Results().Count > 0 && e.FailOnErrors() is { } limit)
            {
                e.ResponseJson!["failOnErrors"] = limit;
            }
        }),
        Fault.OnResponse("bulk-malformed-is-empty", "A malformed bulk job is answered with 200 and no results", ["BULK-MALFORMED-001", "BULK-MALFORMED-002", "BULK-MALFORMED-003"], e =>
        {
            if (e.IsBulk() && e.Status == 400)
            {
                e.Reply(200, Nothing);
            }
        }),
        Crashing("bulk-without-method-500", "An operation without method ends in a server error", ["BULK-REQUIRED-001"], o => o["method"] is null),
        Crashing("bulk-without-path-500", "An operation without path ends in a server error", ["BULK-REQUIRED-002"], o => o["path"] is null),
        Crashing("bulk-without-bulkid-500", "A creation without bulkId ends in a server error", ["BULK-REQUIRED-004"], o => o.Text("method") == "POST" && o["bulkId"] is null),
        Fault.OnResponse("bulk-without-data-done", "An operation without data is reported as done", ["BULK-REQUIRED-003"], e =>
        {
            if (e.IsBulk() && e.Operations.Any(o => o.Text("method") == "POST" && o["data"] is null))
            {
                e.Results().ForEach(r => (r["status"], r["location"]) = ("201", "http://localhost/scim/v2/Users/none"));
            }
        }),
        OfResults("bulk-bulkid-lost", "The result of a creation lacks its bulkId", ["BULK-ID-001"], r =>
        {
            if (!r.Failed())
            {
                r.Remove("bulkId");
            }
        }) with
        {
            SeenElsewhere = "results are told apart by their bulkId",
        },
        OfResults("bulk-bulkid-lost-on-failure", "The result of a failed creation lacks its bulkId", ["BULK-ID-002"], r =>
        {
            if (r.Failed())
            {
                r.Remove("bulkId");
            }
        }) with
        {
            SeenElsewhere = "results are told apart by their bulkId",
        },
        OfResults("bulk-method-lost", "Results lack the method", ["BULK-METHOD-001"], r => r.Remove("method")),
        new()
        {
            Id = "bulk-serves-get",
            Title = "GET in a bulk job is answered",
            Breaks = ["BULK-GET-001"],
            Wire = async e =>
            {
                var read = e.IsBulk() ? e.Operations.FirstOrDefault(o => o.Text("method") == "GET") : null;
                await e.NextAsync();
                if (read is not null && e.Results() is [var result])
                {
                    (result["status"], result["response"]) = ("200", (await e.AskAsync("GET", read.Text("path")!)).Json);
                }
            },
        },
        OfJob("bulk-ignores-version", "The version in an operation is ignored", ["BULK-VERSION-001"], (_, operations) => operations.ForEach(o => o.Remove("version"))),
        OfJob("bulk-refuses-every-version", "An operation with a version is refused, whatever the version", ["BULK-VERSION-002"], (_, operations) =>
            operations.Where(o => o["version"] is not null).ToList().ForEach(o => o["version"] = "W/\"never\"")),
        OfResults("bulk-stale-version", "The version in a result is not that of the resource", ["BULK-VERSION-003"], r =>
        {
            if (r["version"] is not null)
            {
                r["version"] = "W/\"0\"";
            }
        }),
    ];
}
