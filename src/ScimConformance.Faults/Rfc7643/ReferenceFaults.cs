using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in references (RFC 7643 sections 2.3.7 and 2.4).</summary>
internal static class ReferenceFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfGroups("ref-without-base-path", "A member's $ref lacks the base path", ["REF-URI-001"], g => Each(g.Values("members"), m =>
            m["$ref"] = $"/Users/{(string?)m["value"]}")),
        new()
        {
            Id = "location-of-internal-host",
            Title = "meta.location names an internal path behind which nothing answers",
            Breaks = ["REF-GET-001", "META-LOCATION-001", "INTEROP-REG-048"],
            SeenElsewhere = "checks of the location compare it with the header and look for the version in it",
            Wire = async x =>
            {
                if (x.Path.StartsWith("/internal/", StringComparison.Ordinal))
                {
                    x.ReplyError(502, detail: "upstream unreachable");
                    return;
                }

                await x.NextAsync();
                Each(x.Users(), u =>
                {
                    if (u["meta"]?["location"] is { } location)
                    {
                        u["meta"]!["location"] = ((string)location!).Replace("/Users/", "/internal/Users/", StringComparison.Ordinal);
                    }
                });
            },
        },
        OfGroups("ref-as-urn", "A member's $ref is a URN", ["REF-HTTP-001", "GROUP-MEMBER-001"], g => Each(g.Values("members"), m =>
            m["$ref"] = $"urn:uuid:{(string?)m["value"]}")),
        Fault.Instead("ref-needs-version", "A member whose $ref lacks the version segment is refused", ["REF-VERSION-001"],
            x => x.Is("POST", "/Groups") && x.RequestJson is JsonObject body
                && body.Values("members").Any(m => m["$ref"] is { } reference && !((string)reference!).Contains("/v2/", StringComparison.Ordinal)),
            x => x.ReplyError(400, "invalidValue", "$ref is no resource of this service")),
    ];
}
