using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Reads what the user gave: URLs, credentials, templates. Every problem is a <see cref="UsageException"/> that names the option, the value and the way out; secrets are never repeated.</summary>
internal static class Inputs
{
    public static Uri BaseUrl(string text)
    {
        if (text.StartsWith('-'))
        {
            throw new UsageException($"There is no option '{text}'; '{CommandLine.Name} check --help' shows what there is.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new UsageException($"The URL '{text}' must be absolute and start with http:// or https://, for example https://example.com/scim/v2.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new UsageException("The URL must not carry user name and password; give --basic USER:PASSWORD, or set SCIM_BASIC.");
        }

        if (url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new UsageException($"The URL '{text}' must not have a query or a fragment (RFC 7644 section 1.3): give the base URL, where /Users begins.");
        }

        return url;
    }

    /// <summary>The host must be this machine, or the user must have agreed to what a run does there.</summary>
    public static void RequireConsent(Uri? url, bool accepted)
    {
        if (url is { IsLoopback: false } && !accepted)
        {
            throw new UsageException($"{url.Host} is not this machine: the run creates, changes and deletes resources there. If that is what you want, give --accept-side-effects.");
        }
    }

    /// <summary>Without a URL the reference provider is started, which has credentials of its own.</summary>
    public static void RequireUrlForCredentials(Uri? url, string? credentials)
    {
        if (url is null && credentials is not null)
        {
            throw new UsageException("--token, --basic, --oauth-token-url and --header are for an endpoint of yours: give its URL as well. Without a URL the reference provider is started, which needs none of them.");
        }
    }

    /// <summary>The credentials from the options, of which one at most is given, else from the environment, else none.</summary>
    public static ScimCredentials Credentials(string? token, string? basic)
    {
        if (token is null && basic is null)
        {
            token = Variable("SCIM_TOKEN");
            basic = token is null ? Variable("SCIM_BASIC") : null;
        }

        if (token is not null)
        {
            RequireHeaderText(token, "The token (--token or SCIM_TOKEN)");
            return ScimCredentials.Bearer(token);
        }

        return basic is null ? ScimCredentials.None : Basic(basic);
    }

    /// <summary>Splits <c>USER:PASSWORD</c> at the first colon (RFC 7617: a user name has none).</summary>
    public static (string User, string Password) UserAndPassword(string basic)
    {
        var colon = basic.IndexOf(':');
        return colon > 0
            ? (basic[..colon], basic[(colon + 1)..])
            : throw new UsageException("--basic (or SCIM_BASIC) must have the form USER:PASSWORD, with a colon between them.");
    }

    /// <summary>A JSON object from a file.</summary>
    public static JsonObject? Template(string? path, string option)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new UsageException($"{option} {path}: the file must hold one JSON object with the members to add, for example {{\"title\":\"Tester\"}}.");
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var column = ((e.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            throw new UsageException($"{option} {path}: no valid JSON at line {line}, column {column}. Mend the file; it must hold one JSON object, for example {{\"title\":\"Tester\"}}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path}: the file cannot be read: {e.Message}");
        }
    }

    /// <summary>A domain for generated e-mail addresses.</summary>
    public static string EmailDomain(string? domain) =>
        domain is null ? new TestDataOptions().EmailDomain
            : Uri.CheckHostName(domain) == UriHostNameType.Dns ? domain
            : throw new UsageException($"--email-domain '{domain}' is no domain name; give one such as example.com, without @.");

    /// <summary>A value that is to stand in an HTTP header.</summary>
    public static void RequireHeaderText(string value, string what)
    {
        if (value.Length == 0 || value.Any(c => c is <= ' ' or > '~'))
        {
            throw new UsageException($"{what} is empty or has characters that cannot stand in an HTTP header; give it as the server issued it, without spaces or line breaks.");
        }
    }

    private static ScimCredentials Basic(string basic)
    {
        var (user, password) = UserAndPassword(basic);
        return ScimCredentials.Basic(user, password);
    }

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
