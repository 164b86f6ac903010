using System.CommandLine;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>The options of <c>serve</c> for more than one client: a file of credentials, OAuth 2.0, and how many requests a tenant may send.</summary>
internal sealed class AccessOptions
{
    private readonly Option<string?> _file = new("--credentials") { Description = "JSON file with credentials, OAuth clients and token issuers, each with its tenant and permissions; read again when it changes.", HelpName = "FILE" };
    private readonly Option<string[]> _clients = new("--oauth-client") { Description = "An OAuth client that gets tokens from the token endpoint by the client credentials grant, repeatable; the same ID again adds a secret.", HelpName = "ID:SECRET", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _keys = new("--oauth-key") { Description = "File with a private key, PEM or JWK, by which tokens are signed, repeatable: the first one signs, all verify. Without it one is made at the start; several nodes over one database need the same.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _lifetime = new("--oauth-lifetime") { Description = "Minutes that a token is good for, 60 to 360 (default 60).", HelpName = "MINUTES" };
    private readonly Option<int?> _rate = new("--rate-limit") { Description = "The most requests a second of each tenant; more are answered with 429 and Retry-After.", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _file, _clients, _keys, _lifetime, _rate })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether clients have a way in by these options, so that no token has to be made up.</summary>
    public bool LetIn(ParseResult parsed) => parsed.GetValue(_file) is not null || parsed.GetValue(_clients) is { Length: > 0 };

    /// <summary>The secrets on the command line.</summary>
    public IEnumerable<string> Secrets(ParseResult parsed) => Clients(parsed).Select(client => client.Secret);

    /// <summary>Sets who is let in and how often.</summary>
    /// <exception cref="UsageException">A value is malformed, or a file cannot be read.</exception>
    public void Apply(ParseResult parsed, ReferenceOptions options)
    {
        options.CredentialsFile = parsed.GetValue(_file);
        if (options.CredentialsFile is { } file && !File.Exists(file))
        {
            throw new UsageException($"--credentials {file}: there is no such file.");
        }

        foreach (var client in Clients(parsed).GroupBy(c => c.Id, StringComparer.Ordinal))
        {
            options.OAuth.Clients.Add(new ScimOAuthClient { Id = client.Key, Secrets = [.. client.Select(c => new ScimClientSecret(c.Secret))] });
        }

        foreach (var key in parsed.GetValue(_keys) ?? [])
        {
            options.OAuth.SigningKeys.Add(Read(key));
        }

        if (parsed.GetValue(_lifetime) is { } minutes)
        {
            options.OAuth.TokenLifetime = minutes is >= 60 and <= 360 ? TimeSpan.FromMinutes(minutes) : throw new UsageException($"--oauth-lifetime {minutes} must be from 60 to 360 minutes.");
        }

        if (parsed.GetValue(_rate) is { } rate)
        {
            options.RateLimit = rate >= 1 ? new ScimRateLimit(rate) : throw new UsageException($"--rate-limit {rate} must be 1 or more.");
        }
    }

    private IEnumerable<(string Id, string Secret)> Clients(ParseResult parsed) => (parsed.GetValue(_clients) ?? []).Select(text =>
        text.Split(':', 2) is [{ Length: > 0 } id, { Length: > 0 } secret] ? (id, secret) : throw new UsageException("--oauth-client must have the form ID:SECRET, with a colon between them."));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--oauth-key {path}: the file cannot be read: {e.Message}");
        }
    }
}
