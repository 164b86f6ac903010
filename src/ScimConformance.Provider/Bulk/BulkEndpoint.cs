using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>
/// /Bulk (RFC 7644 section 3.7). The job is checked as a whole before anything is executed; then results are sent while later operations are
/// still being executed, in the order of the operations, so that a result waits only for those before it.
/// </summary>
internal sealed partial class BulkEndpoint(ProviderModel model, ILogger<BulkEndpoint> log)
{
    /// <summary>Bytes after which what is written goes out to the client.</summary>
    private const int FlushAfter = 16 * 1024;

    internal async ValueTask ExecuteAsync(ScimRequest request)
    {
        DemandEdit(request.Caller);
        using var body = await BulkBody.ReadAsync(request.Http.Request, model.Options.BulkMaxPayloadBytes, MediaTypes.CheckBody, request.Cancel);
        var job = BulkJobReader.Read(body.Utf8, model.Limits, model.Options.BulkMaxOperations, ScimUrn.BulkRequest);
        var run = new BulkRun(
            job, body, model, request.Caller, request.BaseUrl, BulkVersion2.Instance, (operation, exception) => LogUnexpected(log, operation.Method, operation.Path, exception));
        var output = Start(request);
        var written = 0;
        await run.ExecuteAsync(async result =>
        {
            if (written++ > 0)
                output.Write(","u8);
            output.Write(JsonBuffer.Write(result, static (writer, result) => result.WriteTo(writer)));
            if (output.UnflushedBytes >= FlushAfter)
                await output.FlushAsync(request.Cancel);
        }, request.Cancel);
        output.Write("]}"u8);
        await output.FlushAsync(request.Cancel);
    }

    /// <exception cref="ScimException">403: the caller may change nothing at all.</exception>
    internal static void DemandEdit(Caller caller)
    {
        if ((caller.Permissions & (ScimPermissions.EditUsers | ScimPermissions.EditGroups)) == ScimPermissions.None)
            throw ScimError.Forbidden("These credentials are good for reading only; every operation of a bulk job writes.").ToException();
    }

    private static PipeWriter Start(ScimRequest request)
    {
        var response = request.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = request.MediaType;
        var output = response.BodyWriter;
        output.Write(JsonBuffer.Write(0, static (writer, _) => BulkResult.WriteStart(writer)));
        return output;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The bulk operation {Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger log, string? method, string? path, Exception exception);
}
