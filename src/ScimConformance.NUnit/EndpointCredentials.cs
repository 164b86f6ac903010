using ScimConformance.Harness;

namespace ScimConformance;

/// <summary>The credentials that parameters and environment name. One set serves all targets of a run, so that they share one token.</summary>
internal static class EndpointCredentials
{
    private static readonly Lazy<ScimCredentials> Read = new(From);

    /// <exception cref="FormatException">A value is missing or malformed.</exception>
    public static ScimCredentials Value => Read.Value;

    /// <summary>The credentials of a second tenant, or null.</summary>
    /// <exception cref="FormatException">A value is malformed.</exception>
    public static ScimCredentials? Second => EndpointParameters.Get("Scim.Second.Token", "SCIM_SECOND_TOKEN") is { } token
        ? ScimCredentials.Bearer(token)
        : EndpointParameters.Get("Scim.Second.Basic", "SCIM_SECOND_BASIC") switch
        {
            null => null,
            var pair when pair.Split(':', 2) is [var user, var password] => ScimCredentials.Basic(user, password),
            _ => throw new FormatException("Scim.Second.Basic must be user:password."),
        };

    private static ScimCredentials From()
    {
        var headers = (EndpointParameters.Get("Scim.Header", "SCIM_HEADER") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Header);
        try
        {
            return Main().With(headers);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"Scim.Header: {e.Message}", e);
        }
    }

    private static ScimCredentials Main()
    {
        if (EndpointParameters.Get("Scim.Token", "SCIM_TOKEN") is { } token)
        {
            return ScimCredentials.Bearer(token);
        }

        if (EndpointParameters.Get("Scim.OAuth.TokenUrl", "SCIM_OAUTH_TOKEN_URL") is { } tokenUrl)
        {
            return OAuth(tokenUrl);
        }

        return EndpointParameters.Get("Scim.Basic", "SCIM_BASIC") switch
        {
            null => ScimCredentials.None,
            var pair when pair.Split(':', 2) is [var user, var password] => ScimCredentials.Basic(user, password),
            _ => throw new FormatException("Scim.Basic must be user:password."),
        };
    }

    private static ScimCredentials OAuth(string tokenUrl)
    {
        string Need(string parameter, string variable) => EndpointParameters.Get(parameter, variable)
            ?? throw new FormatException($"Scim.OAuth.TokenUrl needs {parameter}, or the environment variable {variable}.");
        if (!Uri.TryCreate(tokenUrl, UriKind.Absolute, out var url))
        {
            throw new FormatException($"Scim.OAuth.TokenUrl is '{tokenUrl}'; it must be an absolute URL.");
        }

        try
        {
            return ScimCredentials.OAuth(new OAuthClientCredentials(url, Need("Scim.OAuth.ClientId", "SCIM_CLIENT_ID"), Need("Scim.OAuth.ClientSecret", "SCIM_CLIENT_SECRET"))
            {
                Scope = EndpointParameters.Get("Scim.OAuth.Scope", "SCIM_SCOPE"),
                Authentication = (EndpointParameters.Get("Scim.OAuth.ClientAuth", "SCIM_CLIENT_AUTH") ?? "basic") switch
                {
                    "basic" => ClientAuthentication.Basic,
                    "body" => ClientAuthentication.Body,
                    var other => throw new FormatException($"Scim.OAuth.ClientAuth is '{other}'; it must be basic or body."),
                },
            });
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"Scim.OAuth.TokenUrl: {e.Message}", e);
        }
    }

    private static WireHeader Header(string line)
    {
        try
        {
            return WireHeader.Parse(line);
        }
        catch (FormatException e)
        {
            throw new FormatException($"Scim.Header: {e.Message}", e);
        }
    }
}
