using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ScimConformance.Cli;

/// <summary>Shows what the provider logs: what it is warned of, and which filters its store could not answer. One line each; the provider logs no secrets.</summary>
internal sealed class ProviderLog(Screen screen) : ILoggerProvider
{
    private const string Provider = "ScimConformance.Provider";

    /// <summary>Registers the log.</summary>
    public static Action<IServiceCollection> To(Screen screen) => services => services.AddLogging(logging => logging
        .AddProvider(new ProviderLog(screen))
        .AddFilter<ProviderLog>(null, LogLevel.None)
        .AddFilter<ProviderLog>(Provider, LogLevel.Information));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Lines(screen);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Lines(Screen screen) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                screen.Line($"{logLevel}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})")}");
            }
        }
    }
}
