using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Attributes that do not behave as their characteristics say (RFC 7643 section 7). They name the attributes of the reference application's extension.</summary>
internal static class CharacteristicFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        FoldingFilter("filter-case-exact-ignored", "A filter by a caseExact attribute ignores letter case", ["CHARACTERISTIC-CASE-001", "FILTER-CASE-006"], "costCode", matches: true),
        FoldingFilter("filter-always-case-exact", "A filter by any attribute respects letter case", ["CHARACTERISTIC-CASE-002", "USER-NAME-006", "FILTER-CASE-004", "FILTER-CASE-007"], null, matches: false) with
        {
            SeenElsewhere = "user names are among what is compared",
        },
        OfContainer("case-exact-lower-case", "A caseExact value is returned in lower case", ["CHARACTERISTIC-CASE-003"], c =>
        {
            if ((string?)c["costCode"] is { } code)
            {
                c["costCode"] = code.ToLowerInvariant();
            }
        }) with
        {
            SeenElsewhere = ByEvery,
        },
        new()
        {
            Id = "patch-changes-id",
            Title = "PATCH changes the id",
            Breaks = ["CHARACTERISTIC-READONLY-001", "PATCH-MUTABILITY-001"],
            Wire = async x =>
            {
                if (x.Is("PATCH", "/Users/{id}") && x.Operations.FirstOrDefault(o => o.Text("op") != "remove" && o.Text("path") == "id") is { } operation)
                {
                    x.State.Values[x.Path] = (string?)operation["value"] ?? "";
                    x.Reply(204);
                    return;
                }

                await x.NextAsync();
                if (x.State.Values.TryGetValue(x.Path, out var id))
                {
                    Each(x.Users(), u => u["id"] = id);
                }
            },
        },
        Updating("put-changes-immutable", "PUT changes an immutable attribute", ["CHARACTERISTIC-IMMUTABLE-001", "PUT-IMMUTABLE-001"], "PUT",
            x => x.RequestJson?[Characteristics]?["badge"]),
        Updating("patch-changes-immutable", "PATCH changes an immutable attribute", ["CHARACTERISTIC-IMMUTABLE-002", "EVERY-IMMUTABLE-002", "PATCH-MUTABILITY-004"], "PATCH",
            x => x.Operations.FirstOrDefault(o => ((string?)o["path"])?.EndsWith(":badge", StringComparison.Ordinal) == true)?["value"]),
        Fault.OnResponse("write-only-echoed", "The answer to a creation repeats a writeOnly value", ["CHARACTERISTIC-WRITEONLY-001", "EVERY-NEVER-001"], x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson?[Characteristics]?["secretPin"] is { } pin)
            {
                Each(x.Users(), u => ((JsonObject)(u[Characteristics] ??= new JsonObject()))["secretPin"] = pin.DeepClone());
            }
        }),
        Fault.OnResponse("id-excludable", "excludedAttributes=id removes the id", ["CHARACTERISTIC-RETURNED-001", "PROJECTION-005"], x =>
        {
            if (x.Parameter("excludedAttributes")?.Split(',').Contains("id") == true)
            {
                Each(x.Users(), u => u.Remove("id"));
            }
        }),
        Fault.OnResponse("projection-drops-id", "attributes= returns what it names and nothing else", ["CHARACTERISTIC-RETURNED-001", "PROJECTION-020"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.Parameter("attributes") is { } attributes && !attributes.Split(',').Contains("id"))
            {
                Each(x.Users(), u => u.Remove("id"));
            }
        }),
        new()
        {
            Id = "request-attribute-always-shown",
            Title = "An attribute returned on request is in every answer",
            Breaks = ["CHARACTERISTIC-RETURNED-002", "EVERY-REQUEST-001"],
            Wire = async x =>
            {
                var notes = x.Is("POST", "/Users") ? x.RequestJson?[Characteristics]?["notes"] : null;
                await x.NextAsync();
                foreach (var user in x.Users().Where(u => u[Characteristics] is JsonObject))
                {
                    if (notes is not null)
                    {
                        x.State.Values[(string?)user["id"] ?? ""] = (string?)notes ?? "";
                    }
                    else if (x.State.Values.TryGetValue((string?)user["id"] ?? "", out var stored))
                    {
                        user[Characteristics]!["notes"] = stored;
                    }
                }
            },
        },
        Fault.OnResponse("request-attribute-not-in-write", "An attribute returned on request is missing from the answer to the write that sets it",
            ["CHARACTERISTIC-RETURNED-003"], x =>
            {
                if (x.Is("POST", "/Users"))
                {
                    Each(x.Users(), u => (u[Characteristics] as JsonObject)?.Remove("notes"));
                }
            }),
        new()
        {
            Id = "unique-only-user-name",
            Title = "Uniqueness is enforced for userName only",
            Breaks = ["CHARACTERISTIC-UNIQUE-001"],
            Wire = async x =>
            {
                var serial = x.Is("POST", "/Users") ? (string?)x.RequestJson?[Characteristics]?["serial"] : null;
                if (serial is not null && !x.State.Values.TryAdd(serial, "taken"))
                {
                    var body = x.RequestJson!;
                    body[Characteristics]!["serial"] = $"{serial}-{x.State.Next()}";
                    x.RequestJson = body;
                }

                await x.NextAsync();
            },
        },
        Fault.OnResponse("unique-answered-400", "A taken value is refused with 400", ["CHARACTERISTIC-UNIQUE-002", "CREATE-020", "ERROR-008", "INTEROP-REG-033", "ENTRA-CREATE-003"], x =>
        {
            if (x.Status == 409)
            {
                x.ReplyError(400, "uniqueness", "The value is taken by another user.");
            }
        }) with
        {
            SeenElsewhere = "checks of identity providers that meet a user name that is taken wait for 409 too",
        },
    ];

    private static Fault OfContainer(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => OfUsers(id, title, breaks, u =>
    {
        if (u[Characteristics] is JsonObject container)
        {
            change(container);
        }
    });

    /// <summary>A filter of the form <c>attribute eq "value"</c> that compares letter case in another way than the attribute asks.</summary>
    private static Fault FoldingFilter(string id, string title, IReadOnlyList<string> breaks, string? attribute, bool matches) =>
        Fault.OnRequest(id, title, breaks, x =>
        {
            if (x.Is("POST", "/Users"))
            {
                foreach (var text in Texts(x.RequestJson))
                {
                    x.State.Values.TryAdd(text.ToLowerInvariant(), text);
                }

                return;
            }

            if (x.Parameter("filter") is not { } filter || filter.Split('"') is not [var left, var value, ""]
                || (attribute is not null && !left.Contains(attribute, StringComparison.Ordinal))
                || !x.State.Values.TryGetValue(value.ToLowerInvariant(), out var stored) || stored == value)
            {
                return;
            }

            x.Query = "?filter=" + Uri.EscapeDataString($"{left}\"{(matches ? stored : "no such value")}\"");
        });

    /// <summary>An update of the immutable attribute that is done; the provider behind it sees none.</summary>
    private static Fault Updating(string id, string title, IReadOnlyList<string> breaks, string method, Func<FaultExchange, JsonNode?> valueOf) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            if (x.Is(method, "/Users/{id}") && (string?)valueOf(x) is { } badge)
            {
                x.State.Values[x.Path] = badge;
                x.Reply(204);
                return;
            }

            await x.NextAsync();
            if (x.State.Values.TryGetValue(x.Path, out var changed))
            {
                Each(x.Users().Where(u => u[Characteristics] is JsonObject), u => u[Characteristics]!["badge"] = changed);
            }
        },
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject obj => obj.SelectMany(m => Texts(m.Value)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
