using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Writes each exchange as raw <c>.http</c> text when it is over and keeps none, for simulations too long to be kept. Credentials are blotted out. Safe for use from several tasks.</summary>
/// <param name="writer">Where to; the caller closes it.</param>
/// <param name="credentials">What must not show.</param>
public sealed class RunningTranscript(TextWriter writer, ScimCredentials credentials)
{
    private readonly Lock _lock = new();

    /// <summary>Writes one exchange, under a line that says what was asked and what came back.</summary>
    public void Write(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var title = $"{exchange.Request.Method} {exchange.Request.Url.AbsolutePath}: {(exchange.Response is { } response ? $"{response.Status}" : "no answer")}";
        // Tokens that are renewed are secrets that were not known before.
        var text = new Redactor(credentials).Text(HttpTranscript.Format(exchange, title, []));
        lock (_lock)
        {
            writer.Write(text);
        }
    }
}
