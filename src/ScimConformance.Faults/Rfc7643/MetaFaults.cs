using System.Globalization;
using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in <c>meta</c> (RFC 7643 section 3.1).</summary>
internal static class MetaFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfUsers("meta-without-created", "meta has no created", ["META-ASSIGNED-001"], u => (u["meta"] as JsonObject)?.Remove("created")),
        OfGroups("group-without-meta", "Groups have no meta", ["META-ASSIGNED-002", "META-TYPE-002", "CREATE-TYPE-002"], g => g.Remove("meta")),
        TakingMeta("post-takes-meta", "POST takes meta over from the client", ["META-IGNORED-001", "CREATE-002"], "POST", "/Users"),
        TakingMeta("put-takes-meta", "PUT takes meta over from the client", ["META-IGNORED-002", "PUT-READONLY-001"], "PUT", "/Users/{id}"),
        new()
        {
            Id = "patch-changes-created",
            Title = "PATCH changes meta.created",
            Breaks = ["META-IGNORED-003"],
            Wire = async x =>
            {
                var value = x.Is("PATCH", "/Users/{id}") ? x.Operations.FirstOrDefault(o => (string?)o["path"] == "meta.created")?["value"] : null;
                if (value is not null)
                {
                    x.State.Values[x.Path] = (string?)value ?? "";
                    x.Reply(204);
                    return;
                }

                await x.NextAsync();
                if (x.State.Values.TryGetValue(x.Path, out var created))
                {
                    Each(x.Users(), u => SetMeta(u, "created", created));
                }
            },
        },
        OfUsers("resource-type-plural", "meta.resourceType is the endpoint's name", ["META-TYPE-001", "CREATE-TYPE-001"], u => SetMeta(u, "resourceType", "Users")),
        OfGroups("resource-type-lower-case", "meta.resourceType is in lower case", ["META-TYPE-002", "CREATE-TYPE-002"], g => SetMeta(g, "resourceType", "group")),
        OfUsers("two-clock-readings", "meta.created and meta.lastModified come from two readings of the clock", ["META-TIME-001"], u =>
        {
            if (Date(u, "created") is { } created && created == Date(u, "lastModified"))
            {
                SetMeta(u, "lastModified", Show(created.AddTicks(1)));
            }
        }),
        OfUsers("created-moves", "meta.created moves with every change", ["META-TIME-002"], u =>
        {
            if (Date(u, "lastModified") is { } modified)
            {
                SetMeta(u, "created", Show(modified));
            }
        }),
        OfUsers("last-modified-stays", "meta.lastModified never moves", ["META-TIME-002"], u =>
        {
            if (u["meta"]?["created"] is { } created)
            {
                SetMeta(u, "lastModified", (string)created!);
            }
        }),
        OfUsers("location-of-other-host", "meta.location names the host behind the proxy", ["META-LOCATION-001", "META-LOCATION-002", "CREATE-008", "INTEROP-REG-048"], u =>
            SetMeta(u, "location", $"http://scim-backend:8080/Users/{(string?)u["id"]}")) with
        {
            SeenElsewhere = "that location has no version before the endpoint",
        },
        Fault.OnResponse("location-header-of-list", "Location of a created user is that of the list", ["META-LOCATION-002", "CREATE-008", "CREATE-009", "INTEROP-REG-048"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 201)
            {
                x.ResponseHeaders.Location = x.ResponseHeaders.Location.ToString()[..x.ResponseHeaders.Location.ToString().LastIndexOf('/')];
            }
        }) with
        {
            SeenElsewhere = "that location does not go on behind the endpoint",
        },
        OfUsers("version-without-quotes", "meta.version lacks the quotes of the ETag", ["META-VERSION-001", "META-VERSION-002", "ETAG-002"], u =>
            SetMeta(u, "version", ((string?)u["meta"]?["version"])?.Replace("W/", "", StringComparison.Ordinal).Trim('"'))),
        OfUsers("version-lower-case-w", "The mark of a weak version is written in lower case", ["META-VERSION-002", "META-VERSION-001", "ETAG-002"], u =>
            SetMeta(u, "version", "w/" + ((string?)u["meta"]?["version"])?.Replace("W/", "", StringComparison.Ordinal))),
        Fault.OnResponse("put-changes-id", "PUT takes the id over from the body", ["META-COMMON-001"], x =>
        {
            if (x.Is("PUT", "/Users/{id}") && x.RequestJson?["id"] is { } id)
            {
                Each(x.Users(), u => u["id"] = id.DeepClone());
            }
        }),
    ];

    private static Fault TakingMeta(string id, string title, IReadOnlyList<string> breaks, string method, string template) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            var sent = x.Is(method, template) ? x.RequestJson?["meta"] as JsonObject : null;
            await x.NextAsync();
            if (sent is not null && (string?)x.ResponseJson?["id"] is { } id)
            {
                x.State.Values["/Users/" + id] = sent.ToJsonString();
            }

            foreach (var user in x.Users())
            {
                if (user["meta"] is JsonObject meta && x.State.Values.TryGetValue("/Users/" + (string?)user["id"], out var stored))
                {
                    foreach (var (name, value) in JsonNode.Parse(stored)!.AsObject())
                    {
                        meta[name] = value?.DeepClone();
                    }
                }
            }
        },
    };

    private static void SetMeta(JsonObject resource, string name, string? value)
    {
        if (resource["meta"] is JsonObject meta)
        {
            meta[name] = value;
        }
    }

    private static DateTimeOffset? Date(JsonObject resource, string name) =>
        DateTimeOffset.TryParse((string?)resource["meta"]?[name], CultureInfo.InvariantCulture, out var date) ? date : null;

    private static string Show(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
