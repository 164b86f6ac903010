using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;
using static ScimConformance.Faults.Rfc7644.Bulk.BulkParts;

namespace ScimConformance.Faults.Rfc7644.Bulk;

/// <summary>Faults in references to what a bulk job creates (sections 3.7.1 and 3.7.2).</summary>
internal static class BulkReferenceFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead(
            "bulk-circle-400", "References in a circle are refused with 400", ["BULK-CIRCLE-001", "BULK-CIRCLE-002"],
            e => e.IsBulk() && e.Operations.ToList() is [var one, var other] && one.References().Contains(other.Text("bulkId")) && other.References().Contains(one.Text("bulkId")),
            e => e.Reply(
                200,
                $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[{{string.Join(',', e.Operations.Select(Refused))}}]}""")),
        OfJob(
            "bulk-forward-reference-dropped", "References to later operations are left out",
            ["BULK-REFERENCE-002", "BULK-EXTENSION-002", "BULK-CIRCLE-001", "BULK-CIRCLE-002"], (_, operations) =>
            {
                for (var i = 0; i < operations.Count; i++)
                {
                    var later = operations.Skip(i).Select(o => o.Text("bulkId")).ToHashSet();
                    operations[i].Drop(later.Contains);
                }
            }),
        Placeholders("bulk-placeholder-as-member", "The members of a group that a bulk job creates are placeholders", ["BULK-REFERENCE-001", "BULK-REFERENCE-002", "BULK-CIRCLE-001"], "POST"),
        Placeholders("bulk-placeholder-in-change", "The members that a change in a bulk job adds are placeholders", ["BULK-REFERENCE-003"], "PATCH"),
        OfJob(
            "bulk-placeholder-as-manager", "References in extensions are stored as they were sent",
            ["BULK-EXTENSION-001", "BULK-EXTENSION-002", "BULK-CIRCLE-002"], (_, operations) =>
            {
                foreach (var manager in operations.Select(o => o.Manager()).OfType<JsonObject>())
                {
                    manager["value"] = manager.Text("value")?.ToUpperInvariant();
                }
            }),
        OfJob("bulk-path-not-resolved", "References in paths are not resolved", ["BULK-PATH-001", "BULK-PATH-002"], (_, operations) =>
        {
            foreach (var operation in operations.Where(o => o.Text("path") is not null))
            {
                operation["path"] = operation.Text("path")!.Replace(Prefix, "bulk-", StringComparison.Ordinal);
            }
        }),
        new()
        {
            Id = "bulk-lost-reference-dropped",
            Title = "A group is created without the members that do not exist",
            Breaks = ["BULK-UNRESOLVED-001", "BULK-UNRESOLVED-002"],
            Wire = async e =>
            {
                await e.NextAsync();
                foreach (var result in e.Results().Where(r => r.Failed()))
                {
                    var operation = e.Operations.FirstOrDefault(o => o.Text("bulkId") == result.Text("bulkId") && o.References().Any());
                    if (operation is null)
                    {
                        continue;
                    }

                    operation.Drop(_ => true);
                    var (status, json) = await e.AskAsync("POST", operation.Text("path")!, operation["data"]!.DeepClone());
                    (result["status"], result["location"]) = ($"{status}", json?["meta"]?["location"]?.DeepClone());
                    result.Remove("response");
                }
            },
        },
    ];

    private static string Refused(JsonObject operation) =>
        $$$"""
        {"method":"POST","bulkId":"{{{operation.Text("bulkId")}}}","status":"400",
        "response":{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"no such member"}}
        """;

    /// <summary>Groups show the references by which members were added in operations of this method.</summary>
    private static Fault Placeholders(string id, string title, IReadOnlyList<string> breaks, string method) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            var sent = e.IsBulk() ? e.Operations.ToList() : [];
            await e.NextAsync();
            foreach (var (operation, result) in sent.Zip(e.Results()).Where(p => p.First.Text("method") == method && p.First["data"]?.ToJsonString().Contains(Prefix, StringComparison.Ordinal) == true))
            {
                if (result.Text("location") is { } location)
                {
                    e.State.Values[location.Split('/')[^1]] = Prefix;
                }
            }

            Each(e.Groups().Where(g => e.State.Values.ContainsKey(g.Text("id") ?? "")), g => Each(g.Values("members"), m => m["value"] = Prefix + "qwerty"));
        },
    };
}
