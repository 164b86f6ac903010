using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Faults.Rfc7644.Patch;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>One attribute among many that PATCH, filters, projections or its own characteristics are wrong about.</summary>
internal static partial class EveryRuleFaults
{
    public static IReadOnlyList<Fault> All { get; } = [.. Patches, .. Queries, .. Rules];

    private static IReadOnlyList<Fault> Patches =>
    [
        PatchFault.Dropped("patch-add-forgets-level", "add of an integer does nothing", ["EVERY-PATCH-ADD-001"], o => o.Op() == "add" && EndsWith(o, ":level")),
        PatchFault.Changed("patch-add-replaces-roles", "add to roles replaces them", ["EVERY-PATCH-ADD-002"], o => o.Is("add", "roles"), o => o["op"] = "replace"),
        PatchFault.ChangedKnowing("patch-add-keeps-timezone", "add to a timezone that is set keeps the old one", ["EVERY-PATCH-ADD-003"], o => o.Is("add", "timezone"), (o, stored) =>
            o["value"] = (stored["timezone"] ?? o["value"])?.DeepClone()),
        PatchFault.ChangedKnowing("patch-add-twice-doubles", "add of a value that is there adds it again", ["EVERY-PATCH-ADD-004"], o => o.Is("add", "photos"), (o, stored) =>
        {
            if (o["value"] is JsonArray { Count: 1 } values && stored.Values("photos").Any(p => p.Text("value") == values[0].Text("value")))
            {
                values.Add((JsonNode)new JsonObject { ["value"] = values[0].Text("value") + "?copy", ["type"] = "thumbnail" });
            }
        }),
        new()
        {
            Id = "patch-of-name-empties-group", Title = "PATCH of a group's name empties the group", Breaks = ["EVERY-PATCH-OTHERS-002"],
            Wire = async x =>
            {
                if (x.Is("PATCH", "/Groups/{id}") && x.Operations.Any(o => o.Is("replace", "displayName")))
                {
                    await x.AskAsync("PATCH", x.Path, JsonNode.Parse("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members"}]}"""));
                }

                await x.NextAsync();
            },
        },
        Fault.OnResponse("patch-answers-without-photos", "The answer to a PATCH leaves photos out", ["EVERY-PATCH-RESULT-001"], x =>
        {
            if (x.Is("PATCH", "/Users/{id}"))
            {
                Each(x.Users(), u => u.Remove("photos"));
            }
        }),
        PatchFault.Dropped("patch-replace-forgets-joined", "replace of a dateTime does nothing", ["EVERY-PATCH-REPLACE-001"], o => o.Op() == "replace" && EndsWith(o, ":joined")) with
        {
            SeenElsewhere = "a value of a wrong type is forgotten too, and not refused",
        },
        PatchFault.Changed("patch-replace-adds-entitlements", "replace of entitlements adds to them", ["EVERY-PATCH-REPLACE-002"], o => o.Is("replace", "entitlements"), o => o["op"] = "add"),
        PatchFault.ChangedKnowing("patch-replace-twice-doubles", "replace by the values that are there doubles them", ["EVERY-PATCH-REPLACE-003"], o => o.Is("replace", "photos"), (o, stored) =>
        {
            if (o["value"] is JsonArray { Count: 1 } values && stored["photos"] is JsonArray { Count: 1 } present && present[0].Text("value") == values[0].Text("value"))
            {
                values.Add((JsonNode)new JsonObject { ["value"] = values[0].Text("value") + "?copy", ["type"] = "thumbnail" });
            }
        }),
        PatchFault.Dropped("patch-remove-forgets-key", "remove of a binary attribute does nothing", ["EVERY-PATCH-REMOVE-001"], o => o.Op() == "remove" && EndsWith(o, ":keyMaterial")),
        PatchFault.Dropped("patch-remove-forgets-certificates", "remove of certificates does nothing", ["EVERY-PATCH-REMOVE-002"], o => o.Is("remove", "x509Certificates")),
        new()
        {
            Id = "patch-loses-ims", Title = "Any PATCH of a user loses the instant messaging addresses", Breaks = ["EVERY-PATCH-OTHERS-001"],
            Wire = async x =>
            {
                if (x.Is("PATCH", "/Users/{id}") && !x.Operations.Any(o => o.Path() == "ims"))
                {
                    await x.AskAsync("PATCH", x.Path, JsonNode.Parse("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"ims"}]}"""));
                }

