using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Observation;

/// <summary>Counts and times requests, for whoever listens to the meter "ScimConformance.Provider".</summary>
internal sealed class RequestMeter
{
    private static readonly string[] Methods =
        [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Head, HttpMethods.Options];

    private readonly ProviderModel model;
    private readonly TimeProvider clock;
    private readonly Counter<long> requests;
    private readonly Histogram<double> durations;

    public RequestMeter(IMeterFactory meters, ProviderModel model, TimeProvider clock)
    {
        (this.model, this.clock) = (model, clock);
        var meter = meters.Create(ScimMetrics.MeterName);
        requests = meter.CreateCounter<long>(ScimMetrics.Requests, "{request}", "Requests that the provider answered.");
        durations = meter.CreateHistogram<double>(ScimMetrics.Duration, "s", "How long the provider took to answer.");
    }

    /// <summary>The endpoints under a base path, observed.</summary>
    internal RequestDelegate Around(BasePath basePath, RequestDelegate endpoints) => http =>
    {
        var info = new ScimRequestInfo(model, basePath, http.Request.Path);
        http.Features.Set(info);
        return requests.Enabled || durations.Enabled ? MeasureAsync(http, info, endpoints) : endpoints(http);
    };

    private async Task MeasureAsync(HttpContext http, ScimRequestInfo info, RequestDelegate endpoints)
    {
        // A POST may stand for another method later on; what was sent counts.
        var method = Methods.FirstOrDefault(known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";
        var started = clock.GetTimestamp();
        await endpoints(http);
        var tags = new TagList
        {
            { "http.request.method", method },
            { "http.route", info.Route },
            { "http.response.status_code", http.Response.StatusCode },
            { "scim.tenant", info.Tenant ?? "" },
        };
        requests.Add(1, tags);
        durations.Record(clock.GetElapsedTime(started).TotalSeconds, tags);
    }
}
