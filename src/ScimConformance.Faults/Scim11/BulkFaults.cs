using System.Globalization;
using System.Text.Json.Nodes;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of bulk jobs.</summary>
internal static class BulkFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OnResult("v1-bulk-status-of-2", "The status of a result is a string, as in SCIM 2.0", ["V1-BULK-001", "V1-BULK-007"], r => r["status"] = (string?)r["status"]?["code"]),
        OnResult("v1-bulk-without-description", "A failed operation has no description", ["V1-BULK-001"], r => (r["status"] as JsonObject)?.Remove("description")),
        OnResult("v1-bulk-without-id", "Results do not say their bulkId", ["V1-BULK-001", "V1-BULK-002", "V1-BULK-003", "V1-BULK-007"], r => r.Remove("bulkId")),
        OnBody("v1-bulk-references-dropped", "References within a job are dropped", ["V1-BULK-003", "V1-BULK-004"], "POST", "/Bulk", b =>
        {
            foreach (var data in b.Values("Operations").Select(o => o["data"]).OfType<JsonObject>())
            {
                data.DropValues("members", m => ((string?)m["value"])?.StartsWith("bulkId:", StringComparison.Ordinal) == true);
            }
        }),
        Fault.OnResponse("v1-bulk-limit-unnamed", "Too large a job is refused without the limit", ["V1-BULK-005", "V1-BULK-006"], e =>
        {
            if (e.Status == 413)
            {
                e.Reply(413, """{"Errors":[{"description":"too large","code":"413"}]}""", Json);
            }
        }),
        OnBody("v1-bulk-stops", "A job ends at the first error", ["V1-BULK-007"], "POST", "/Bulk", b => b["failOnErrors"] = 1),
        OnBody("v1-bulk-never-stops", "failOnErrors is ignored", ["V1-BULK-008"], "POST", "/Bulk", b => b.Remove("failOnErrors")),
        Fault.OnResponse("v1-bulk-limit-told-wrong", "The configuration tells of fewer operations than are taken", ["V1-BULK-005"], e =>
        {
            if (e.Is("GET", "/ServiceProviderConfigs") && e.ResponseJson?["bulk"] is JsonObject bulk)
            {
                bulk["maxOperations"] = int.Parse(bulk["maxOperations"]!.ToJsonString(), CultureInfo.InvariantCulture) / 2;
            }
        }),
    ];

    private static Fault OnResult(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Is("POST", "/Bulk") && e.ResponseJson is JsonObject answer)
        {
            foreach (var result in answer.Values("Operations"))
            {
                change(result);
            }
        }
    });
}