                await x.NextAsync();
            },
        },
        PatchFault.Dropped("patch-takes-text-for-integer", "A text for an integer is answered with success", ["EVERY-TYPE-001"],
            o => EndsWith(o, ":level") && o["value"] is JsonValue value && value.TryGetValue<string>(out _)),
    ];

    private static IReadOnlyList<Fault> Queries =>
    [
        Unmatched("filter-misses-handbook", "A filter by a reference never matches", ["EVERY-FILTER-001"], @":handbook eq ""[^""]*"""),
        Unmatched("filter-misses-assignments-pr", "pr never matches a multi-valued attribute of an extension", ["EVERY-FILTER-002"], ":assignments pr"),
        Fault.OnRequest("filter-entitlements-case-exact", "A filter by entitlements respects letter case", ["EVERY-FILTER-003"], x =>
        {
            foreach (var entitlement in (x.RequestJson as JsonObject)?.Values("entitlements").Select(e => e.Text("value")).OfType<string>() ?? [])
            {
                x.State.Values[entitlement] = "";
            }

            Refilter(x, EntitlementFilter(), m => x.State.Values.ContainsKey(m.Groups[1].Value) ? m.Value : Never);
        }),
        Fault.OnRequest("filter-key-cards-any-case", "A filter by a caseExact multi-valued attribute ignores letter case", ["EVERY-FILTER-004"], x =>
        {
            foreach (var card in (x.RequestJson?[Characteristics]?["keyCards"] as JsonArray)?.Select(c => (string?)c).OfType<string>() ?? [])
            {
                x.State.Values[card.ToLowerInvariant()] = card;
            }

            Refilter(x, KeyCardFilter(), m => x.State.Values.TryGetValue(m.Groups[1].Value.ToLowerInvariant(), out var stored) ? $":keyCards eq \"{stored}\"" : m.Value);
        }),
        new()
        {
            Id = "attributes-give-whole-extension", Title = "attributes= with one attribute of an extension gives the whole extension", Breaks = ["EVERY-PROJECTION-001"],
            Wire = async x =>
            {
                await x.NextAsync();
                if (x.Is("GET", "/Users/{id}") && x.Parameter("attributes")?.Contains(Characteristics, StringComparison.Ordinal) == true
                    && (await x.AskAsync("GET", x.Path)).Json?[Characteristics] is JsonObject whole)
                {
                    foreach (var container in x.Users().Select(u => u[Characteristics]).OfType<JsonObject>())
                    {
                        foreach (var (name, value) in whole.Where(m => !container.ContainsKey(m.Key)).ToList())
                        {
                            container[name] = value?.DeepClone();
                        }
                    }
                }
            },
        },
        Fault.OnRequest("excluded-extension-attributes-shown", "excludedAttributes knows no extensions", ["EVERY-PROJECTION-002"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.Parameter("excludedAttributes") is { } names)
            {
                x.Query = "?excludedAttributes=" + string.Join(',', names.Split(',').Where(n => !n.StartsWith("urn:", StringComparison.Ordinal)));
            }
        }),
        Fault.OnResponse("always-attribute-not-in-lists", "Lists with attributes= leave out what is always returned", ["EVERY-ALWAYS-001"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("attributes") is not null)
            {
                Each(x.Users(), u => (u[Characteristics] as JsonObject)?.Remove("clearance"));
            }
        }),
        Shown("request-attribute-in-lists", "Lists show what is returned on request", ["EVERY-REQUEST-001"], "notes", x => x.Is("GET", "/Users") && x.Parameter("attributes") is null),
        Shown("write-only-shown-when-named", "A writeOnly attribute is shown to who asks for it by name", ["EVERY-NEVER-001", "CHARACTERISTIC-WRITEONLY-001"], "secretPin",
            x => x.Is("GET", "/Users/{id}") && x.Parameter("attributes")?.Contains("secretPin", StringComparison.Ordinal) == true),
    ];

    private static IReadOnlyList<Fault> Rules =>
    [
        Swallowing("post-sets-origin", "POST sets a readOnly attribute", ["EVERY-READONLY-001"], "POST", "/Users", Origin),
        Swallowing("put-sets-origin", "PUT sets a readOnly attribute", ["EVERY-READONLY-002"], "PUT", "/Users/{id}", Origin),
        PatchFault.Dropped("patch-of-read-only-succeeds", "PATCH of a readOnly attribute is answered with success", ["EVERY-READONLY-003"], o => EndsWith(o, ":origin")),
        Updating("put-changes-immutable-integer", "PUT changes an immutable integer", ["EVERY-IMMUTABLE-001"], "PUT", x => x.RequestJson?[Characteristics]?["entryYear"]),
        Updating("patch-changes-immutable-integer", "PATCH changes an immutable integer", ["EVERY-IMMUTABLE-002"], "PATCH",
            x => x.Operations.FirstOrDefault(o => EndsWith(o, ":entryYear"))?["value"]),
        new()
        {
            Id = "unique-unchecked-by-put", Title = "PUT does not check whether a value is taken", Breaks = ["EVERY-UNIQUE-001"],
            Wire = async x =>
            {
                var serial = (x.RequestJson?[Characteristics] as JsonObject).Text("serial");
                if (serial is not null && x.Is("PUT", "/Users/{id}") && x.State.Values.TryGetValue(serial, out var owner) && owner != x.Path)
                {
                    var body = x.RequestJson!;
                    body[Characteristics]!["serial"] = $"{serial}-{x.State.Next()}";
                    x.RequestJson = body;
                }

                await x.NextAsync();
                if (serial is not null && x.Is("POST", "/Users") && x.Status == 201)
                {
                    x.State.Values[serial] = "/Users/" + x.ResponseJson.Text("id");
                }
            },
        },
    ];

    private const string Never = "id eq \"no such user\"";

    private static bool EndsWith(JsonObject operation, string end) => operation.Path()?.EndsWith(end, StringComparison.Ordinal) == true;

    private static Action<JsonObject>? Origin(JsonObject body)
    {
        if (body[Characteristics] is not JsonObject container || !container.Remove("origin", out var origin))
        {
            return null;
        }

        return user => ((JsonObject)(user[Characteristics] ??= new JsonObject()))["origin"] = origin?.DeepClone();
    }

    private static Fault Unmatched(string id, string title, IReadOnlyList<string> breaks, string pattern) => Fault.OnRequest(id, title, breaks, x =>
        Refilter(x, new Regex($"[^ ]*{pattern}", RegexOptions.None, TimeSpan.FromSeconds(1)), _ => Never));

    private static void Refilter(FaultExchange x, Regex pattern, MatchEvaluator change)
    {
        if (x.Is("GET", "/Users") && x.Parameter("filter") is { } filter && pattern.Replace(filter, change) is var other && other != filter)
        {
            x.Query = "?filter=" + Uri.EscapeDataString(other);
        }
    }

    /// <summary>An attribute that the provider does not show, shown as it was set by POST.</summary>
    private static Fault Shown(string id, string title, IReadOnlyList<string> breaks, string attribute, Func<FaultExchange, bool> when) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            var value = x.Is("POST", "/Users") ? x.RequestJson.Text(Characteristics, attribute) : null;
            await x.NextAsync();
            foreach (var user in x.Users())
            {
                if (value is not null)
                {
                    x.State.Values[user.Text("id") ?? ""] = value;
                }
                else if (when(x) && x.State.Values.TryGetValue(user.Text("id") ?? "", out var stored))
                {
                    ((JsonObject)(user[Characteristics] ??= new JsonObject()))[attribute] = stored;
                }
            }
        },
    };

    /// <summary>An update of the immutable integer that is done; the provider behind it sees none.</summary>
    private static Fault Updating(string id, string title, IReadOnlyList<string> breaks, string method, Func<FaultExchange, JsonNode?> valueOf) => new()
    {
        Id = id,
        Title = title,
        Breaks = breaks,
        Wire = async x =>
        {
            if (x.Is(method, "/Users/{id}") && valueOf(x)?.ToJsonString() is { } year)
            {
                x.State.Values[x.Path] = year;
                x.Reply(204);
                return;
            }

            await x.NextAsync();
            if (x.State.Values.TryGetValue(x.Path, out var changed))
            {
                Each(x.Users().Where(u => u[Characteristics] is JsonObject), u => u[Characteristics]!["entryYear"] = JsonNode.Parse(changed));
            }
        },
    };

    [GeneratedRegex(@"entitlements\.value eq ""([^""]*)""")]
    private static partial Regex EntitlementFilter();

    [GeneratedRegex(@":keyCards eq ""([^""]*)""")]
    private static partial Regex KeyCardFilter();
}
