using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ScimConformance.Faults;
using ScimConformance.Provider;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers whose resources look different.</summary>
internal static partial class RepresentationVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("patch-answers-204", "RFC 7644 3.5.2: 200 with the resource or 204", x =>
        {
            if (x is { Method: "PATCH", Status: 200 } && x.Parameter("attributes") is null)
            {
                x.ResponseHeaders.Remove("Content-Type");
                x.Reply(204);
            }
        }),
        FairVariant.Answering("extra-attributes", "RFC 7643 2.1: names of attributes that are not known are the provider's business", x =>
        {
            foreach (var resource in x.ResponseResources.Where(r => !x.IsDiscovery()))
            {
                resource["urn:example:vendor:2.0:Extra"] = null;
            }
        }),
        FairVariant.Answering("members-in-another-order", "RFC 7643 2.1, JSON: the order of members does not matter", x =>
        {
            if (x.ResponseJson is JsonObject body)
            {
                x.ResponseJson = Reversed(body);
            }
        }),
        FairVariant.Answering("spaced-json", "JSON: white space between tokens does not matter", x =>
        {
            if (x.ResponseJson is JsonObject body)
            {
                x.ResponseBody = Encoding.UTF8.GetBytes(body.ToJsonString(new() { WriteIndented = true }));
                x.Reply(x.Status, Encoding.UTF8.GetString(x.ResponseBody), x.ResponseHeaders.ContentType.ToString());
            }
        }),
        FairVariant.Answering("references-without-ref", "RFC 7643 2.3.7, 4.2: $ref is OPTIONAL", x => EachReference(x, (reference, _) => reference.Remove("$ref"))),
        FairVariant.Answering("relative-references", "RFC 7643 2.3.7: a reference is an absolute or relative URI", x => EachReference(x, (reference, value) =>
        {
            if (value.IndexOf("/scim/v2/", StringComparison.Ordinal) is >= 0 and var place)
            {
                reference["$ref"] = "../" + value[(place + "/scim/v2/".Length)..];
            }
        })),
        Numbers(),
        Ids("integer-ids", n => (1000 + n).ToString(CultureInfo.InvariantCulture)),
        Ids("long-ids", n => $"{n}-" + new string('x', 180)),
        Ids("ids-of-odd-characters", n => $"User:{n}@Dir.Ex~ample(1)!"),
        Ids("ids-of-upper-case", n => $"A{n:X8}-BCDEF"),
        new("clock-of-seconds", "RFC 7643 2.3.5: fractions of a second are optional") { Services = services => services.AddSingleton<TimeProvider>(new ClockOfSeconds()) },
        FairVariant.Answering("dates-with-offset", "RFC 7643 2.3.5, xsd:dateTime: any offset", x => EachMeta(x, meta =>
        {
            foreach (var name in new[] { "created", "lastModified" })
            {
                if (DateTimeOffset.TryParse(meta[name]?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                {
                    meta[name] = date.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
                }
            }
        })),
        StrongVersions(),
        new("formatted-name-computed", "RFC 7643 4.1.1: the provider may build formatted from the parts")
        {
            Wire = async x =>
            {
                await x.NextAsync();
                foreach (var user in x.ResponseResources.Where(u => u["name"] is JsonObject && x.Parameter("attributes") is null && x.Parameter("excludedAttributes") is null))
                {
                    var name = (JsonObject)user["name"]!;
                    name["formatted"] ??= $"{name["givenName"]} {name["familyName"]}".Trim();
                }
            },
        },
        new("default-locale", "RFC 7644 3.3, 3.5.1: the provider may assign defaults")
        {
            Wire = async x =>
            {
                if (x.RequestJson is JsonObject body && (x.Is("POST", "/Users") || x.Is("PUT", "/Users/{id}")) && body.ContainsKey("userName")
                    && !body.Any(m => m.Key.Equals("locale", StringComparison.OrdinalIgnoreCase)))
                {
                    body["locale"] = "en-GB";
                    x.RequestJson = body;
                }

                await x.NextAsync();
            },
        },
    ];

    private static FairVariant Ids(string id, Func<long, string> make) =>
        new(id, "RFC 7643 3.1: the id is any unique identifier") { Services = services => services.AddSingleton<IIdSource>(new IdSource(make)) };

    private static FairVariant Numbers() => FairVariant.Answering("escaped-json", "JSON: any character may be escaped", x =>
    {
        if (x.ResponseJson is JsonObject body)
        {
            x.Reply(x.Status, Letter().Replace(body.ToJsonString(), m => m.Value.Replace("/", "\\/", StringComparison.Ordinal)), x.ResponseHeaders.ContentType.ToString());
        }
    });

    private static FairVariant StrongVersions() => new("strong-versions", "RFC 7644 3.14: ETags are weak or strong")
    {
        Wire = async x =>
        {
            foreach (var name in new[] { "If-Match", "If-None-Match" }.Where(n => x.RequestHeaders[n].ToString().StartsWith('"')))
            {
                x.RequestHeaders[name] = "W/" + x.RequestHeaders[name].ToString().Replace(", \"", ", W/\"", StringComparison.Ordinal);
            }

            await x.NextAsync();
            if (x.ResponseHeaders.ETag.ToString() is { Length: > 0 } tag)
            {
                x.ResponseHeaders.ETag = tag.Replace("W/", "", StringComparison.Ordinal);
            }

            foreach (var result in x.BulkResults().Where(r => r["version"] is not null))
            {
                result["version"] = result["version"]!.GetValue<string>().Replace("W/", "", StringComparison.Ordinal);
            }

            EachMeta(x, meta =>
            {
                if (meta["version"]?.GetValue<string>() is { } version)
                {
                    meta["version"] = version.Replace("W/", "", StringComparison.Ordinal);
                }
            });
        },
    };

    private static void EachMeta(FaultExchange x, Action<JsonObject> change)
    {
        foreach (var resource in x.ResponseResources)
        {
            if (resource["meta"] is JsonObject meta)
            {
                change(meta);
            }
        }
    }

    private static void EachReference(FaultExchange x, Action<JsonObject, string> change)
    {
        foreach (var reference in x.ResponseResources.Where(_ => !x.IsDiscovery()).SelectMany(r => new[] { r["members"], r["groups"] }).OfType<JsonArray>().SelectMany(a => a).OfType<JsonObject>())
        {
            if (reference["$ref"]?.GetValue<string>() is { } value)
            {
                change(reference, value);
            }
        }
    }

    private static JsonObject Reversed(JsonObject body) =>
        new(body.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value is JsonObject inner ? Reversed(inner) : p.Value?.DeepClone())));

    [GeneratedRegex("/")]
    private static partial Regex Letter();

    private sealed class IdSource(Func<long, string> make) : IIdSource
    {
        private long _last;

        public string Next() => make(Interlocked.Increment(ref _last));
    }

    private sealed class ClockOfSeconds : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());
    }
}
