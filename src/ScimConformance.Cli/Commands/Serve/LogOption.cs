using System.CommandLine;

namespace ScimConformance.Cli;

/// <summary>In which form <c>serve</c> writes down the requests.</summary>
internal sealed class LogOption
{
    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; } = new("--log-format")
    {
        Description = "One line a request as text (default) or json. Without secrets, identifiers of people and values of filters.",
        HelpName = "text|json",
    };

    /// <summary>The form.</summary>
    /// <exception cref="UsageException">There is no such form.</exception>
    public LogFormat Read(ParseResult parsed) => parsed.GetValue(Option) switch
    {
        null or "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        var other => throw new UsageException($"--log-format '{other}' must be text or json."),
    };
}

/// <summary>A form of log lines.</summary>
internal enum LogFormat
{
    Text,
    Json,
}
