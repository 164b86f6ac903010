using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Faults;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that behave differently from the reference provider and conform all the same. They are built as faults are, and break nothing.</summary>
internal static class FairVariants
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Response("patch-answers-204", x =>
        {
            if (x is { Method: "PATCH", Status: 200 } && x.Parameter("attributes") is null)
            {
                x.ResponseHeaders.Remove("Content-Type");
                x.Reply(204);
            }
        }),
        Response("no-resources-member-when-empty", x =>
        {
            if (x.ResponseJson?["Resources"] is JsonArray { Count: 0 })
            {
                x.ResponseJson!.AsObject().Remove("Resources");
            }
        }),
        Response("extra-attributes", x =>
        {
            foreach (var resource in x.ResponseResources.Where(r => !IsDiscovery(x)))
            {
                resource["urn:example:vendor:2.0:Extra"] = null;
            }
        }),
        Response("members-in-another-order", x =>
        {
            if (x.ResponseJson is JsonObject body)
            {
                x.ResponseJson = Reversed(body);
            }
        }),
        Response("discovery-wants-credentials", _ => { }) with
        {
            Wire = async x =>
            {
                if (x.RequestHeaders.Authorization.Count == 0)
                {
                    x.ReplyError(401);
                    x.ResponseHeaders.WWWAuthenticate = "Bearer realm=\"scim\"";
                    return;
                }

                await x.NextAsync();
            },
        },
        WithoutCapability("no-patch", "patch", x => x.Method == "PATCH", 501),
        WithoutCapability("no-filter", "filter", x => x.Parameter("filter") is not null || Member(x, "filter"), 403),
        WithoutCapability("no-sort", "sort", x => x.Parameter("sortBy") is not null || Member(x, "sortBy"), 501),
        WithoutGroups(),
        WithoutETags(),
        OtherEndpointNames(),
    ];

    /// <summary>Providers that lack a discovery document: the checks of that document are red, and nothing else.</summary>
    public static IReadOnlyList<Fault> WithoutDiscovery { get; } =
        [Missing("/ServiceProviderConfig"), Missing("/Schemas"), Missing("/ResourceTypes")];

    private static Fault Response(string id, Action<FaultExchange> change) => Fault.OnResponse(id, id, [], change);

    private static bool Member(FaultExchange x, string name) => x.RequestJson is JsonObject body && body[name] is not null;

    private static bool IsDiscovery(FaultExchange x) =>
        x.Path.StartsWith("/Schemas", StringComparison.Ordinal) || x.Path.StartsWith("/ResourceTypes", StringComparison.Ordinal) || x.Path == "/ServiceProviderConfig";

    private static Fault WithoutCapability(string id, string capability, Func<FaultExchange, bool> uses, int status) => new()
    {
        Id = id,
        Title = id,
        Breaks = [],
        Wire = async x =>
        {
            if (uses(x) && !IsDiscovery(x) && x.RequestHeaders.Authorization.Count > 0)
            {
                x.ReplyError(status);
                return;
            }

            await x.NextAsync();
            if (x.Path == "/ServiceProviderConfig" && x.ResponseJson?[capability] is JsonObject declared)
            {
                declared["supported"] = false;
            }
        },
    };

    private static Fault WithoutGroups() => new()
    {
        Id = "no-groups",
        Title = "no groups",
        Breaks = [],
        Wire = async x =>
        {
            if (x.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase) || x.Path == "/ResourceTypes/Group")
            {
                x.Path = "/Nothing" + x.Path;
            }

            await x.NextAsync();
            foreach (var user in x.ResponseResources.Where(r => r["userName"] is not null))
            {
                user.Remove("groups");
            }

            if (x.Path == "/ResourceTypes" && x.ResponseJson?["Resources"] is JsonArray types)
            {
                types.Remove(types.First(t => t?["name"]?.GetValue<string>() == "Group"));
                x.ResponseJson!["totalResults"] = types.Count;
                x.ResponseJson["itemsPerPage"] = types.Count;
            }
        },
    };

    private static Fault WithoutETags() => new()
    {
        Id = "no-etags",
        Title = "no entity tags",
        Breaks = [],
        Wire = async x =>
        {
            x.RequestHeaders.Remove("If-Match");
            x.RequestHeaders.Remove("If-None-Match");
            await x.NextAsync();
            x.ResponseHeaders.Remove("ETag");
            foreach (var resource in x.ResponseResources.Append(x.ResponseJson as JsonObject).OfType<JsonObject>())
            {
                (resource["meta"] as JsonObject)?.Remove("version");
            }

            if (x.Path == "/ServiceProviderConfig" && x.ResponseJson?["etag"] is JsonObject declared)
            {
                declared["supported"] = false;
            }
        },
    };

    private static Fault OtherEndpointNames() => new()
    {
        Id = "other-endpoint-names",
        Title = "users live at /People",
        Breaks = [],
        Wire = async x =>
        {
            if (x.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Nothing" + x.Path;
            }
            else if (x.Path.StartsWith("/People", StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Users" + x.Path["/People".Length..];
            }

            x.RequestBody = Rename(x.RequestBody, "/People", "/Users");
            await x.NextAsync();
            x.ResponseBody = Rename(x.ResponseBody, "/Users", "/People");
            foreach (var name in new[] { "Location", "Content-Location" }.Where(x.ResponseHeaders.ContainsKey))
            {
                x.ResponseHeaders[name] = x.ResponseHeaders[name].ToString().Replace("/Users", "/People", StringComparison.Ordinal);
            }
        },
    };

    private static Fault Missing(string document) => new()
    {
        Id = "without" + document.Replace('/', '-').ToLowerInvariant(),
        Title = $"no {document}",
        Breaks = [],
        Wire = async x =>
        {
            if (x.Path.StartsWith(document, StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Nothing" + x.Path;
            }

            await x.NextAsync();
        },
    };

    private static byte[] Rename(byte[] body, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(from, to, StringComparison.Ordinal));

    private static JsonObject Reversed(JsonObject body) =>
        new(body.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value is JsonObject inner ? Reversed(inner) : p.Value?.DeepClone())));
}
