using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of retrieval and of the form of lists (sections 3.4, 3.4.1, 3.4.2 and 3.4.2.1).</summary>
internal static class QueryReadFaults
{
    private static readonly string[] KnownParameters = ["filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "excludedAttributes"];

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("read-summary", "GET of a user shows the most important attributes only", ["READ-001", "EVERY-POST-001", "EVERY-LIST-001"], e =>
        {
            if (e.IsUser() && e.Query.Length == 0 && e.ResponseJson is JsonObject user)
            {
                user.Remove("title");
                user.Remove("nickName");
            }
        }) with { SeenElsewhere = "checks of what was written read title and nickName afterwards" },
        Fault.OnResponse("user-as-list", "GET of a user gives a list of one", ["READ-010"], e => Wrap(e, "/Users/{id}")) with
        {
            SeenElsewhere = "every check that reads a user gets a list for it",
        },
        Fault.OnResponse("group-as-list", "GET of a group gives a list of one", ["READ-011"], e => Wrap(e, "/Groups/{id}")) with
        {
            SeenElsewhere = "every check that reads a group gets a list for it",
        },
        Fault.OnResponse("schema-as-list", "GET of a schema gives a list of one", ["READ-014", "DISCOVERY-SCHEMAS-002"], e => Wrap(e, "/Schemas/{id}")),
        Fault.OnResponse("unknown-id-empty", "GET of an unknown id gives an empty list", ["READ-012", "READ-013", "DELETE-002", "ERROR-001", "ERROR-008"], e =>
        {
            if (e.IsUser() && e.Status == 404)
            {
                e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");
            }
        }) with { SeenElsewhere = "an empty list comes in each check of what is not there, deleted or never made" },
        Fault.Instead(
            "id-must-be-guid", "An id that is no GUID is a bad request", ["READ-013"],
            e => e.IsUser() && !Guid.TryParse(e.Path.Split('/')[^1], out _) && e.Path.Contains('-', StringComparison.Ordinal), e => e.ReplyError(400)) with
        {
            SeenElsewhere = "an id with the suffix .scim is no GUID",
        },
        Fault.Instead("type-not-single", "/ResourceTypes can be listed only", ["READ-015", "DISCOVERY-META-001"], e => e.Is("GET", "/ResourceTypes/{id}"), e => e.ReplyError(404)),
        new()
        {
            Id = "one-id-space", Title = "Every id is found under every endpoint", Breaks = ["READ-016"],
            Wire = async e =>
            {
                await e.NextAsync();
                if (e.Is("GET", "/Groups/{id}") && e.Status == 404)
                {
                    var (status, user) = await e.AskAsync("GET", e.Path.Replace("/Groups", "/Users", StringComparison.Ordinal));
                    e.Reply(status, user!.ToJsonString());
                }
            },
        },
        Fault.Instead(
            "unknown-parameter-refused", "Unknown query parameters are refused", ["LIST-001"],
            e => e.IsList() && e.Query.TrimStart('?').Split('&').Any(p => p.Length > 0 && !KnownParameters.Contains(p.Split('=')[0])), e => e.ReplyError(400, "invalidSyntax")),
        OnList("list-extra-urn", "Lists name the schema of what they list too", ["MESSAGE-001", "LIST-002"], (_, list) =>
            (list["schemas"] as JsonArray)!.Add((JsonNode)"urn:ietf:params:scim:schemas:core:2.0:User")),
        OnList("total-missing", "Lists do not say how many results there are", ["LIST-003", "LIST-004", "LIST-008"], (_, list) => list.Remove("totalResults")) with
        {
            SeenElsewhere = "checks of lists and pages, and identity providers, read the number of results",
        },
        OnList("total-missing-when-empty", "Empty lists do not say how many results there are", ["LIST-004", "LIST-008", "INTEROP-REG-025"], (_, list) =>
        {
            if ((int?)list["totalResults"] == 0)
            {
                list.Remove("totalResults");
            }
        }) with { SeenElsewhere = "identity providers read the number of results when nobody matches" },
        OnList("resources-missing", "Unfiltered lists have no Resources", ["LIST-005"], (e, list) =>
        {
            if (e.Parameter("filter") is null)
            {
                list.Remove("Resources");
            }
        }) with { SeenElsewhere = "checks that list users without a filter find none" },
        OnList("resources-lower-case", "Resources is written in lower case", ["LIST-006"], (_, list) =>
        {
            var resources = list["Resources"];
            list.Remove("Resources");
            list["resources"] = resources;
        }),
        OnList("page-unnumbered", "Partial pages give neither startIndex nor itemsPerPage", ["LIST-007"], (_, list) =>
        {
            list.Remove("startIndex");
            list.Remove("itemsPerPage");
        }),
        Fault.OnResponse("no-match-404", "A filter that nothing matches gives 404", ["LIST-008", "INTEROP-REG-025", "ENTRA-CONNECT-001"], e =>
        {
            if (e.IsList() && e.Parameter("filter") is not null && (int?)e.ResponseJson?["totalResults"] == 0)
            {
                e.ReplyError(404);
            }
        }) with
        {
            SeenElsewhere = "every filter that nobody matches gets an error for an empty list: the checks of filtering ask for one to see what is left out, and identity providers ask for people who are not there",
        },
        OnList("items-bare", "Listed resources come without schemas and meta", ["LIST-009", "ATTR-SCHEMAS-001", "EVERY-LIST-001", "LIST-010"], (e, _) =>
        {
            foreach (var item in e.ResponseResources)
            {
                item.Remove("schemas");
                item.Remove("meta");
            }
        }),
        OnList("items-summary", "Listed resources come without their multi-valued attributes", ["LIST-010", "EVERY-LIST-001"], (e, _) =>
        {
            foreach (var item in e.ResponseResources)
            {
                item.Remove("emails");
            }
        }),
        Fault.Instead("too-many-413", "Listing everything is refused with 413", ["LIST-020"], e => e.Is("GET", "/Users") && e.Query.Length == 0, e => e.ReplyError(413, "tooMany")) with
        {
            SeenElsewhere = "the answer comes before anybody asks for credentials",
        },
        QueryRequests.OnParameter(
            "single-ignores-attributes", "attributes is ignored where one user is read",
            ["LIST-021", "PROJECTION-003", "PROJECTION-004", "PROJECTION-009", "PROJECTION-010", "PROJECTION-011", "PROJECTION-020", "PROJECTION-021", "PROJECTION-027", "NOTATION-002", "EVERY-PROJECTION-001", "EVERY-REQUEST-001"],
            "attributes", e => e.IsUser(), _ => null) with { SeenElsewhere = "checks of names and of what is returned read one user with attributes" },
    ];

    private static Fault OnList(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange, JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsList() && e.Status == 200 && e.ResponseJson is JsonObject list)
        {
            change(e, list);
        }
    });

    private static void Wrap(FaultExchange exchange, string template)
    {
        if (exchange.Is("GET", template) && exchange.Status == 200)
        {
            exchange.ResponseJson = new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
                ["totalResults"] = 1,
                ["Resources"] = new JsonArray(exchange.ResponseJson!.DeepClone()),
            };
        }
    }
}
