using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.5: bulk.</summary>
internal static class Api3_5_Bulk
{
    /// <summary>Larger jobs are not sent to somebody's real system.</summary>
    private const int MostOperations = 5_000;

    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly Needs Bulk = Needs.Scim11Capability("bulk");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.5", "SCIM 1.1: bulk",
    [
        // "The attribute status MUST include the code attribute". "If an error occurred the status MUST also include the description attribute".
        new()
        {
            Id = "V1-BULK-001", Title = "each result has a status with code, and with description where it failed",
            Verifies = ["SCIM11-API-3.5-01"], Needs = [Bulk],
            Run = async scim =>
            {
                var reply = (await BulkAsync(scim, "", Creation("one", scim.V1.NewUser()), Creation("two", scim.V1.NewUser("""{"userName":null}""")))).Accept(r => r.Is(200).WithJsonObject());
                Of(reply, "one", r => r.At("status.code").Text() == "201", "status.code \"201\"");
                Of(reply, "two", r => r.At("status.code").Text() is ['4', _, _] && !string.IsNullOrWhiteSpace(r.At("status.description").Text()), "status with a code of 4xx and a description");
            },
        },

        // "The Service Provider MUST return the same bulkId together with the newly created Resource."
        new()
        {
            Id = "V1-BULK-002", Title = "a bulkId comes back with the location of what it created",
            Verifies = ["SCIM11-API-3.5-02"], Needs = [Bulk],
            Run = async scim =>
            {
                var (one, two) = (scim.V1.NewUser(), scim.V1.NewUser());
                var reply = (await BulkAsync(scim, "", Creation("one", one), Creation("two", two))).Accept(r => r.Is(200).WithJsonObject());
                foreach (var (bulkId, user) in new[] { ("one", one), ("two", two) })
                {
                    var location = BulkResult.In(reply.Json).FirstOrDefault(r => r.BulkId == bulkId)?.Location;
                    reply.Judge(location is not null, $"a result with bulkId {bulkId} and a location", reply.Describe());
                    if (location is not null)
                    {
                        (await scim.V1.GetAsync(location)).Accept(r => r.Is(200)).Expect("userName").IsIgnoringCase(user["userName"].Text()!);
                    }
                }
            },
        },

        // "The Service Provider MUST replace the string "bulkId:qwerty" with the permanent Resource id once created."
        new()
        {
            Id = "V1-BULK-003", Title = "a member that the same job creates is in the group",
            Verifies = ["SCIM11-API-3.5-02"], Needs = [Bulk, Needs.Scim11Groups],
            Run = async scim =>
            {
                var group = scim.V1.NewGroup();
                group["members"] = new JsonArray(new JsonObject { ["value"] = "bulkId:user" });
                var reply = (await BulkAsync(scim, "", Creation("user", scim.V1.NewUser()), Creation("group", group, "/Groups"))).Require(r => r.Is(200).WithJsonObject());
                var (user, made) = (IdOf(reply, "user"), BulkResult.In(reply.Json).FirstOrDefault(r => r.BulkId == "group")?.Location);
                reply.Judge(user is not null && made is not null, "a user and a group", reply.Describe());
                if (user is not null && made is not null)
                {
                    (await scim.V1.GetAsync(made)).Accept(r => r.Is(200)).ExpectValues("members", [user]);
                }
            },
        },

        // "MUST try to resolve circular cross references between Resources in a single bulk job but MAY stop after a failed attempt and instead return the status code 409 Conflict."
        new()
        {
            Id = "V1-BULK-004", Title = "groups that are members of each other are created, or refused with 409",
            Verifies = ["SCIM11-API-3.5-02"], Needs = [Bulk, Needs.Scim11Groups],
            Run = async scim =>
            {
                var (one, two) = (scim.V1.NewGroup(), scim.V1.NewGroup());
                one["members"] = new JsonArray(new JsonObject { ["value"] = "bulkId:two" });
                two["members"] = new JsonArray(new JsonObject { ["value"] = "bulkId:one" });
                var reply = (await BulkAsync(scim, "", Creation("one", one, "/Groups"), Creation("two", two, "/Groups"))).Accept(r => r.Is(200).WithJsonObject(), r => r.Is(409));
                if (reply.Status == 200 && IdOf(reply, "one") is { } first && IdOf(reply, "two") is { } second)
                {
                    (await scim.V1.GetAsync($"/Groups/{Uri.EscapeDataString(first)}")).ExpectValues("members", [second]);
                    (await scim.V1.GetAsync($"/Groups/{Uri.EscapeDataString(second)}")).ExpectValues("members", [first]);
                }
                else if (reply.Status == 200)
                {
                    reply.Judge(BulkResult.In(reply.Json).Any(r => r.Status == 409), "both created, or 409", reply.Describe());
                }
            },
        },

        // "If either limits are exceeded the Service Provider MUST return the HTTP response code 413 Request Entity Too Large. The returned response MUST specify the limit exceeded".
        new()
        {
            Id = "V1-BULK-005", Title = "more operations than announced give 413 with the limit",
            Verifies = ["SCIM11-API-3.5-04"], Needs = [Bulk],
            Run = async scim =>
            {
                var most = Limit(scim, "maxOperations", MostOperations);
                var reply = await BulkAsync(scim, "", [.. Enumerable.Repeat($$"""{"method":"DELETE","path":"/Users/{{CheckContext.UnknownId}}"}""", most + 1)]);
                reply.Accept(r => r.Is(413).With(reply.Text.Contains($"{most}", StringComparison.Ordinal), $"with {most} in the body"));
            },
        },
        new()
        {
            Id = "V1-BULK-006", Title = "more bytes than announced give 413 with the limit",
            Verifies = ["SCIM11-API-3.5-04"], Needs = [Bulk],
            Run = async scim =>
            {
                var most = Limit(scim, "maxPayloadSize", MostBytes);
                var reply = await BulkAsync(scim, $"\"filler\":\"{new string('x', most)}\"", $$"""{"method":"DELETE","path":"/Users/{{CheckContext.UnknownId}}"}""");
                reply.Accept(r => r.Is(413).With(reply.Text.Contains($"{most}", StringComparison.Ordinal), $"with {most} in the body"));
            },
        },

        // "The Service Provider MUST continue performing as many changes as possible and disregard partial failures."
        new()
        {
            Id = "V1-BULK-007", Title = "a job goes on after an operation that failed",
            Verifies = ["SCIM11-API-3.5-06"], Needs = [Bulk],
            Run = async scim =>
            {
                var reply = (await BulkAsync(scim, "", Refused(scim), Creation("two", scim.V1.NewUser()))).Accept(r => r.Is(200).WithJsonObject());
                Of(reply, "two", r => r.At("status.code").Text() == "201", "status.code \"201\"");
            },
        },

        // "The failOnErrors attribute defines the number of errors that the Service Provider should accept before failing the remaining operations".
        new()
        {
            Id = "V1-BULK-008", Title = "failOnErrors ends a job",
            Verifies = ["SCIM11-API-3.5-06"], Needs = [Bulk],
            Run = async scim =>
            {
                // The order of operations is not guaranteed: where every one of them fails, the first to fail must be the last to be done.
                var reply = (await BulkAsync(scim, "\"failOnErrors\":1", Refused(scim), Refused(scim, "two"))).Accept(r => r.Is(200).WithJsonObject());
                reply.Judge(BulkResult.In(reply.Json).Count(r => r.Status is >= 400 and not 424) == 1, "one operation that was tried and failed", reply.Describe());
            },
        },
    ]);

    private static Task<ScimResponse> BulkAsync(CheckContext scim, string members, params string[] operations) => scim.V1.SendAsync(
        new ScimRequest("POST", "/Bulk") { Accept = Scim11Face.Json, ContentType = Scim11Face.Json }.WithBody(
            $$"""{"schemas":["{{Scim11Face.Core}}"],{{members}}{{(members.Length > 0 ? "," : "")}}"Operations":[{{string.Join(',', operations)}}]}"""));

    private static string Creation(string bulkId, JsonObject body, string path = "/Users") =>
        new JsonObject { ["method"] = "POST", ["path"] = path, ["bulkId"] = bulkId, ["data"] = body }.ToJsonString(ScimJson.Compact);

    /// <summary>A creation that no provider may carry out: userName is required.</summary>
    private static string Refused(CheckContext scim, string bulkId = "one") => Creation(bulkId, scim.V1.NewUser("""{"userName":null}"""));

    private static void Of(ScimResponse reply, string bulkId, Func<JsonObject, bool> holds, string expected)
    {
        var result = BulkResult.In(reply.Json).FirstOrDefault(r => r.BulkId == bulkId);
        reply.Judge(result is not null && holds(result.Json), $"for bulkId {bulkId}: {expected}", result?.ToString() ?? reply.Describe());
    }

    private static string? IdOf(ScimResponse reply, string bulkId) =>
        BulkResult.In(reply.Json).FirstOrDefault(r => r.BulkId == bulkId && r.IsSuccess)?.Location is { } location ? Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]) : null;

    private static int Limit(CheckContext scim, string name, int most)
    {
        var limit = scim.V1.Profile.Config.At("bulk", name).Integer();
        CheckContext.ApplicableIf(limit > 0 && limit <= most, $"the configuration has no {name} from 1 to {most}");
        return (int)limit!;
    }
}
