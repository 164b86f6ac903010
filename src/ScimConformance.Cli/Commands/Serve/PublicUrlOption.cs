using System.CommandLine;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>Where clients on other machines reach <c>serve</c>.</summary>
internal sealed class PublicUrlOption
{
    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; } = new("--public-url")
    {
        Description = "The URL of the proxy or tunnel through which identity providers reach this machine; it stands in what they are to be told, and in locations.",
        HelpName = "URL",
    };

    /// <summary>Sets the URL. Whoever copied it with the path of SCIM is understood too.</summary>
    /// <exception cref="UsageException">It is no such URL.</exception>
    public void Apply(ParseResult parsed, ReferenceOptions options)
    {
        if (parsed.GetValue(Option) is not { } text)
        {
            return;
        }

        var trimmed = text.TrimEnd('/');
        var root = trimmed.EndsWith(options.Path, StringComparison.Ordinal) ? trimmed[..^options.Path.Length] : trimmed;
        options.PublicUrl = Uri.TryCreate(root, UriKind.Absolute, out var url) && url is { Scheme: "https" or "http", Query: "", Fragment: "", UserInfo: "" }
            ? url
            : throw new UsageException($"--public-url '{text}' must be an absolute URL without query such as https://abc.example.com.");
    }
}
