using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Protocol.Messages;
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
        if ((request.Caller.Permissions & (ScimPermissions.EditUsers | ScimPermissions.EditGroups)) == ScimPermissions.None)
            throw ScimError.Forbidden("These credentials are good for reading only; every operation of a bulk job writes.").ToException();
        using var body = await BulkBody.ReadAsync(request.Http.Request, model.Options.BulkMaxPayloadBytes, request.Cancel);
        var job = BulkJobReader.Read(body.Utf8, model.Limits, model.Options.BulkMaxOperations);
        var run = new BulkRun(job, body, model, request.Caller, request.BaseUrl, (operation, exception) => LogUnexpected(log, operation.Method, operation.Path, exception));
        await ExecuteAsync(job, run, request);
    }

    private static async ValueTask ExecuteAsync(BulkJob job, BulkRun run, ScimRequest request)
    {
        var output = Start(request);
        var results = new BulkResult?[job.Operations.Count];
        var (next, written, errors) = (0, 0, 0);
        foreach (var step in BulkOrder.Of(job.Operations))
        {
            request.Cancel.ThrowIfCancellationRequested();
            foreach (var (place, result) in step.Zip(await run.ExecuteAsync(step, request.Cancel)))
            {
                results[place] = result;
                errors += result.Error is null ? 0 : 1;
            }

            for (; next < results.Length && results[next] is { } ready; next++)
                Write(output, ready, written++, results, next);
            if (errors >= job.FailOnErrors)
                break;
            if (output.UnflushedBytes >= FlushAfter)
                await output.FlushAsync(request.Cancel);
        }

        // After the errors that end a job, what was created early for the sake of others stands behind operations without result.
        for (; next < results.Length; next++)
            if (results[next] is { } ready)
                Write(output, ready, written++, results, next);
        output.Write("]}"u8);
        await output.FlushAsync(request.Cancel);
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

    private static void Write(PipeWriter output, BulkResult result, int written, BulkResult?[] results, int place)
    {
        if (written > 0)
            output.Write(","u8);
        output.Write(JsonBuffer.Write(result, static (writer, result) => result.WriteTo(writer)));
        results[place] = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The bulk operation {Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger log, string? method, string? path, Exception exception);
}
