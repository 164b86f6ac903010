using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of sections 1.2, 1.3, 3.1 and 3.2.</summary>
internal static class QueryEndpointFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        QueryRequests.OnFilter("plus-means-blank", "A plus sign in a filter is read as a blank, even when it was percent-encoded", ["URL-ENCODING-001", "OKTA-REG-030", "EVERY-FILTER-001"], f => f.Replace('+', ' ')),
        QueryRequests.OnFilter("filter-decoded-twice", "Filters are percent-decoded twice", ["URL-ENCODING-002"], Uri.UnescapeDataString),
        Fault.OnResponse("location-in-query", "Locations carry the resource's path as a query parameter of one script", ["BASE-URL-001", "CREATE-009", "INTEROP-REG-048"], e =>
        {
            if (e.Is("POST", "/Users") && e.Status == 201)
            {
                var location = e.ResponseHeaders.Location.ToString().Replace("/Users/", "?path=/Users/", StringComparison.Ordinal);
                e.ResponseHeaders.Location = location;
                e.ResponseJson!["meta"]!["location"] = location;
            }
        }),
        Fault.OnResponse("list-resource-urn", "Lists are identified by a URN of the resource schemas", ["MESSAGE-001", "LIST-002"], e =>
        {
            if (e.IsList() && e.Status == 200)
            {
                e.ResponseJson!["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ListResponse");
            }
        }) with { SeenElsewhere = "checks that read a list, and identity providers, know it by its URN" },
        Fault.OnResponse("error-resource-urn", "Errors are identified by a URN of the resource schemas", ["MESSAGE-002", "ERROR-001", "ERROR-002", "ERROR-003", "ERROR-004", "INTEROP-REG-034"], e =>
        {
            if (e.Status >= 400 && e.ResponseJson is JsonObject error)
            {
                error["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Error");
            }
        }) with { SeenElsewhere = "checks of refusals know an error by its URN" },
        Fault.OnResponse("schemas-list-messages", "/Schemas lists the schemas of messages too", ["MESSAGE-003"], e =>
        {
            if (e.Is("GET", "/Schemas") && e.ResponseJson?["Resources"] is JsonArray schemas)
            {
                schemas.Add(JsonNode.Parse("""{"id":"urn:ietf:params:scim:api:messages:2.0:PatchOp","name":"PatchOp","attributes":[]}"""));
            }
        }) with { SeenElsewhere = "what the fault adds to the list is no whole schema and cannot be read by its URN" },
        Fault.Instead(
            "schemas-serve-messages", "/Schemas answers to the URN of a message", ["MESSAGE-004"],
            e => e.Method == "GET" && e.Path.StartsWith("/Schemas/urn:ietf:params:scim:api:", StringComparison.Ordinal),
            e => e.Reply(200, """{"id":"urn:ietf:params:scim:api:messages:2.0:PatchOp","name":"PatchOp","attributes":[]}""")),
        Fault.Instead(
            "put-refuses-meta", "PUT refuses a body that has meta", ["MESSAGE-005", "PUT-009", "META-IGNORED-002", "PUT-READONLY-001", "INTEROP-REG-037"],
            e => e.Method == "PUT" && e.RequestJson?["meta"] is not null, e => e.ReplyError(400, "mutability")) with
        {
            SeenElsewhere = "the answer comes before anybody asks for credentials; Okta sends back what it read",
        },
        new()
        {
            Id = "create-echoes", Title = "Values are trimmed when stored, but the answer repeats what was sent", Breaks = ["MESSAGE-006"],
            Wire = async e =>
            {
                var body = e.Is("POST", "/Users") ? e.RequestJson : null;
                var sent = (string?)body?["nickName"];
                if (sent is not null)
                {
                    body!["nickName"] = sent.Trim();
                    e.RequestJson = body;
                }

                await e.NextAsync();
                if (sent is not null && e.Status == 201)
                {
                    e.ResponseJson!["nickName"] = sent;
                }
            },
        },
        new()
        {
            Id = "write-answers-before", Title = "PUT and PATCH answer with the resource as it was before", Breaks = ["MESSAGE-007", "MESSAGE-008", "EVERY-PUT-002", "EVERY-PATCH-RESULT-001", "PUT-RESULT-001", "PATCH-RESULT-001"],
            SeenElsewhere = "checks of what PUT and PATCH answer compare with the state afterwards",
            Wire = async e =>
            {
                var before = e.Method is "PUT" or "PATCH" ? await e.AskAsync("GET", e.Path + e.Query) : default;
                await e.NextAsync();
                if (e.Status == 200 && before.Status == 200)
                {
                    e.ResponseJson = before.Json;
                }
            },
        },
        new()
        {
            Id = "put-upserts", Title = "PUT to an unknown id creates a resource with another id", Breaks = ["ENDPOINT-001", "PUT-002", "DELETE-003", "INTEROP-REG-037"],
            Wire = async e =>
            {
                await e.NextAsync();
                if (e.Is("PUT", "/Users/{id}") && e.Status == 404)
                {
                    var (status, created) = await e.AskAsync("POST", "/Users", e.RequestJson);
                    e.Reply(status, created!.ToJsonString());
                }
            },
        },
        Fault.OnResponse("endpoint-singular", "An extended resource type has an endpoint named in the singular", ["ENDPOINT-002", "TYPES-ENDPOINT-001"], e =>
        {
            if (e.Is("GET", "/ResourceTypes") && e.ResponseJson?["Resources"] is JsonArray types)
            {
                types.Add(JsonNode.Parse(
                    """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"Device","name":"Device","endpoint":"/Device","schema":"urn:example:2.0:Device"}"""));
            }
        }) with { SeenElsewhere = "the type that the fault adds is only in the list, without a schema, an endpoint that answers and meta" },
        Fault.OnResponse("error-status-missing", "Errors do not repeat the status in the body", ["ENDPOINT-003", "ERROR-005", "INTEROP-REG-034"], e =>
        {
            if (e.Status >= 400)
            {
                (e.ResponseJson as JsonObject)?.Remove("status");
            }
        }) with { SeenElsewhere = "checks of error messages read status" },
        Fault.Instead(
            "endpoint-accepts-put", "PUT and PATCH on a whole endpoint are answered as if something had been done", ["ENDPOINT-004"],
            e => e.Is("PUT", "/Users") || e.Is("PATCH", "/Users"), e => e.Reply(200, "{}")),
        Fault.OnResponse("unknown-endpoint-page", "Unknown endpoints get the web server's own page", ["ENDPOINT-005"], e =>
        {
            if (e.Status == 404 && e.Path.Split('/').Length == 2)
            {
                e.Reply(404, "<html><body>Not Found</body></html>", "text/html");
            }
        }),
    ];
}
