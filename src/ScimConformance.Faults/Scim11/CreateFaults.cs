using System.Text.Json.Nodes;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of creating, and of what a user is.</summary>
internal static class CreateFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("v1-create-empty", "Creation answers 201 without a body", ["V1-CREATE-001"], e =>
        {
            if (e.Is("POST", "/Users") && e.Status == 201)
            {
                e.Reply(201);
            }
        }),
        Fault.OnResponse("v1-create-without-location", "Creation has no Location header", ["V1-CREATE-001"], e => e.ResponseHeaders.Remove("Location")),
        Fault.OnResponse("v1-duplicate-400", "A userName that is taken gives 400", ["V1-CREATE-002"], e =>
        {
            if (e.Status == 409)
            {
                e.ReplyErrors(400);
            }
        }),
        OnResource("v1-schemas-missing", "Resources do not name their schemas", ["V1-CREATE-003"], r => r.Remove("schemas")),
        Fault.OnResponse("v1-conflict-silent", "A conflict does not say of what", ["V1-CREATE-004"], e =>
        {
            if (e.Status == 409)
            {
                e.ReplyErrors(409);
            }
        }),
        new()
        {
            Id = "v1-id-by-client",
            Title = "The id that a client names is shown",
            Breaks = ["V1-ID-002"],
            Wire = async e =>
            {
                var wanted = e.Is("POST", "/Users") ? e.RequestJson?["id"]?.GetValue<string>() : null;
                await e.NextAsync();
                if (wanted is not null && e.ResponseJson is JsonObject created)
                {
                    created["id"] = wanted;
                }
            },
        },
        Fault.OnResponse("v1-id-changes", "A read shows another id than the creation", ["V1-ID-001", "V1-READ-001"], e =>
        {
            if (e.Is("GET", "/Users/{id}") && e.ResponseJson is JsonObject user && user["id"] is { } id)
            {
                user["id"] = $"bulkId:{id}";
            }
        }),
        OnResource("v1-location-elsewhere", "meta.location is another than the Location header", ["V1-META-001"], r => r["meta"]!["location"] = $"https://example.com/v1/Users/{r["id"]}"),
        OnResource("v1-modified-before-created", "lastModified of a new resource is older than its creation", ["V1-META-001"], r => r["meta"]!["lastModified"] = "2011-08-01T18:29:49.793Z"),
        OnBody("v1-name-made-up", "A user without userName gets one", ["V1-USER-001"], "POST", "/Users", b =>
        {
            if (!b.ContainsKey("userName"))
            {
                b["userName"] = $"user-{b.ToJsonString().GetHashCode(StringComparison.Ordinal)}";
            }
        }),
        OnBody("v1-empty-name-taken", "An empty userName is taken", ["V1-USER-002"], "POST", "/Users", b =>
        {
            if ((string?)b["userName"] == "")
            {
                b["userName"] = $"empty-{b.ToJsonString().GetHashCode(StringComparison.Ordinal)}";
            }
        }),
        new()
        {
            Id = "v1-password-shown",
            Title = "Creation shows the password",
            Breaks = ["V1-USER-003"],
            Wire = async e =>
            {
                var password = e.Is("POST", "/Users") ? e.RequestJson?["password"]?.GetValue<string>() : null;
                await e.NextAsync();
                if (password is not null && e.ResponseJson is JsonObject created)
                {
                    created["password"] = password;
                }
            },
        },
        OnResource("v1-locale-with-hyphen", "Languages are shown as SCIM 2.0 writes them", ["V1-USER-004"], r =>
        {
            foreach (var name in new[] { "locale", "preferredLanguage" })
            {
                r[name] = ((string?)r[name])?.Replace('_', '-');
            }
        }),
        OnResource("v1-groups-by-name", "A user's groups are given by their names", ["V1-USER-005"], r =>
        {
            foreach (var group in r.Values("groups"))
            {
                group["value"] = (string?)group["display"];
            }
        }),
        new()
        {
            Id = "v1-groups-writable",
            Title = "Groups in a PUT make the user a member",
            Breaks = ["V1-USER-006"],
            Wire = async e =>
            {
                var groups = e.Is("PUT", "/Users/{id}") && e.RequestJson is JsonObject body ? body.Values("groups").Select(g => (string?)g["value"]).ToList() : [];
                foreach (var group in groups)
                {
                    await e.AskAsync("PATCH", $"/Groups/{group}", new JsonObject { ["members"] = new JsonArray(new JsonObject { ["value"] = e.Path["/Users/".Length..] }) });
                }

                await e.NextAsync();
            },
        },
        new()
        {
            Id = "v1-two-primaries",
            Title = "Two values can be primary",
            Breaks = ["V1-PRIMARY-001"],
            Wire = async e =>
            {
                var both = e.Is("POST", "/Users") && e.RequestJson is JsonObject body && body.Values("emails").Count(v => (bool?)v["primary"] == true) > 1;
                if (both)
                {
                    var user = (JsonObject)e.RequestJson!;
                    user.Values("emails").ToList().ForEach(v => v.Remove("primary"));
                    e.RequestJson = user;
                }

                await e.NextAsync();
                if (both && e.ResponseJson is JsonObject created)
                {
                    created.Values("emails").ToList().ForEach(v => v["primary"] = true);
                }
            },
        },
        Fault.Instead(
            "v1-plain-values-refused",
            "Plain values in place of objects are refused",
            ["V1-PLAIN-001"],
            e => e.Is("POST", "/Users") && (e.RequestJson?["emails"] as JsonArray)?.Any(v => v is JsonValue) == true,
            e => e.ReplyErrors(400)),
        OnBody("v1-enterprise-dropped", "The enterprise extension is not kept", ["V1-ENTERPRISE-001", "V1-ENTERPRISE-002", "V1-NAME-002", "V1-FACES-001"], "POST", "/Users", b => b.Remove(Enterprise)),
        OnResource("v1-enterprise-hidden", "The enterprise extension is not shown", ["V1-ENTERPRISE-001", "V1-FACES-002"], r => r.Remove(Enterprise)),
        OnResource("v1-manager-value", "A manager is shown with the name of SCIM 2.0", ["V1-ENTERPRISE-002", "V1-FACES-002"], r =>
        {
            if (r[Enterprise]?["manager"] is JsonObject manager && manager["managerId"]?.GetValue<string>() is { } id)
            {
                manager.Remove("managerId");
                manager["value"] = id;
            }
        }),
        OnBody("v1-manager-dropped", "managerId is not understood", ["V1-ENTERPRISE-002", "V1-FACES-001"], "POST", "/Users", b => (b[Enterprise] as JsonObject)?.Remove("manager")),
        OnBody("v1-members-dropped", "Members of a new group are not kept", ["V1-GROUP-001", "V1-FACES-003"], "POST", "/Groups", b => b.Remove("members")),
        OnBody("v1-group-name-made-up", "A group without a name gets one", ["V1-GROUP-002"], "POST", "/Groups", b => b["displayName"] ??= "unnamed"),
    ];
}
