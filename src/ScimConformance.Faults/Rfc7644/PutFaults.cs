using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of PUT (sections 3.5 and 3.5.1).</summary>
internal static class PutFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("put-unsupported", "Only PATCH changes resources", ["MODIFY-001", "PUT-001", "INTEROP-REG-037", "MESSAGE-005"], e => e.Method == "PUT", e => e.ReplyError(405)) with
        {
            SeenElsewhere = "whatever is said by PUT is refused, in each check that changes a resource by it",
        },
        new()
        {
            Id = "put-ignored", Title = "PUT answers 200 and changes nothing",
            Breaks = ["PUT-001", "PUT-003", "PUT-004", "PUT-005", "PUT-006", "PUT-007", "PUT-008", "PUT-IMMUTABLE-003"],
            SeenElsewhere = "checks that change a resource by PUT see no change, checks of what PUT must refuse see it accepted, and the answer comes before anybody asks for credentials",
            Wire = async e =>
            {
                var before = e.Method == "PUT" ? await e.AskAsync("GET", e.Path) : default;
                if (before.Status == 200)
                {
                    e.Reply(200, before.Json!.ToJsonString());
                }
                else
                {
                    await e.NextAsync();
                }
            },
        },
        new()
        {
            Id = "put-creates", Title = "PUT to an unknown id creates", Breaks = ["PUT-002", "DELETE-003", "ENDPOINT-001", "INTEROP-REG-037"],
            SeenElsewhere = "the id that nobody has is in use from then on",
            Wire = async e =>
            {
                await e.NextAsync();
                if (e.Method == "PUT" && e.Status == 404)
                {
                    e.State.Values[e.Path] = e.RequestJson?.ToJsonString() ?? "{}";
                    e.Reply(200, e.State.Values[e.Path]);
                }
                else if (e.Method == "GET" && e.State.Values.TryGetValue(e.Path, out var created))
                {
                    e.Reply(200, created);
                }
            },
        },
        OnBody("put-merges-multi-valued", "PUT appends to multi-valued attributes", ["PUT-003"], (body, stored) =>
        {
            if (body["emails"] is JsonArray given && stored["emails"] is JsonArray old)
            {
                var values = given.Select(v => v.Text("value")).ToList();
                foreach (var value in old.Where(v => !values.Contains(v.Text("value"))).ToList())
                {
                    given.Add(value!.DeepClone());
                }
            }
        }) with { SeenElsewhere = "the same value is there twice after PUT" },
        OnBody("put-keeps-name", "PUT changes simple attributes only", ["PUT-004", "USER-SINGULAR-002", "EVERY-PUT-001"], (body, stored) => body["name"] = stored["name"]?.DeepClone()) with
        {
            SeenElsewhere = "checks and identity providers that put a whole user send the name",
        },
        OnBody("put-keeps-omitted", "PUT keeps attributes that the request omits", ["PUT-005", "PUT-REQUIRED-001"], (body, stored) =>
        {
            foreach (var (name, value) in stored.Where(p => !body.ContainsKey(p.Key)).ToList())
            {
                body[name] = value?.DeepClone();
            }
        }),
        OnBody("put-null-means-keep", "PUT takes null for not given", ["PUT-006", "NULL-003"], (body, stored) =>
        {
            foreach (var name in body.Where(p => p.Value is null).Select(p => p.Key).ToList())
            {
                body[name] = stored[name]?.DeepClone();
            }
        }),
        OnBody("put-empty-array-means-keep", "PUT takes an empty array for not given", ["PUT-007", "NULL-004"], (body, stored) =>
        {
            foreach (var name in body.Where(p => p.Value is JsonArray { Count: 0 }).Select(p => p.Key).ToList())
            {
                body[name] = stored[name]?.DeepClone();
            }
        }),
        OnBody("put-merges-members", "PUT on a group only adds members", ["PUT-008", "USER-GROUPS-006"], (body, stored) =>
        {
            if (body["members"] is JsonArray given && stored["members"] is JsonArray old)
            {
                var values = given.Select(v => v.Text("value")).ToList();
                foreach (var member in old.Where(v => !values.Contains(v.Text("value"))).ToList())
                {
                    given.Add(new JsonObject { ["value"] = member.Text("value") });
                }
            }
        }),
        OnBody("put-loses-emails", "PUT of a full resource drops its e-mails", ["PUT-009", "EVERY-PUT-003", "MESSAGE-005"], (body, _) =>
        {
            if (body.ContainsKey("meta"))
            {
                body.Remove("emails");
            }
        }),
        OnBody(
            "put-immutable-ignored",
            "PUT with another immutable value succeeds",
            ["PUT-IMMUTABLE-001"],
            (body, stored) => KeepStoredExtensionValues(body, stored)) with { SeenElsewhere = "the fault takes every attribute of an extension for immutable" },
        new()
        {
            Id = "put-immutable-refused", Title = "PUT refuses extension values that are set already", Breaks = ["PUT-IMMUTABLE-002"],
            SeenElsewhere = "the value that is set stands in an extension that has others",
            Wire = async e =>
            {
                var stored = e.Is("PUT", "/Users/{id}") ? (await e.AskAsync("GET", e.Path)).Json as JsonObject : null;
                if (e.RequestJson is JsonObject body && body.Any(p => p.Key.StartsWith("urn:") && stored?[p.Key] is not null))
                {
                    e.ReplyError(400, "mutability");
                }
                else
                {
                    await e.NextAsync();
                }
            },
        },
        OnBody("put-drops-extensions", "PUT ignores extension attributes that have no value yet", ["PUT-IMMUTABLE-003"], (body, stored) =>
        {
            foreach (var (urn, container) in body.Where(p => p.Key.StartsWith("urn:")).ToList())
            {
                foreach (var name in (container as JsonObject ?? []).Where(p => stored[urn]?[p.Key] is null).Select(p => p.Key).ToList())
                {
                    ((JsonObject)container!).Remove(name);
                }
            }
        }),
        Fault.Instead(
            "put-refuses-read-only",
            "PUT that carries meta is refused",
            ["PUT-READONLY-001", "PUT-009", "META-IGNORED-002", "MESSAGE-005", "INTEROP-REG-037"],
            e => e.Method == "PUT" && e.RequestJson is JsonObject body && body.ContainsKey("meta"),
            e => e.ReplyError(400, "mutability")) with { SeenElsewhere = "the answer comes before anybody asks for credentials; Okta sends back what it read" },
        new()
        {
            Id = "put-applies-meta", Title = "PUT takes meta.created from the client", Breaks = ["PUT-READONLY-001", "META-IGNORED-002"],
            Wire = async e =>
            {
                if (e.Is("PUT", "/Users/{id}") && e.RequestJson.Text("meta", "created") is { } created)
                {
                    e.State.Values[e.Path] = created;
                }

                await e.NextAsync();
                if (e.State.Values.TryGetValue(e.Path, out var stored) && e.ResponseJson?["meta"] is JsonObject meta)
                {
                    meta["created"] = stored;
                }
            },
        },
        Fault.OnRequest("put-follows-body-id", "PUT changes the resource that the body names", ["PUT-READONLY-002"], e =>
        {
            if (e.Is("PUT", "/Users/{id}") && e.RequestJson.Text("id") is { } id && !e.Path.EndsWith(id, StringComparison.Ordinal))
            {
                var body = (JsonObject)e.RequestJson!;
                body["userName"] = $"{body["userName"]}.{e.State.Next()}";
                e.RequestJson = body;
                e.Path = "/Users/" + id;
            }
        }),
        OnBody("put-keeps-missing-required", "PUT without the user name succeeds", ["PUT-REQUIRED-001"], (body, stored) =>
        {
            if (!body.ContainsKey("userName"))
            {
                body["userName"] = stored["userName"]?.DeepClone();
            }
        }),
        Fault.OnResponse("put-answers-204", "PUT answers 204", ["PUT-RESULT-001"], e =>
        {
            if (e.Method == "PUT" && e.Status == 200)
            {
                e.Reply(204);
            }
        }) with { SeenElsewhere = "checks that read the answer to a PUT find none" },
        new()
        {
            Id = "put-answers-old-state", Title = "PUT answers with the resource as it was before", Breaks = ["PUT-RESULT-001", "EVERY-PUT-002", "MESSAGE-007"],
            Wire = async e =>
            {
                var before = e.Method == "PUT" ? (await e.AskAsync("GET", e.Path)).Json : null;
                await e.NextAsync();
                if (before is not null && e.Status == 200)
                {
                    e.ResponseJson = before;
                }
            },
        },
        Fault.OnResponse("put-conflict-without-type", "PUT to a taken name is refused without scimType", ["PUT-UNIQUE-001"], e =>
        {
            if (e.Method == "PUT" && e.Status == 409)
            {
                (e.ResponseJson as JsonObject)?.Remove("scimType");
            }
        }),
    ];

    /// <summary>A fault that changes the body of PUT, knowing what is stored.</summary>
    private static Fault OnBody(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject, JsonObject> change) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            if (HttpMethods.IsPut(e.Method) && e.RequestJson is JsonObject body && (await e.AskAsync("GET", e.Path)).Json is JsonObject stored)
            {
                change(body, stored);
                e.RequestJson = body;
            }

            await e.NextAsync();
        },
    };

    private static void KeepStoredExtensionValues(JsonObject body, JsonObject stored)
    {
        foreach (var (urn, value) in body.Where(p => p.Key.StartsWith("urn:") && stored[p.Key] is not null).ToList())
        {
            body[urn] = stored[urn]!.DeepClone();
        }
    }
}
