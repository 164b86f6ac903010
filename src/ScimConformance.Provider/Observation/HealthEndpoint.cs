using System.Text;
using Microsoft.AspNetCore.Http;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Observation;

/// <summary>Tells whether the store can be reached, to whoever asks and without details: load balancers have no credentials, and neither have strangers.</summary>
internal sealed class HealthEndpoint(IResourceStores stores, ProviderModel model)
{
    // What watches over the provider gives up after a few seconds itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal async Task InvokeAsync(HttpContext http)
    {
        var isHealthy = await IsReachableAsync(http.RequestAborted);
        var body = Encoding.UTF8.GetBytes(isHealthy ? "healthy\n" : "unhealthy\n");
        http.Response.StatusCode = isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private async ValueTask<bool> IsReachableAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await stores.Of(ScimTenant.Default).GetAsync(model.Types[0], "healthz", patience.Token);
            return true;
        }
        catch (Exception exception) when (exception is ScimStoreException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }
}
