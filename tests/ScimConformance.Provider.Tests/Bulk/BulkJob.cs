using System.Text.Json.Nodes;

namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>Writes bulk jobs and reads their results.</summary>
internal static class BulkJob
{
    internal const string RequestUrn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    internal static string Of(params IEnumerable<string> operations) => $$"""{"schemas":["{{RequestUrn}}"],"Operations":[{{string.Join(',', operations)}}]}""";

    internal static string NewUser(string bulkId, string userName, string more = "") => Post("/Users", bulkId, $$"""{"schemas":["{{Urn.User}}"],"userName":"{{userName}}"{{(more.Length == 0 ? "" : ",")}}{{more}}}""");

    internal static string NewGroup(string bulkId, string displayName, params string[] members) => Post(
        "/Groups", bulkId, $$"""{"schemas":["{{Urn.Group}}"],"displayName":"{{displayName}}","members":[{{string.Join(',', members.Select(id => $$"""{"value":"{{id}}"}"""))}}]}""");

    internal static string Post(string path, string bulkId, string data) => $$"""{"method":"POST","path":"{{path}}","bulkId":"{{bulkId}}","data":{{data}}}""";

    internal static string Patch(string path, string operations, string more = "") =>
        $$$"""{"method":"PATCH","path":"{{{path}}}"{{{more}}},"data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{{operations}}}]}}""";

    internal static string Delete(string path) => $$"""{"method":"DELETE","path":"{{path}}"}""";

    internal static async Task<JsonArray> RunAsync(this TestProvider scim, params IEnumerable<string> operations) =>
        (await scim.PostAsync("/Bulk", Of(operations))).IsOk().Json["Operations"]!.AsArray();

    /// <summary>The statuses in order, such as "201 400 204".</summary>
    internal static string Statuses(this JsonArray results) => string.Join(' ', results.Select(result => (string?)result!["status"]));

    /// <summary>The identifier at the end of a result's location.</summary>
    internal static string Id(this JsonArray results, int place) => ((string)results[place]!["location"]!).Split('/')[^1];

    /// <summary>The values of the members of a group.</summary>
    internal static async Task<IEnumerable<string?>> MembersAsync(this TestProvider scim, string id) =>
        ((await scim.ReadGroupAsync(id))["members"]?.AsArray() ?? []).Select(member => (string?)member!["value"]);
}
