using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScimConformance.Harness;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>Writes one line a request: what was asked for in outline, by which tenant's client, and how it went. The line's request id goes to the client too, as X-Request-Id.</summary>
internal sealed class RequestLog(Screen screen, LogFormat format, Redactor redactor, TimeProvider clock)
{
    private const string RequestId = "X-Request-Id";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();

    public async Task LogAsync(HttpContext context, RequestDelegate next)
    {
        // Whoever watches over the provider asks every few seconds; a line of it tells nothing.
        if (context.Request.Path == ReferenceApplication.HealthPath)
        {
            await next(context);
            return;
        }

        var started = clock.GetTimestamp();
        // Taken before the pipeline runs: a fault may change the path, and a request for SCIM 1.1 its method.
        var (method, path, query) = (context.Request.Method, context.Request.Path, context.Request.Query);
        context.Response.Headers[RequestId] = context.TraceIdentifier;
        try
        {
            await next(context);
        }
        finally
        {
            var entry = new RequestLogEntry(
                clock.GetUtcNow(), redactor.Text(method), redactor.Text(RequestOutline.Path(path)), redactor.Text(RequestOutline.Query(query)), context.Response.StatusCode,
                clock.GetElapsedTime(started), context.Features.Get<ScimRequestInfo>(), context.TraceIdentifier);
            var line = format == LogFormat.Json ? Json(entry) : Text(entry);
            lock (_lock)
            {
                screen.Line(line);
            }
        }
    }

    private static string Text(RequestLogEntry entry)
    {
        var who = entry.Info is { Tenant: { } tenant } info ? $" tenant={tenant} client={info.Client}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Time:HH:mm:ss.fff} {entry.Method} {entry.Path}{(entry.Query.Length > 0 ? "?" : "")}{entry.Query} {entry.Status} {entry.Duration.TotalMilliseconds:0.0} ms{who} request={entry.RequestId}");
    }

    private static string Json(RequestLogEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("method", entry.Method);
            json.WriteString("path", entry.Path);
            json.WriteString("query", entry.Query);
            json.WriteString("route", entry.Info?.Route);
            json.WriteNumber("status", entry.Status);
            json.WriteNumber("durationMs", Math.Round(entry.Duration.TotalMilliseconds, 3));
            json.WriteString("tenant", entry.Info?.Tenant);
            json.WriteString("client", entry.Info?.Client);
            json.WriteString("requestId", entry.RequestId);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private sealed record RequestLogEntry(
        DateTimeOffset Time, string Method, string Path, string Query, int Status, TimeSpan Duration, ScimRequestInfo? Info, string RequestId);
}
