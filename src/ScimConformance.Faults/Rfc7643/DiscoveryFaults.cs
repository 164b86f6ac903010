using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in how the discovery endpoints answer (RFC 7644 section 4).</summary>
internal static class DiscoveryFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("config-in-list", "The ServiceProviderConfig is answered as a list of one", ["DISCOVERY-CONFIG-001", "INTEROP-REG-041"], x =>
        {
            if (x.Is("GET", "/ServiceProviderConfig") && x.ResponseJson is { } config)
            {
                x.ResponseJson = new JsonObject
                {
                    ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"), ["totalResults"] = 1, ["Resources"] = new JsonArray(config.DeepClone()),
                };
            }
        }),
        BareArray("schemas-as-array", "/Schemas answers with a bare array", ["DISCOVERY-SCHEMAS-001", "INTEROP-REG-041-3"], "/Schemas"),
        BareArray("types-as-array", "/ResourceTypes answers with a bare array", ["DISCOVERY-TYPES-001", "INTEROP-REG-041-3"], "/ResourceTypes"),
        Fault.Instead("schema-by-urn-missing", "A schema cannot be read by its URN", ["DISCOVERY-SCHEMAS-002", "READ-014"], x => x.Is("GET", "/Schemas/{id}"), x => x.ReplyError(404)) with
        {
            SeenElsewhere = "the address that each schema gives leads nowhere",
        },
        Fault.OnResponse("discovery-paged", "Discovery lists are paged", ["DISCOVERY-QUERY-001"], x =>
        {
            if (x.Is("GET", "/Schemas") && x.Parameter("count") == "1" && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray { Count: > 1 } all)
            {
                list["Resources"] = new JsonArray(all[1]!.DeepClone());
                list["itemsPerPage"] = 1;
            }
        }),
        Fault.OnRequest("discovery-filter-ignored", "A filter on a discovery endpoint is ignored", ["DISCOVERY-QUERY-002"], x =>
        {
            if ((x.Is("GET", "/Schemas") || x.Is("GET", "/ResourceTypes")) && x.Parameter("filter") is not null)
            {
                x.Query = "";
            }
        }),
        Fault.OnResponse("discovery-without-meta", "Schemas and resource types have no meta", ["DISCOVERY-META-001"], x =>
        {
            Each(x.Schemas(), s => s.Remove("meta"));
            Each(x.Below("/ResourceTypes"), t => t.Remove("meta"));
        }),
        Fault.OnResponse("discovery-changes", "A discovery answer is never twice the same", ["DISCOVERY-SAME-001"], x =>
        {
            if (x.Is("GET", "/ServiceProviderConfig") && x.ResponseJson is JsonObject config)
            {
                config["documentationUri"] = $"https://example.com/docs?request={x.State.Next()}";
            }
        }),
    ];

    private static Fault BareArray(string id, string title, IReadOnlyList<string> breaks, string endpoint) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", endpoint) && x.ResponseJson?["Resources"] is JsonArray all)
        {
            x.ResponseJson = all.DeepClone();
        }
    });
}
