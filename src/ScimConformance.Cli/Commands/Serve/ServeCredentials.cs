using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using ScimConformance.Harness;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>The options of <c>serve</c> that say what clients must present.</summary>
internal sealed class ServeCredentialOptions
{
    private readonly Option<string?> _token = Options.Token("Bearer token that clients must send; a random one when nothing else lets clients in.");
    private readonly Option<string?> _basic = Options.Basic("User name and password that clients may send by HTTP Basic.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _token, _basic })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What clients must present.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Whether other options let clients in.</param>
    /// <exception cref="UsageException">A credential is malformed.</exception>
    public ServeCredentials Read(ParseResult parsed, bool others) => new(parsed.GetValue(_token), parsed.GetValue(_basic), others);
}

/// <summary>What clients of <c>serve</c> must present.</summary>
internal sealed class ServeCredentials
{
    public ServeCredentials(string? token, string? basic, bool others)
    {
        if (token is null && basic is null && !others)
        {
            Generated = token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        }

        if (token is not null)
        {
            Inputs.RequireHeaderText(token, "The token (--token)");
            Accepted.Add(ScimCredential.Bearer(token));
            Secrets.Add(token);
        }

        if (basic is not null)
        {
            var (user, password) = Inputs.UserAndPassword(basic);
            Accepted.Add(ScimCredential.Basic(user, password));
            Secrets.AddRange(ScimCredentials.Basic(user, password).Secrets);
        }

        HasToken = token is not null;
        HasBasic = basic is not null;
    }

    /// <summary>The token that was made up because none was given.</summary>
    public string? Generated { get; }

    /// <summary>Whether a bearer token is a way in.</summary>
    public bool HasToken { get; }

    /// <summary>Whether HTTP Basic is a way in.</summary>
    public bool HasBasic { get; }

    public List<ScimCredential> Accepted { get; } = [];

    public List<string> Secrets { get; } = [];
}
