using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary><c>serve</c>: the reference provider on a port, whole or broken on purpose.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5000";

    public static Command Create(Screen screen)
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen (default {DefaultUrls}); port 0 takes a free port.", HelpName = "U" };
        var credentials = new ServeCredentialOptions();
        var access = new AccessOptions();
        var behaviour = new BehaviourOptions();
        var store = new StoreOption();
        var logging = new LogOption();
        var publicUrl = new PublicUrlOption();
        var command = new Command("serve", "Serves the reference provider until Ctrl+C.") { urls, publicUrl.Option, store.Option, logging.Option };
        credentials.AddTo(command);
        access.AddTo(command);
        behaviour.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var broken = behaviour.Fault(parsed);
            var secrets = credentials.Read(parsed, access.LetIn(parsed));
            secrets.Secrets.AddRange(access.Secrets(parsed));
            var options = new ReferenceOptions();
            access.Apply(parsed, options);
            behaviour.Apply(parsed, options);
            foreach (var credential in secrets.Accepted)
            {
                options.Credentials.Add(credential);
            }

            store.Apply(parsed, options);
            publicUrl.Apply(parsed, options);
            var log = new RequestLog(screen, logging.Read(parsed), new Redactor(secrets.Secrets), TimeProvider.System);
            using var metrics = MetricsExport.Start();
            await using var app = Build(options, ListenUrls.Check(parsed.GetValue(urls) ?? DefaultUrls), screen, pipeline =>
            {
                pipeline.Use(log.LogAsync);
                if (broken is not null)
                {
                    pipeline.UseFault(broken, options.Path, options.Scim11Path);
                }
            });
            await ListenUrls.StartAsync(app, cancellation);
            ServeStart.Show(screen, app.Urls, options, broken, secrets);
            await app.WaitForShutdownAsync(cancellation);
            screen.Line("Stopped.");
            return ExitCode.Conformant;
        });
        return command;
    }

    private static WebApplication Build(ReferenceOptions options, string urls, Screen screen, Action<IApplicationBuilder> beforeProvider)
    {
        try
        {
            return ReferenceApplication.Create(options, urls, ProviderLog.To(screen), beforeProvider);
        }
        catch (ArgumentException e)
        {
            // What the provider cannot work with was given on the command line, or stands in a file that was named there.
            throw new UsageException(e.Message);
        }
    }
}
