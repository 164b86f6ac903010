using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in <c>id</c> and <c>externalId</c> (RFC 7643 section 3.1).</summary>
internal static partial class IdFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("listed-users-without-id", "Users in a list have no id", ["ID-PRESENT-001", "LIST-009"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("filter") is null)
            {
                Each(x.Users(), u => u.Remove("id"));
            }
        }),
        new()
        {
            Id = "ids-per-type",
            Title = "A group has the id of a user",
            Breaks = ["ID-UNIQUE-001"],
            SeenElsewhere = "a group that is made a member by that id is taken for the user",
            Wire = async x =>
            {
                if (x.Path.StartsWith("/Groups/", StringComparison.Ordinal) && x.State.Values.TryGetValue("shown " + x.Path["/Groups/".Length..], out var real))
                {
                    x.Path = "/Groups/" + real;
                }

                await x.NextAsync();
                if (x.Is("POST", "/Users") && x.Status == 201)
                {
                    x.State.Values["user"] = (string?)x.ResponseJson?["id"] ?? "";
                }
                else if (x.Is("POST", "/Groups") && x.Status == 201 && x.State.Values.TryRemove("user", out var user))
                {
                    var group = (string?)x.ResponseJson?["id"] ?? "";
                    x.State.Values["shown " + user] = group;
                    x.State.Values["stored " + group] = user;
                }

                Rename(x, id => x.State.Values.GetValueOrDefault("stored " + id, id));
            },
        },
        Fault.OnResponse("put-gives-new-id", "PUT answers with a new id", ["ID-STABLE-001", "MESSAGE-007"], x =>
        {
            if (x.Is("PUT", "/Users/{id}"))
            {
                Each(x.Users(), u => u["id"] = (string?)u["id"] + "-2");
            }
        }) with
        {
            SeenElsewhere = "the answer to a PUT shows another id than the next GET",
        },
        new()
        {
            Id = "id-from-user-name",
            Title = "The id follows from the user name, so the next user of that name gets the id of the deleted one",
            Breaks = ["ID-STABLE-002", "DELETE-007"],
            SeenElsewhere = "the new user has the id of the deleted one, so what happens to the one happens to the other",
            Wire = async x =>
            {
                var name = x.Is("POST", "/Users") ? (string?)x.RequestJson?["userName"] : null;
                await x.NextAsync();
                if (name is not null && x.Status == 201 && x.State.Values.GetOrAdd(name, (string?)x.ResponseJson?["id"] ?? "") is { Length: > 0 } id)
                {
                    Each(x.Users(), u => u["id"] = id);
                }
            },
        },
        Fault.OnResponse("client-chooses-id", "An id that the client sends at creation is taken over", ["ID-IGNORED-001", "CREATE-002"], x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson?["id"] is { } id)
            {
                Each(x.Users(), u => u["id"] = id.DeepClone());
            }
        }),
        new()
        {
            Id = "id-contains-bulkid",
            Title = "Ids begin with bulkId",
            Breaks = ["ID-BULKID-001"],
            Wire = async x =>
            {
                x.Path = x.Path.Replace("bulkId-", "", StringComparison.Ordinal);
                x.Query = x.Query.Replace("bulkId-", "", StringComparison.Ordinal);
                x.RequestBody = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(x.RequestBody).Replace("bulkId-", "", StringComparison.Ordinal));
                await x.NextAsync();
                Rename(x, id => "bulkId-" + id);
            },
        },
        Fault.OnRequest("id-any-case", "An id is found in any letter case", ["ID-CASE-001"], x =>
        {
            if (x.Is("GET", "/Users/{id}"))
            {
                x.Path = "/Users/" + x.Path["/Users/".Length..].ToLowerInvariant();
            }
        }),
        Defaulting("external-id-invented", "externalId is the user name where the client sent none", ["EXTERNALID-001"], "externalId", "userName"),
        new()
        {
            Id = "external-id-unique",
            Title = "A second user with the same externalId is refused",
            Breaks = ["EXTERNALID-002"],
            Wire = async x =>
            {
                var externalId = x.Is("POST", "/Users") ? x.RequestJson.Text("externalId") : null;
                if (externalId is not null && x.State.Values.ContainsKey(externalId))
                {
                    x.ReplyError(409, "uniqueness", "externalId is taken");
                    return;
                }

                await x.NextAsync();
                if (externalId is not null && x.Status == 201)
                {
                    x.State.Values[externalId] = "/Users/" + x.ResponseJson.Text("id");
                }
                else if (x.Method == "DELETE" && x.Status == 204)
                {
                    foreach (var (freed, _) in x.State.Values.Where(v => v.Value == x.Path).ToList())
                    {
                        x.State.Values.TryRemove(freed, out _);
                    }
                }
            },
        },
        Fault.OnRequest("external-id-any-case", "Filters by externalId ignore letter case", ["EXTERNALID-003", "FILTER-CASE-005", "INTEROP-REG-026"], x =>
        {
            if (x.Is("POST", "/Users") && (string?)x.RequestJson?["externalId"] is { } externalId)
            {
                x.State.Values[externalId.ToLowerInvariant()] = externalId;
            }
            else if (x.Parameter("filter") is { } filter && filter.StartsWith("externalId eq \"", StringComparison.Ordinal)
                && x.State.Values.TryGetValue(filter.Split('"')[1].ToLowerInvariant(), out var stored))
            {
                x.Query = "?filter=" + Uri.EscapeDataString($"externalId eq \"{stored}\"");
            }
        }),
        OfUsers("external-id-lower-case", "externalId is returned in lower case", ["EXTERNALID-004", "INTEROP-REG-046"], u =>
        {
            if (u["externalId"] is { } externalId)
            {
                u["externalId"] = ((string)externalId!).ToLowerInvariant();
            }
        }),
    ];

    /// <summary>Shows other ids, wherever they stand in the response.</summary>
    private static void Rename(FaultExchange x, Func<string, string> rename)
    {
        if (x.ResponseJson is { } json)
        {
            x.ResponseJson = JsonNode.Parse(IdPattern().Replace(json.ToJsonString(), m => rename(m.Value)));
        }

        foreach (var header in new[] { "Location", "Content-Location" })
        {
            if (x.ResponseHeaders[header].Count > 0)
            {
                x.ResponseHeaders[header] = IdPattern().Replace(x.ResponseHeaders[header].ToString(), m => rename(m.Value));
            }
        }
    }

    /// <summary>Ids as the reference application makes them.</summary>
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex IdPattern();
}
