using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Bulk;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>/Bulk of SCIM 1.1 (API section 3.5): the same jobs as those of 2.0 in other words, JSON or XML.</summary>
internal sealed partial class Scim11Bulk(ProviderModel model, Scim11Endpoints resources, ILogger<Scim11Bulk> log) : IBulkVersion
{
    int IBulkVersion.Deleted => StatusCodes.Status200OK;

    internal async ValueTask ExecuteAsync(ScimRequest request)
    {
        BulkEndpoint.DemandEdit(request.Caller);
        using var sent = await BulkBody.ReadAsync(request.Http.Request, model.Options.BulkMaxPayloadBytes, Scim11Format.CheckBody, request.Cancel);
        using var read = Scim11Format.IsXml(request.Http.Request) ? BulkBody.Of(Scim11Json.Bytes(Scim11BulkXml.Read(sent.Utf8, model))) : null;
        var body = read ?? sent;
        var job = BulkJobReader.Read(body.Utf8, model.Limits, model.Options.BulkMaxOperations, Scim11Urn.Core, needsSchemas: false);
        var run = new BulkRun(job, body, model, request.Caller, request.BaseUrl, this, (operation, exception) => LogUnexpected(log, operation.Method, operation.Path, exception));
        var results = new JsonArray();
        await run.ExecuteAsync(result =>
        {
            results.Add(ToJson(result));
            return ValueTask.CompletedTask;
        }, request.Cancel);
        var answer = new JsonObject { ["schemas"] = new JsonArray(Scim11Urn.Core), ["Operations"] = results };
        await Reply.JsonAsync(
            request.Http, StatusCodes.Status200OK, request.MediaType, request.MediaType == Scim11Format.Xml ? Scim11XmlWriter.Resource(answer, "Bulk") : Scim11Json.Bytes(answer));
    }

    JsonObject IBulkVersion.ToCreation(JsonObject data, BoundResourceType type) => Scim11Body.ToModel(data, type, model.Tolerance);

    JsonObject IBulkVersion.ToReplacement(JsonObject data, BoundResourceType type) => Scim11Body.ToReplacement(data, type, model.Tolerance);

    ValueTask<Written> IBulkVersion.PatchAsync(
        ResourceOperations operations, BoundResourceType type, string id, JsonObject data, Preconditions preconditions, string baseUrl, CancellationToken cancel) =>
        operations.ModifyAsync(type, id, resources.ReadPatch(data, type).Apply, preconditions, baseUrl, cancel);

    /// <summary>A result in the order of the XML schema; its status is an object here.</summary>
    private static JsonObject ToJson(BulkResult result)
    {
        var json = new JsonObject();
        if (result.Operation.Method is { } method)
            json["method"] = method;
        if (result.Operation.BulkId is { } bulkId)
            json["bulkId"] = bulkId;
        if (result.Version is not null)
            json["version"] = result.Version;
        if (result.Location is not null)
            json["location"] = result.Location;
        var status = new JsonObject { ["code"] = result.Status.ToString(CultureInfo.InvariantCulture) };
        if (result.Error is { } error)
            status["description"] = Scim11Urn.Reword(error.Detail);
        json["status"] = status;
        return json;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The SCIM 1.1 bulk operation {Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger log, string? method, string? path, Exception exception);
}
