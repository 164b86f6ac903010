using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Writes one line a request, without secrets.</summary>
internal sealed class RequestLog(Screen screen, Redactor redactor, TimeProvider clock)
{
    private readonly Lock _lock = new();

    public async Task LogAsync(HttpContext context, RequestDelegate next)
    {
        var started = clock.GetTimestamp();
        // Taken before the pipeline runs: a fault may change the path.
        var target = redactor.Text(context.Request.GetEncodedPathAndQuery());
        try
        {
            await next(context);
        }
        finally
        {
            var line = $"{clock.GetLocalNow():HH:mm:ss} {context.Request.Method} {target} {context.Response.StatusCode} {clock.GetElapsedTime(started).TotalMilliseconds:0} ms";
            lock (_lock)
            {
                screen.Line(line);
            }
        }
    }
}
