using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The one place where errors become Error messages (RFC 7644 section 3.12), and where an unexpected exception ends.</summary>
/// <param name="next">What may fail.</param>
/// <param name="log">Hears of what nobody expected.</param>
/// <param name="writeBody">Writes an error in a form of its own; null for that of RFC 7644.</param>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> log, Func<HttpContext, ScimError, ValueTask>? writeBody = null)
{
    internal async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (ScimException exception)
        {
            await WriteAsync(http, exception.Error);
        }
        catch (BadHttpRequestException exception)
        {
            await WriteAsync(http, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ScimError.PayloadTooLarge("The body is longer than the server accepts.")
                : new ScimError(exception.StatusCode, null, "The request is not well-formed HTTP."));
        }
        catch (ScimStoreException exception)
        {
            LogStore(log, http.Request.Method, RouteOf(http), exception.Message);
            if (exception.RetryAfter is { } seconds && !http.Response.HasStarted)
                http.Response.Headers.RetryAfter = seconds;
            await WriteAsync(http, exception.Error);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            LogUnexpected(log, http.Request.Method, RouteOf(http), exception);
            await WriteAsync(http, new ScimError(500, null, "The service provider failed to process the request; its log has the cause. Trying again may help."));
        }
    }

    /// <summary>The endpoint without what varies: some clients put the names of people into paths.</summary>
    private static string RouteOf(HttpContext http) => http.Features.Get<ScimRequestInfo>()?.Route ?? "a request";

    private async Task WriteAsync(HttpContext http, ScimError error)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        await (writeBody is not null
            ? writeBody(http, error)
            : Reply.JsonAsync(http, error.Status, MediaTypes.Scim, JsonBuffer.Write(error, static (writer, error) => error.WriteTo(writer))));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed: {Reason}")]
    private static partial void LogStore(ILogger log, string method, string route, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger log, string method, string route, Exception exception);
}
