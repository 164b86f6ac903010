using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace ScimConformance.Faults;

/// <summary>Puts a fault around a provider.</summary>
public static class FaultMiddleware
{
    /// <summary>Puts a fault around everything that follows in the pipeline. Must stand before routing.</summary>
    /// <param name="app">The application.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="basePath">The path at which SCIM is mapped, for example <c>/scim/v2</c>.</param>
    /// <param name="scim11Path">The path at which SCIM 1.1 is mapped, for example <c>/scim/v1</c>; null where it is not. A fault breaks one version and leaves the other whole.</param>
    /// <param name="furtherPaths">Paths at which it is mapped as well, such as that of another tenant.</param>
    public static IApplicationBuilder UseFault(this IApplicationBuilder app, Fault fault, string basePath, string? scim11Path, params IReadOnlyList<string> furtherPaths)
    {
        if (fault.Wire is not { } wire)
        {
            return app;
        }

        var state = new FaultState();
        return app.Use(next => async context =>
        {
            var isScim11 = scim11Path is not null && context.Request.Path.StartsWithSegments(scim11Path);
            if (isScim11 != fault.InScim11)
            {
                await next(context);
                return;
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var at = isScim11 ? scim11Path! : furtherPaths.FirstOrDefault(path => context.Request.Path.StartsWithSegments(path)) ?? basePath;
            var exchange = new FaultExchange(context, next, at, body.ToArray(), state);
            try
            {
                await wire(exchange);
            }
            catch (Exception e) when (IsUnforeseen(e))
            {
                // A fault breaks what it says and nothing else: where a hostile message is not what it is made for, the provider answers.
                await exchange.StandAsideAsync();
            }

            await exchange.SendAsync();
        });
    }

    /// <summary>Whether a fault met a message of another form than it reads.</summary>
    private static bool IsUnforeseen(Exception e) =>
        e is InvalidOperationException or InvalidCastException or NullReferenceException or ArgumentException or FormatException or KeyNotFoundException or JsonException;
}
