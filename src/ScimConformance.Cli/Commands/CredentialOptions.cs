using System.CommandLine;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The options that say what requests authenticate with. Each secret can come from the environment instead, where other processes do not see it.</summary>
internal sealed class CredentialOptions
{
    private readonly Option<string?> _token = Options.Token();
    private readonly Option<string?> _basic = Options.Basic();
    private readonly Option<string?> _tokenUrl = new("--oauth-token-url") { Description = "Token endpoint that gives bearer tokens by the client credentials grant (RFC 6749 section 4.4).", HelpName = "URL" };
    private readonly Option<string?> _clientId = new("--client-id") { Description = "The client's id there; else the environment variable SCIM_CLIENT_ID.", HelpName = "ID" };
    private readonly Option<string?> _clientSecret = new("--client-secret") { Description = "The client's secret there; else the environment variable SCIM_CLIENT_SECRET.", HelpName = "S" };
    private readonly Option<string?> _scope = new("--scope") { Description = "The scopes to ask for there, separated by spaces.", HelpName = "SCOPE" };
    private readonly Option<string> _clientAuth = new("--client-auth") { Description = "How the client shows its secret there: basic (default) or body.", HelpName = "basic|body", DefaultValueFactory = _ => "basic" };
    private readonly Option<string[]> _headers = new("--header") { Description = "A header \"Name: value\" for each request, repeatable; its value counts as a secret. Without other credentials it is what authenticates. Else the environment variable SCIM_HEADER.", HelpName = "HEADER", Arity = ArgumentArity.OneOrMore };

    /// <summary>The options whose values are secrets.</summary>
    public static IReadOnlyList<string> Secret { get; } = ["--token", "--basic", "--client-secret", "--header", "--second-token", "--second-basic", "--oauth-client"];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _token, _basic, _tokenUrl, _clientId, _clientSecret, _scope, _clientAuth, _headers })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The credentials for an endpoint of the user's.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="url">The endpoint; null for the reference provider, which has credentials of its own.</param>
    /// <param name="timeout">How long the token endpoint may take.</param>
    /// <exception cref="UsageException">Something is missing, malformed or contradictory.</exception>
    public ScimCredentials Read(ParseResult parsed, Uri? url, TimeSpan timeout)
    {
        var (token, basic, tokenUrl, headers) = (parsed.GetValue(_token), parsed.GetValue(_basic), parsed.GetValue(_tokenUrl), parsed.GetValue(_headers) ?? []);
        var given = new[] { ("--token", token), ("--basic", basic), ("--oauth-token-url", tokenUrl) }.Where(o => o.Item2 is not null).Select(o => o.Item1).ToList();
        Inputs.RequireUrlForCredentials(url, given.FirstOrDefault() ?? headers.FirstOrDefault());
        if (given.Count > 1)
        {
            throw new UsageException($"{string.Join(" and ", given)} exclude each other; give one of them.");
        }

        if (tokenUrl is null && (parsed.GetValue(_clientId) ?? parsed.GetValue(_clientSecret) ?? parsed.GetValue(_scope)) is not null)
        {
            throw new UsageException("--client-id, --client-secret and --scope are for a token endpoint: give its URL with --oauth-token-url.");
        }

        if (url is null)
        {
            return ScimCredentials.None;
        }

        if (headers.Length == 0 && Inputs.Variable("SCIM_HEADER") is { } variable)
        {
            headers = variable.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        var further = headers.Select(Header).ToList();
        var own = further.Any(h => h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        if (own && given.Count > 0)
        {
            throw new UsageException($"--header \"Authorization: …\" and {given[0]} exclude each other; give one of them.");
        }

        // What is given on the command line stands alone: a token left in the environment must not come with it.
        return (tokenUrl is not null ? OAuth(parsed, tokenUrl, timeout) : given.Count == 0 && own ? ScimCredentials.None : Inputs.Credentials(token, basic)).With(further);
    }

    private ScimCredentials OAuth(ParseResult parsed, string tokenUrl, TimeSpan timeout)
    {
        var id = parsed.GetValue(_clientId) ?? Inputs.Variable("SCIM_CLIENT_ID") ?? throw new UsageException("--oauth-token-url needs --client-id, or the environment variable SCIM_CLIENT_ID.");
        var secret = parsed.GetValue(_clientSecret) ?? Inputs.Variable("SCIM_CLIENT_SECRET") ?? throw new UsageException("--oauth-token-url needs --client-secret, or the environment variable SCIM_CLIENT_SECRET.");
        var authentication = parsed.GetValue(_clientAuth) switch
        {
            "basic" => ClientAuthentication.Basic,
            "body" => ClientAuthentication.Body,
            var other => throw new UsageException($"--client-auth '{other}' must be basic or body."),
        };
        if (!Uri.TryCreate(tokenUrl, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
        {
            throw new UsageException("--oauth-token-url must be an absolute URL without user name and password, for example https://login.example.com/oauth2/token.");
        }

        try
        {
            return ScimCredentials.OAuth(new OAuthClientCredentials(url, id, secret) { Scope = parsed.GetValue(_scope), Authentication = authentication, Timeout = timeout });
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--oauth-token-url '{url}' must start with https:// (http:// on this machine alone): the client's secret is sent there.");
        }
    }

    private static WireHeader Header(string text)
    {
        try
        {
            return WireHeader.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--header (or SCIM_HEADER): {e.Message}");
        }
    }
}
