using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>Sends the provider's metrics to an OpenTelemetry collector where the standard environment variables name one.</summary>
internal static class MetricsExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>Begins to send; what is disposed of sends the rest.</summary>
    /// <returns>What sends, or null where no collector is named.</returns>
    /// <exception cref="UsageException">The collector's address is none.</exception>
    public static MeterProvider? Start()
    {
        var (own, all) = (Inputs.Variable(MetricsEndpoint), Inputs.Variable(Endpoint));
        if ((own ?? all) is not { } url)
        {
            return null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"{(own is null ? Endpoint : MetricsEndpoint)} is '{url}'; it must be an absolute URL such as http://localhost:4318.");
        }

        var resource = ResourceBuilder.CreateDefault();
        if (Inputs.Variable("OTEL_SERVICE_NAME") is null)
        {
            resource.AddService(CommandLine.Name, serviceVersion: CommandLine.Version);
        }

        return Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(ScimMetrics.MeterName)
            .AddOtlpExporter(exporter => Configure(exporter, own is null ? null : address))
            .Build();
    }

    private static void Configure(OtlpExporterOptions exporter, Uri? metricsAddress)
    {
        // The specification's default; the library's own is gRPC, which needs another port.
        if ((Inputs.Variable("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL") ?? Inputs.Variable("OTEL_EXPORTER_OTLP_PROTOCOL")) is not "grpc")
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        if (metricsAddress is not null)
        {
            exporter.Endpoint = metricsAddress;
        }
    }
}
