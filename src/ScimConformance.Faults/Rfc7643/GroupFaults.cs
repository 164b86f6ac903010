using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in groups and in the enterprise extension (RFC 7643 sections 4.2 and 4.3).</summary>
internal static class GroupFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfBody("group-without-name", "A group without displayName gets one", ["GROUP-NAME-001"], "POST", "/Groups", b => b["displayName"] ??= "New group"),
        new()
        {
            Id = "group-names-unique",
            Title = "A second group of the same name is refused although no schema says so",
            Breaks = ["GROUP-NAME-002"],
            Wire = async x =>
            {
                if (x.Is("POST", "/Groups") && (string?)x.RequestJson?["displayName"] is { } name && !x.State.Values.TryAdd(name, ""))
                {
                    x.ReplyError(409, "uniqueness", "the name is taken");
                    return;
                }

                await x.NextAsync();
            },
        },
        OfGroups("members-by-own-key", "Members are named by the key of the membership", ["GROUP-MEMBER-001", "INTEROP-REG-007", "PATCH-ADD-007"], g => Each(g.Values("members"), m =>
            m["value"] = "m-" + (string?)m["value"])) with
        {
            SeenElsewhere = "every check of members looks for the ids of the users whom it added",
        },
        new()
        {
            Id = "member-changed-in-place",
            Title = "PATCH puts another member in a member's place",
            Breaks = ["GROUP-MEMBER-002"],
            Wire = async x =>
            {
                var operation = x.Is("PATCH", "/Groups/{id}")
                    ? x.Operations.FirstOrDefault(o => ((string?)o["path"])?.EndsWith("].value", StringComparison.Ordinal) == true)
                    : null;
                if (operation is not null && (string?)operation["path"] is { } path)
                {
                    x.RequestJson = JsonNode.Parse(
                        $$$"""
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                          {"op":"remove","path":{{{JsonValue.Create(path[..^".value".Length]).ToJsonString()}}}},
                          {"op":"add","path":"members","value":[{"value":"{{{(string?)operation["value"]}}}"}]}]}
                        """);
                }

                await x.NextAsync();
            },
        },
        new()
        {
            Id = "no-nested-groups",
            Title = "A group is refused as a member",
            Breaks = ["GROUP-NESTED-001"],
            Wire = async x =>
            {
                if (x.Is("POST", "/Groups") && x.RequestJson is JsonObject body && body.Values("members").Any(m => x.State.Values.ContainsKey((string?)m["value"] ?? "")))
                {
                    x.ReplyError(400, "invalidValue", "a member must be a user");
                    return;
                }

                await x.NextAsync();
                Each(x.Groups(), g => x.State.Values[(string?)g["id"] ?? ""] = "group");
            },
        },
        new()
        {
            Id = "group-needs-members",
            Title = "A group without members is refused",
            Breaks = ["GROUP-EMPTY-001"],
            Wire = async x =>
            {
                if (x.Is("POST", "/Groups") && x.RequestJson is JsonObject body && !body.ContainsKey("members") && (await x.AskAsync("GET", "/Groups?count=0")).Status != 401)
                {
                    x.ReplyError(400, "invalidValue", "members must not be empty");
                    return;
                }

                await x.NextAsync();
            },
        },
        new()
        {
            Id = "group-delete-cascades",
            Title = "Deleting a group deletes its members",
            Breaks = ["GROUP-DELETE-001"],
            SeenElsewhere = "members that checks share are gone with the first group that held them",
            Wire = async x =>
            {
                var members = x.Is("DELETE", "/Groups/{id}") ? ((await x.AskAsync("GET", x.Path)).Json as JsonObject)?.Values("members").ToList() ?? [] : [];
                await x.NextAsync();
                foreach (var member in members)
                {
                    await x.AskAsync("DELETE", $"/Users/{(string?)member["value"]}");
                }
            },
        },
        new()
        {
            Id = "member-listed-twice",
            Title = "A member that is added again is listed again",
            Breaks = ["GROUP-MEMBER-003", "PATCH-ADD-009", "INTEROP-REG-009"],
            Wire = async x =>
            {
                var added = x.Is("PATCH", "/Groups/{id}")
                    ? x.Operations.Where(o => o.Text("op") == "add" && o.Text("path") == "members").SelectMany(o => o.Values("value")).Select(m => m.Text("value")).ToList()
                    : [];
                if (added.Count > 0 && (await x.AskAsync("GET", x.Path)).Json is JsonObject group && group.Values("members").Any(m => added.Contains(m.Text("value"))))
                {
                    x.State.Values[x.Path] = "again";
                }

                await x.NextAsync();
                if (x.State.Values.ContainsKey(x.Path))
                {
                    Each(x.Groups(), g => (g["members"] as JsonArray)?.Add(g.Values("members").FirstOrDefault()?.DeepClone()));
                }
            },
        },
        new()
        {
            Id = "deleted-member-stays",
            Title = "A deleted user stays in its groups",
            Breaks = ["GROUP-INTEGRITY-001", "DELETE-009"],
            Wire = async x =>
            {
                await x.NextAsync();
                if (x.Is("DELETE", "/Users/{id}") && x.Status == 204)
                {
                    x.State.Values[x.Path] = "deleted";
                }

                foreach (var group in x.Groups().Where(g => g["id"] is not null && x.Parameter("excludedAttributes") is null))
                {
                    var id = (string)group["id"]!;
                    var before = x.State.Values.TryGetValue(id, out var known) ? JsonNode.Parse(known)!.AsArray().OfType<JsonObject>() : [];
                    var members = group["members"] as JsonArray ?? [];
                    foreach (var deleted in before.Where(m => x.State.Values.ContainsKey("/Users/" + m.Text("value"))).ToList())
                    {
                        members.Add(deleted.DeepClone());
                        group["members"] = members;
                    }

                    x.State.Values[id] = members.ToJsonString();
                }
            },
        },
        OfEnterprise("cost-center-dropped", "costCenter is not stored", ["ENTERPRISE-001"], e => e.Remove("costCenter")) with
        {
            SeenElsewhere = ByEvery,
        },
        OfEnterprise("manager-by-name", "manager is returned by name instead of id", ["ENTERPRISE-MANAGER-001", "ENTRA-REG-022", "ENTRA-REG-023"], e =>
        {
            if (e["manager"] is JsonObject manager)
            {
                manager["value"] = "Barbara Jensen";
            }
        }) with
        {
            SeenElsewhere = "the manager whom a PATCH sets is looked for by its id too",
        },
        Swallowing("manager-name-from-client", "manager.displayName is stored as the client sent it", ["ENTERPRISE-MANAGER-002"], "POST", "/Users", body =>
            body[Enterprise]?["manager"] is JsonObject sent && sent.Remove("displayName", out var name)
                ? u => ((JsonObject)u[Enterprise]!["manager"]!)["displayName"] = name?.DeepClone()
                : null),
        Fault.OnRequest("urn-split-at-dot", "A full attribute name is split at the dot of the URN's version, and names nothing then", ["ENTERPRISE-NAME-001", "NOTATION-002"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.Parameter("attributes") is { } attributes && attributes.StartsWith("urn:", StringComparison.Ordinal))
            {
                x.Query = "?attributes=userName";
            }
        }) with
        {
            SeenElsewhere = "what is returned on request only is asked for by its full name too",
        },
        Fault.Instead("filter-urn-unknown", "A filter with a full attribute name is refused", ["ENTERPRISE-NAME-002", "NOTATION-001"],
            x => x.Parameter("filter")?.StartsWith("urn:", StringComparison.Ordinal) == true,
            x => x.ReplyError(400, "invalidFilter", "unexpected character ':'")) with
        {
            SeenElsewhere = "attributes of the base schema and sub-attributes are refused by their full name too",
        },
    ];

    private static Fault OfEnterprise(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => OfUsers(id, title, breaks, u =>
    {
        if (u[Enterprise] is JsonObject container)
        {
            change(container);
        }
    });
}
