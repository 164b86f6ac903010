using System.CommandLine;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The options that name a second tenant of the endpoint, by which checks see whether tenants are kept apart.</summary>
internal sealed class SecondTenantOptions
{
    private readonly Option<string?> _token = new("--second-token") { Description = "Bearer token of another tenant of the endpoint, for the checks that tenants are kept apart; else the environment variable SCIM_SECOND_TOKEN.", HelpName = "T" };
    private readonly Option<string?> _basic = new("--second-basic") { Description = "User name and password of another tenant; else the environment variable SCIM_SECOND_BASIC.", HelpName = "USER:PASSWORD" };
    private readonly Option<string?> _url = new("--second-url") { Description = "Base URL of the other tenant, where it has one of its own; else the environment variable SCIM_SECOND_URL.", HelpName = "URL" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _token, _basic, _url })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The second tenant; null where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="url">The endpoint; null for the reference provider, which has a second tenant of its own.</param>
    /// <exception cref="UsageException">Something is missing, malformed or contradictory.</exception>
    public SecondTenant? Read(ParseResult parsed, Uri? url)
    {
        var (token, basic, address) = (parsed.GetValue(_token), parsed.GetValue(_basic), parsed.GetValue(_url));
        if (url is null)
        {
            return (token ?? basic ?? address) is null ? null
                : throw new UsageException("--second-token, --second-basic and --second-url are for an endpoint of yours: give its URL as well. Without a URL the reference provider is started, which has a second tenant.");
        }

        if (token is not null && basic is not null)
        {
            throw new UsageException("--second-token and --second-basic exclude each other; give one of them.");
        }

        if (token is null && basic is null)
        {
            token = Inputs.Variable("SCIM_SECOND_TOKEN");
            basic = token is null ? Inputs.Variable("SCIM_SECOND_BASIC") : null;
        }

        address ??= Inputs.Variable("SCIM_SECOND_URL");
        if (token is null && basic is null)
        {
            return address is null ? null : throw new UsageException("--second-url (or SCIM_SECOND_URL) needs the credentials of that tenant: give --second-token or --second-basic.");
        }

        return new SecondTenant(Credentials(token, basic), address is null ? null : BaseUrl(address, url));
    }

    private static ScimCredentials Credentials(string? token, string? basic)
    {
        if (token is not null)
        {
            Inputs.RequireHeaderText(token, "The token (--second-token or SCIM_SECOND_TOKEN)");
            return ScimCredentials.Bearer(token);
        }

        return basic!.Split(':', 2) is [{ Length: > 0 } user, var password]
            ? ScimCredentials.Basic(user, password)
            : throw new UsageException("--second-basic (or SCIM_SECOND_BASIC) must have the form USER:PASSWORD, with a colon between them.");
    }

    /// <summary>Consent was given for one host; a second tenant lives there too.</summary>
    private static Uri BaseUrl(string address, Uri first)
    {
        var url = Inputs.BaseUrl(address);
        return url.Host.Equals(first.Host, StringComparison.OrdinalIgnoreCase) || (url.IsLoopback && first.IsLoopback)
            || url.Host.Split('.', 2)[^1].Equals(first.Host.Split('.', 2)[^1], StringComparison.OrdinalIgnoreCase)
            ? url
            : throw new UsageException($"--second-url {address} is not at {first.Host} nor beside it: it names another tenant of the same endpoint.");
    }
}

/// <summary>Another tenant of the endpoint.</summary>
/// <param name="Credentials">Its credentials.</param>
/// <param name="Url">Its base URL; null where it is that of the first.</param>
internal sealed record SecondTenant(ScimCredentials Credentials, Uri? Url);
