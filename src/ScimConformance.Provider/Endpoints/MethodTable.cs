using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The methods of one kind of endpoint. HEAD goes where GET goes; OPTIONS lists them.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, Func<ScimRequest, ValueTask>> handlers;
    private readonly string allow;

    internal MethodTable(params (string Method, Func<ScimRequest, ValueTask> Handler)[] methods)
    {
        handlers = methods.ToDictionary(entry => entry.Method, entry => entry.Handler, StringComparer.Ordinal);
        if (handlers.TryGetValue(HttpMethods.Get, out var get))
            handlers.Add(HttpMethods.Head, get);
        allow = string.Join(", ", handlers.Keys.Append(HttpMethods.Options));
    }

    /// <summary>An endpoint whose every method is answered with 501 (RFC 7644 section 3.12).</summary>
    internal static MethodTable Unsupported(string detail) => new([.. new[] { HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete }
        .Select(method => (method, (Func<ScimRequest, ValueTask>)(_ => throw ScimError.NotImplemented(detail).ToException())))]);

    /// <exception cref="ScimException">405: the endpoint does not have the method.</exception>
    internal ValueTask InvokeAsync(ScimRequest request)
    {
        var http = request.Http;
        if (handlers.TryGetValue(http.Request.Method, out var handler))
            return handler(request);
        http.Response.Headers.Allow = allow;
        if (http.Request.Method == HttpMethods.Options)
            return Reply.NoContentAsync(request);
        throw new ScimError(405, null, $"{Resources.Shown.Text(http.Request.Method)} is not offered at this endpoint; it has {allow}.").ToException();
    }
}
