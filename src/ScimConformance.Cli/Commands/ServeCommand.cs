using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Cli;

/// <summary><c>serve</c>: the reference provider on a port, whole or broken on purpose.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5000";

    public static Command Create(Screen screen)
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen (default {DefaultUrls}); port 0 takes a free port.", HelpName = "U" };
        var token = Options.Token("Bearer token that clients must send; a random one when neither --token nor --basic is given.");
        var basic = Options.Basic("User name and password that clients may send by HTTP Basic.");
        var strict = new Option<bool>("--no-tolerance") { Description = "Keep to the letter of the RFCs where identity providers leave them." };
        var fault = new Option<string?>("--fault") { Description = "Break it on purpose; 'list faults' shows how.", HelpName = "ID" };
        var command = new Command("serve", "Serves the reference provider, in memory, until Ctrl+C.") { urls, token, basic, strict, fault };
        command.SetAction(async (parsed, cancellation) =>
        {
            var broken = parsed.GetValue(fault) is { } id ? FaultNames.Find(id) : null;
            var secrets = new ServeCredentials(parsed.GetValue(token), parsed.GetValue(basic));
            var options = new ReferenceOptions { Tolerance = parsed.GetValue(strict) ? ScimTolerance.None : ScimTolerance.All };
            foreach (var credential in secrets.Accepted)
            {
                options.Credentials.Add(credential);
            }

            var log = new RequestLog(screen, new Redactor(secrets.Secrets), TimeProvider.System);
            await using var app = ReferenceApplication.Create(options, ListenUrls.Check(parsed.GetValue(urls) ?? DefaultUrls), beforeProvider: pipeline =>
            {
                pipeline.Use(log.LogAsync);
                if (broken is not null)
                {
                    pipeline.UseFault(broken, options.Path);
                }
            });
            await ListenUrls.StartAsync(app, cancellation);
            ShowStart(screen, app.Urls, options, broken, secrets);
            await app.WaitForShutdownAsync(cancellation);
            screen.Line("Stopped.");
            return ExitCode.Conformant;
        });
        return command;
    }

    private static void ShowStart(Screen screen, IEnumerable<string> urls, ReferenceOptions options, Fault? fault, ServeCredentials secrets)
    {
        var bases = urls.Select(u => u.TrimEnd('/') + options.Path).ToList();
        foreach (var url in bases)
        {
            screen.Line($"Serving SCIM 2.0 at {url}");
        }

        screen.Line(options.Tolerance.Count > 0 ? "Tolerance towards identity providers is on; --no-tolerance keeps to the RFCs." : "Strict: no tolerance towards identity providers.");
        if (fault is not null)
        {
            screen.Line($"Broken on purpose: {fault.Id}: {fault.Title}. Breaks {string.Join(", ", fault.Breaks)}.");
        }

        if (secrets.Generated is { } token)
        {
            screen.Line($"Token: {token}");
        }

        var user = secrets.Generated is null && secrets.HasBasic ? "-u \"$SCIM_BASIC\"" : "-H \"Authorization: Bearer $SCIM_TOKEN\"";
        screen.Line();
        screen.Line("In another terminal:");
        screen.Line(secrets.Generated is { } generated
            ? $"  export SCIM_TOKEN={generated}"
            : $"  export {(secrets.HasBasic ? "SCIM_BASIC=user:password" : "SCIM_TOKEN=the-token")}   # what was given to 'serve'");
        screen.Line($"  curl {user} {bases[0]}/Users");
        screen.Line($"  {CommandLine.Name} check {bases[0]}");
        screen.Line();
        screen.Line("Everything is in memory and gone after Ctrl+C.");
    }

    /// <summary>What clients must present.</summary>
    private sealed class ServeCredentials
    {
        public ServeCredentials(string? token, string? basic)
        {
            if (token is null && basic is null)
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

            HasBasic = token is null;
        }

        /// <summary>The token that was made up because none was given.</summary>
        public string? Generated { get; }

        /// <summary>Whether Basic is the only way in.</summary>
        public bool HasBasic { get; }

        public List<ScimCredential> Accepted { get; } = [];

        public List<string> Secrets { get; } = [];
    }
}
