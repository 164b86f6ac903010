using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Writes bulk jobs and reads their answers.</summary>
internal static class BulkJobs
{
    public const string Prefix = "bulkId:";

    /// <summary>What every check of bulk jobs needs.</summary>
    public static readonly Needs[] OfUsers = [Needs.Users, Needs.Bulk];

    public static readonly Needs[] OfGroups = [Needs.Users, Needs.Groups, Needs.Bulk];

    /// <summary>The path of a user whom there is not.</summary>
    public static string Nobody(this CheckContext scim) => $"{scim.Users}/{CheckContext.UnknownId}";

    /// <summary>An operation that changes nothing and fails: nobody of that id is there to be deleted.</summary>
    public static string Failing(this CheckContext scim) => Delete(scim.Nobody());

    public static string Delete(string path, string more = "") => $$"""{"method":"DELETE","path":"{{path}}"{{more}}}""";

    public static string Post(string path, string bulkId, JsonObject data) => Write("POST", path, data, $",\"bulkId\":\"{bulkId}\"");

    public static string Put(string path, JsonObject data) => Write("PUT", path, data, "");

    public static string Patch(string path, string operation, string more = "") => Write(
        "PATCH", path, ScimJson.Object($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}"""), more);

    /// <summary>The creation of a user.</summary>
    public static string NewUser(this CheckContext scim, string bulkId, out JsonObject user)
    {
        user = scim.NewUser();
        return Post(scim.Users, bulkId, user);
    }

    /// <summary>The creation of a group whose members are given by bulkId.</summary>
    public static string NewGroup(this CheckContext scim, string bulkId, params string[] members)
    {
        var group = scim.NewGroup();
        group["members"] = new JsonArray(members.Select(m => (JsonNode)new JsonObject { ["value"] = Prefix + m }).ToArray());
        return Post(scim.Groups, bulkId, group);
    }

    /// <summary>Sends a job, unless the endpoint takes only shorter ones.</summary>
    public static Task<ScimResponse> SendJobAsync(this CheckContext scim, params string[] operations) => scim.SendJobAsync(failOnErrors: null, operations);

    public static Task<ScimResponse> SendJobAsync(this CheckContext scim, int? failOnErrors, params string[] operations)
    {
        var most = scim.Profile.ServiceProviderConfig.At("bulk.maxOperations").Integer();
        CheckContext.ApplicableIf(most is null or 0 || most >= operations.Length, $"a job has {operations.Length} operations here, and the endpoint takes {most}");
        return scim.BulkAsync(failOnErrors is null ? "" : $"\"failOnErrors\":{failOnErrors}", operations);
    }

    /// <summary>Sends a job that has to be answered with results; that it is, is judged by BULK-SUCCESS-001.</summary>
    public static async Task<ScimResponse> RunJobAsync(this CheckContext scim, params string[] operations) =>
        (await scim.SendJobAsync(operations)).RequireResults();

    public static async Task<ScimResponse> RunJobAsync(this CheckContext scim, int failOnErrors, params string[] operations) =>
        (await scim.SendJobAsync(failOnErrors, operations)).RequireResults();

    public static IReadOnlyList<BulkResult> Results(this ScimResponse reply) => BulkResult.In(reply.Json);

    /// <summary>The result of a bulkId, or null.</summary>
    public static BulkResult? Result(this ScimResponse reply, string bulkId) => reply.Results().FirstOrDefault(r => r.BulkId == bulkId);

    /// <summary>The result of a bulkId, which another check judges to be there.</summary>
    public static BulkResult RequireResult(this ScimResponse reply, string bulkId)
    {
        var result = reply.Result(bulkId);
        CheckContext.Require(result is not null, $"the answer should have a result with bulkId {bulkId}, got {reply.Describe()}");
        return result!;
    }

    /// <summary>The only result.</summary>
    public static BulkResult RequireOnly(this ScimResponse reply)
    {
        var results = reply.Results();
        CheckContext.Require(results.Count == 1, $"the answer to a job of one operation should have one result, got {reply.Describe()}");
        return results[0];
    }

    /// <summary>The only result, of an operation that had to fail.</summary>
    public static BulkResult RequireOnlyFailure(this ScimResponse reply)
    {
        var result = reply.RequireOnly();
        CheckContext.Require(result.Status >= 300, $"the operation should have failed, got {result}");
        return result;
    }

    /// <summary>The operation of a bulkId had this status.</summary>
    public static void ExpectStatus(this ScimResponse reply, string bulkId, params int[] statuses) =>
        reply.Judge(
            reply.Result(bulkId)?.Status is { } status && statuses.Contains(status),
            $"status {string.Join("/", statuses)} for bulkId {bulkId}",
            reply.Result(bulkId)?.ToString() ?? $"no result for it in {reply.Describe()}");

    /// <summary>What an operation created, which another check judges.</summary>
    public static ScimResource RequireCreated(this CheckContext scim, ScimResponse reply, string bulkId)
    {
        var result = reply.RequireResult(bulkId);
        var root = scim.Target.BaseUrl.AbsoluteUri.TrimEnd('/');
        var location = scim.ResolveLocation(result.Location)?.AbsoluteUri;
        CheckContext.Require(
            result.IsSuccess && location is not null && location.StartsWith(root + "/", StringComparison.OrdinalIgnoreCase),
            $"bulkId {bulkId} should have been created and have a location below the base URL, got {result}");
        return new ScimResource(location![root.Length..], Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]), [], reply);
    }

    /// <summary>Whether a job, or the operation of a bulkId in it, was refused with one of these statuses.</summary>
    public static bool IsRefused(this ScimResponse reply, string bulkId, params int[] statuses) =>
        statuses.Contains(reply.Status) || (reply.Status == 200 && reply.Result(bulkId)?.Status is { } status && statuses.Contains(status));

    private static ScimResponse RequireResults(this ScimResponse reply) =>
        reply.Require(r => r.Is(200).With(reply.Results().Count > 0, "with results"));

    private static string Write(string method, string path, JsonObject data, string more) =>
        $$"""{"method":"{{method}}","path":"{{path}}"{{more}},"data":{{data.ToJsonString(ScimJson.Compact)}}}""";
}
