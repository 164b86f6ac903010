using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>The lines in which a job's memory is written down.</summary>
internal static class JobStateLines
{
    public static JsonObject Of(JobFacts facts) => new() { ["facts"] = JsonSerializer.SerializeToNode(facts) };

    public static JsonObject Of(string objectId, ObjectLink link)
    {
        var line = new JsonObject { ["linked"] = objectId, ["kind"] = link.Kind.ToString(), ["target"] = link.TargetId };
        if (link.IsDisabled || !link.IsManaged)
        {
            (line["disabled"], line["managed"]) = (link.IsDisabled, link.IsManaged);
        }

        if (link.Members is { Count: > 0 } members)
        {
            line["members"] = ToArray(members);
        }

        if (link.Uncertain is { Count: > 0 } uncertain)
        {
            line["uncertain"] = ToArray(uncertain);
        }

        if (link.ExportsMembersAgain)
        {
            line["again"] = true;
        }

        return line;
    }

    public static JsonObject OfMembers(string groupId, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed) =>
        new() { ["members"] = groupId, ["added"] = ToArray(added), ["removed"] = ToArray(removed) };

    public static JsonArray ToArray(IEnumerable<string> ids) => new(ids.Select(id => (JsonNode)id).ToArray());

    public static List<string> Ids(JsonNode? list) => (list as JsonArray)?.Select(id => (string)id!).ToList() ?? [];
}
