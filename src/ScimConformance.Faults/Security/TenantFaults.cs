using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Security;

/// <summary>Faults for the checks that tenants are kept apart. In each, one query or one check of an application's many forgot the tenant.</summary>
internal static class TenantFaults
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Crossing("tenant-read-by-id", "A user is read by id from whatever tenant",
            ["SECURITY-TENANT-001", "SECURITY-TENANT-002", "TENANT-001", "INTEROP-REG-047"], e => e.Is("GET", "/Users/{id}")),
        Crossing("tenant-known-version", "A request with If-None-Match is answered from a cache that all tenants share", ["SECURITY-TENANT-002"],
            e => e.Is("GET", "/Users/{id}") && e.RequestHeaders.IfNoneMatch.Count > 0),
        Crossing("tenant-group-by-id", "A group is read by id from whatever tenant", ["SECURITY-TENANT-003"], e => e.Is("GET", "/Groups/{id}")),
        Crossing("tenant-put-by-id", "A user is replaced by id in whatever tenant", ["SECURITY-TENANT-004"], e => e.Is("PUT", "/Users/{id}")),
        Crossing("tenant-patch-by-id", "A user is modified by id in whatever tenant", ["SECURITY-TENANT-004", "INTEROP-REG-047"], e => e.Is("PATCH", "/Users/{id}")),
        Crossing("tenant-delete-by-id", "A user is deleted by id in whatever tenant", ["SECURITY-TENANT-005", "INTEROP-REG-047"], e => e.Is("DELETE", "/Users/{id}")),
        Told("tenant-forbidden-tells", "Another tenant's user is forbidden rather than unknown", ["SECURITY-TENANT-001", "SECURITY-TENANT-002", "TENANT-001", "INTEROP-REG-047"], 403),
        Told("tenant-gone-tells", "Another tenant's user is answered as gone", ["SECURITY-TENANT-001", "SECURITY-TENANT-002", "TENANT-001", "INTEROP-REG-047"], 410),
        Bulk(),
        Merging("tenant-filter-everywhere", "A filter looks into all tenants", ["SECURITY-TENANT-007", "TENANT-001"], e => e.Is("GET", "/Users") && e.Parameter("filter")?.StartsWith("userName eq", StringComparison.Ordinal) == true),
        Merging("tenant-external-id-everywhere", "A filter on externalId looks into all tenants", ["EXTERNALID-TENANT-001"], e => e.Is("GET", "/Users") && e.Parameter("filter")?.StartsWith("externalId eq", StringComparison.Ordinal) == true),
        Merging("tenant-search-everywhere", "POST to .search looks into all tenants", ["SECURITY-TENANT-008"], e => e.Is("POST", "/Users/.search")),
        Merging("tenant-root-search-everywhere", "A search over all types looks into all tenants", ["SECURITY-TENANT-008"], e => e.Is("POST", "/.search")),
        Taken("tenant-user-name-taken-elsewhere", "A user name is unique over all tenants", ["SECURITY-TENANT-009"], user => user["userName"]?.ToString()),
        Taken("tenant-external-id-taken-elsewhere", "An externalId is unique over all tenants", ["TENANT-EXTERNALID-001", "EXTERNALID-TENANT-001"], user => user["externalId"]?.ToString()),
        Taken("reg-047-email-taken-elsewhere", "An e-mail address is refused because another tenant has it", ["INTEROP-REG-047"],
            user => user["emails"] is JsonArray { Count: > 0 } emails ? emails[0]!["value"]?.ToString() : null),
        Member(),
        Manager(),
        Cursor(),
        new()
        {
            Id = "tenant-path-unchecked", Title = "Any tenant's credentials open any tenant's base URL", Breaks = ["SECURITY-TENANT-013"],
            Wire = async e =>
            {
                await NextAsync(e);
                if (e.Status == 401 && IsKnown(e))
                {
                    await AskAsOthersAsync(e, () => e.Status != 401);
                }
            },
        },
        new()
        {
            Id = "tenant-path-tells", Title = "Credentials of another tenant are forbidden at a base URL where made-up ones are unknown", Breaks = ["SECURITY-TENANT-014"],
            Wire = async e =>
            {
                await NextAsync(e);
                if (e.Status == 401 && IsKnown(e))
                {
                    e.ReplyError(403, null, "this token belongs to another tenant");
                }
            },
        },
    ];

    /// <summary>A fault that answers with what another tenant has where the client's own has nothing.</summary>
    private static Fault Crossing(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        SeenElsewhere = "a query that forgets the tenant forgets it for every request that it serves",
        Wire = async e =>
        {
            await NextAsync(e);
            if (e.Status == 404 && when(e))
            {
                await AskAsOthersAsync(e, () => e.Status is not (401 or 404));
            }
        },
    };

    /// <summary>A fault that tells by a status of its own that another tenant has what is asked for.</summary>
    private static Fault Told(string id, string title, IReadOnlyList<string> breaks, int status) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        SeenElsewhere = "a user that is told of is no unknown one",
        Wire = async e =>
        {
            await NextAsync(e);
            if (e.Status == 404 && e.Is("GET", "/Users/{id}") && await AskAsOthersAsync(e, () => e.Status is 200 or 304))
            {
                e.ReplyError(status, null, "this user belongs to another tenant");
            }
        },
    };

    /// <summary>A fault that adds to a list what the same query finds in other tenants.</summary>
    private static Fault Merging(string id, string title, IReadOnlyList<string> breaks, Func<FaultExchange, bool> when) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            await NextAsync(e);
            if (e.Status != 200 || !when(e))
            {
                return;
            }

            var own = e.ResponseJson!.DeepClone().AsObject();
            if (!await AskAsOthersAsync(e, () => e.Status == 200 && e.ResponseResources.Any()))
            {
                return;
            }

            var all = new JsonArray([.. (own["Resources"] as JsonArray ?? []).Concat(e.ResponseJson!["Resources"]!.AsArray()).Select(r => r!.DeepClone())]);
            (own["Resources"], own["totalResults"], own["itemsPerPage"]) = (all, all.Count, all.Count);
            e.ResponseJson = own;
        },
    };

    /// <summary>A fault that refuses a value of a new user because a user of another tenant has it.</summary>
    private static Fault Taken(string id, string title, IReadOnlyList<string> breaks, Func<JsonObject, string?> valueOf) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async e =>
        {
            var value = e.Method == "POST" && e.Path.EndsWith("/Users", StringComparison.Ordinal) && e.RequestJson is JsonObject user ? valueOf(user) : null;
            var own = e.RequestHeaders.Authorization.ToString();
            if (value is not null && e.State.Values.TryGetValue("value " + value, out var owner) && owner != own)
            {
                e.ReplyError(409, "uniqueness", "the value is taken");
                return;
            }

            await e.NextAsync();
            if (value is not null && e.Status == 201)
            {
                e.State.Values["value " + value] = own;
            }
        },
    };

    private static Fault Bulk() => new()
    {
        Id = "tenant-bulk-by-id", Title = "Operations of a bulk request reach users of whatever tenant", Breaks = ["SECURITY-TENANT-006"],
        Wire = async e =>
        {
            await NextAsync(e);
            if (e.Is("POST", "/Bulk") && e.Status == 200 && e.ResponseJson?["Operations"] is JsonArray { Count: > 0 } results && results.All(r => r!["status"]?.ToString() == "404"))
            {
                await AskAsOthersAsync(e, () => e.Status == 200 && e.ResponseJson!["Operations"]!.AsArray().Any(r => r!["status"]!.ToString()[0] == '2'));
            }
        },
    };

    private static Fault Member() => new()
    {
        Id = "tenant-member-unchecked", Title = "A member of a group is not looked for in the group's tenant, and is told of the group", Breaks = ["SECURITY-TENANT-010"],
        SeenElsewhere = "nobody looks for the member at all",
        Wire = async e =>
        {
            var members = e.Is("POST", "/Groups") && e.RequestJson?["members"] is JsonArray { Count: > 0 } given ? given : null;
            await e.NextAsync();
            if (members is not null && e.Status == 400)
            {
                var body = e.RequestJson!;
                body.AsObject().Remove("members");
                e.RequestJson = body;
                await e.NextAsync();
                e.State.Values["member " + members[0]!["value"]] = e.ResponseJson!["id"]!.ToString();
            }
            else if (e.Method == "GET" && e.ResponseJson is JsonObject user && user["id"]?.ToString() is { } id && e.State.Values.TryGetValue("member " + id, out var group))
            {
                user["groups"] = new JsonArray(new JsonObject { ["value"] = group });
            }
        },
    };

    private static Fault Manager() => new()
    {
        Id = "tenant-manager-everywhere", Title = "The name of a manager is looked up in all tenants", Breaks = ["SECURITY-TENANT-011"],
        Wire = async e =>
        {
            await e.NextAsync();
            if (e.Method != "POST" || e.Status != 201 || e.ResponseJson is not JsonObject user)
            {
                return;
            }

            if (user[Enterprise]?["manager"] is JsonObject manager && e.State.Values.TryGetValue("name " + manager["value"], out var name))
            {
                manager["displayName"] = name;
            }

            if (user["displayName"]?.ToString() is { } own)
            {
                e.State.Values["name " + user["id"]] = own;
            }
        },
    };

    private static Fault Cursor() => new()
    {
        Id = "tenant-cursor-everywhere", Title = "A cursor leads back to the tenant that it was made for, whoever sends it", Breaks = ["SECURITY-TENANT-012", "CURSOR-ACCESS-003"],
        Wire = async e =>
        {
            var own = e.RequestHeaders.Authorization.ToString();
            var sent = e.Parameter("cursor");
            if (sent is { Length: > 0 } && e.State.Values.TryGetValue("cursor " + sent, out var owner) && owner != own)
            {
                e.RequestHeaders.Authorization = owner;
                await e.NextAsync();
                return;
            }

            await e.NextAsync();
            if (e.Status == 200 && e.ResponseJson?["nextCursor"]?.ToString() is { } next)
            {
                e.State.Values["cursor " + next] = own;
            }
        },
    };

    /// <summary>Lets the provider answer, and remembers credentials that it accepts.</summary>
    private static async Task NextAsync(FaultExchange e)
    {
        await e.NextAsync();
        var own = e.RequestHeaders.Authorization.ToString();
        if (own.Length > 0 && e.Status is >= 200 and <= 299 && !e.Path.EndsWith("/ServiceProviderConfig", StringComparison.OrdinalIgnoreCase))
        {
            e.State.Values.TryAdd("tenant " + own, own);
        }
    }

    /// <summary>Whether the credentials are good at another base URL.</summary>
    private static bool IsKnown(FaultExchange e) => e.State.Values.ContainsKey("tenant " + e.RequestHeaders.Authorization);

    /// <summary>Asks the same with the credentials of each other tenant until an answer is wanted; else the client's own answer stands.</summary>
    private static async Task<bool> AskAsOthersAsync(FaultExchange e, Func<bool> isWanted)
    {
        var own = e.RequestHeaders.Authorization.ToString();
        foreach (var (_, other) in e.State.Values.Where(v => v.Key.StartsWith("tenant ", StringComparison.Ordinal) && v.Value != own))
        {
            e.RequestHeaders.Authorization = other;
            await e.NextAsync();
            if (isWanted())
            {
                e.RequestHeaders.Authorization = own;
                return true;
            }
        }

        e.RequestHeaders.Authorization = own;
        await e.NextAsync();
        return false;
    }
}
