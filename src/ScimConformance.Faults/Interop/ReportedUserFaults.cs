using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Reported mistakes in creating, replacing and switching users; the number in an id is the report's in <c>fixtures/interop/failures.json</c>.</summary>
internal static class ReportedUserFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped("reg-015-active-passed-over", "PATCH passes over active and answers success", ["INTEROP-REG-015", "USER-ACTIVE-001", "USER-ACTIVE-002", "PATCH-REPLACE-012"], o => o.Path() == "active"),
        Fault.OnResponse("reg-015-inactive-not-findable", "A filter on active finds nobody", ["INTEROP-REG-015", "FILTER-EQ-002"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("filter")?.Contains("active eq false", StringComparison.Ordinal) == true)
            {
                x.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");
            }
        }),
        Fault.OnResponse("reg-033-conflict-without-cause", "A conflict is answered with 409 and neither status nor scimType", ["INTEROP-REG-033", "CREATE-020", "ERROR-004"], x =>
        {
            if (x.Status == 409)
            {
                x.Reply(409, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"User already exists"}""");
            }
        }),
        SharedEmailConflicts(),
        PatchFault.Dropped("reg-035-inactive-stay-inactive", "A user who was switched off stays so, and creating the user anew is a conflict", ["INTEROP-REG-035", "USER-ACTIVE-002"],
            o => o.Path() == "active" && o["value"]?.ToJsonString() == "true"),
        Fault.OnResponse("reg-036-invited-user-shown-inactive", "A user who has not accepted the invitation is shown with active false", ["OKTA-REG-036", "MESSAGE-006", "EVERY-POST-003"], x =>
        {
            if (x.Is("POST", "/Users") && x.Status == 201)
            {
                x.ResponseJson!["active"] = false;
            }
        }),
        Fault.Instead("reg-037-put-not-implemented", "PUT is not implemented", ["INTEROP-REG-037", "ONELOGIN-REG-038", "MODIFY-001"],
            x => x.Is("PUT", "/Users/{id}"), x => x.ReplyError(405, null, "method not allowed")) with { SeenElsewhere = "whatever is said by PUT is refused" },
        Fault.Instead("reg-037-read-only-refused", "PUT with readOnly groups is refused", ["INTEROP-REG-037", "PUT-READONLY-001"],
            x => x.Is("PUT", "/Users/{id}") && x.RequestJson is JsonObject user && user["groups"] is JsonArray { Count: > 0 }, x => x.ReplyError(400, "mutability", "groups is readOnly")),
        new()
        {
            Id = "reg-037-put-creates", Title = "PUT of an unknown id creates a user", Breaks = ["INTEROP-REG-037", "PUT-002", "ENDPOINT-001", "DELETE-003"],
            Wire = async x =>
            {
                await x.NextAsync();
                if (x.Is("PUT", "/Users/{id}") && x.Status == 404)
                {
                    var (status, user) = await x.AskAsync("POST", "/Users", x.RequestJson);
                    x.Reply(status, user?.ToJsonString() ?? "");
                }
            },
        },
        Fault.Instead("reg-038-other-schemas-refused", "PUT with schema URNs other than those of RFC 7643 is refused", ["ONELOGIN-REG-038", "ONELOGIN-UPDATE-001", "ONELOGIN-SUSPEND-001"],
            x => x.Is("PUT", "/Users/{id}") && x.RequestJson?["schemas"] is JsonArray schemas && schemas.Any(s => s.Text()?.StartsWith("urn:scim:", StringComparison.Ordinal) == true),
            x => x.ReplyError(400, "invalidValue", "unknown schema")),
        Fault.Instead("reg-038-group-patch-not-served", "PATCH of groups is not served", ["ONELOGIN-REG-038-2", "OKTA-REG-012", "INTEROP-REG-007", "MODIFY-003"],
            x => x.Is("PATCH", "/Groups/{id}"), x => x.ReplyError(405, null, "method not allowed")) with
        {
            SeenElsewhere = "whatever is said of members and names of groups by PATCH is refused",
        },
        PatchFault.Dropped("reg-042-remove-passed-over", "PATCH passes over removals of a part of the name and answers success", ["INTEROP-REG-042"], o => o.Is("remove", "name.formatted")),
        new()
        {
            Id = "reg-042-stale-answer", Title = "PATCH answers with the user as it was before", Breaks = ["INTEROP-REG-042", "MESSAGE-008", "EVERY-PATCH-RESULT-001", "PATCH-RESULT-001"],
            Wire = async x =>
            {
                var before = x.Is("PATCH", "/Users/{id}") ? (await x.AskAsync("GET", x.Path)).Json : null;
                await x.NextAsync();
                if (before is not null && x.Status == 200)
                {
                    x.Reply(200, before.ToJsonString());
                }
            },
        },
        TwoPrimaries(),
        Fault.OnResponse("reg-046-external-id-not-shown", "externalId is stored and never shown", ["INTEROP-REG-046"], x => x.ResponseResources.ToList().ForEach(r => r.Remove("externalId"))) with
        {
            SeenElsewhere = "checks that send externalId look for it afterwards",
        },
    ];

    private static Fault SharedEmailConflicts() => new()
    {
        Id = "reg-033-shared-email-conflicts",
        Title = "A user whose e-mail address another user has too is refused as a duplicate",
        Breaks = ["INTEROP-REG-033-2"],
        Wire = async x =>
        {
            if (x.Is("POST", "/Users") && x.RequestJson?["emails"]?[0].Text("value") is { } email
                && (await x.AskAsync("GET", "/Users?filter=" + Uri.EscapeDataString($"emails.value eq \"{email}\""))).Json?["totalResults"]?.ToJsonString() is not ("0" or null))
            {
                x.ReplyError(409, "uniqueness", "this e-mail address is in use");
                return;
            }

            await x.NextAsync();
        },
    };

    private static Fault TwoPrimaries() => Fault.OnResponse("reg-045-two-primaries", "An added primary value leaves the others primary", ["INTEROP-REG-045", "PATCH-PRIMARY-001", "PATCH-PRIMARY-002"], x =>
    {
        foreach (var emails in x.ResponseResources.Select(r => r["emails"]).OfType<JsonArray>().Where(e => e.Count > 1 && e.Any(v => v?["primary"]?.ToJsonString() == "true")))
        {
            emails.OfType<JsonObject>().ToList().ForEach(e => e["primary"] = true);
        }
    });
}
