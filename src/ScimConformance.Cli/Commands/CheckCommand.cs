using System.CommandLine;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Cli;

/// <summary><c>check [URL]</c>: runs checks against an endpoint and reports.</summary>
internal static class CheckCommand
{
    public static Command Create(Screen screen, string[] args)
    {
        var url = Options.Url();
        var scim11 = Options.Scim11Url();
        var judgement = new JudgementOptions();
        var acceptance = new AcceptanceOptions();
        var credentials = new CredentialOptions();
        var secondTenant = new SecondTenantOptions();
        var run = new RunOptions();
        var reports = new ReportOptions();
        var journal = Options.Journal();
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the requests of the run and send none of them." };
        var accept = Options.AcceptSideEffects();
        var profile = new ProfileOption();

        var command = new Command("check", "Runs the checks against an endpoint and writes a report.")
        {
            url,
        };
        command.Options.Add(scim11);
        judgement.AddTo(command);
        acceptance.AddTo(command);
        credentials.AddTo(command);
        secondTenant.AddTo(command);
        run.AddTo(command);
        command.Options.Add(journal);
        command.Options.Add(dryRun);
        command.Options.Add(accept);
        command.Options.Add(profile);
        reports.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var target = parsed.GetValue(url);
            var face = parsed.GetValue(scim11) is { } text ? Inputs.BaseUrl(text) : null;
            var judged = judgement.Read(parsed, ref target, face is not null);
            var address = target is null ? face : Inputs.BaseUrl(target);
            if (target is not null && address == face)
            {
                throw new UsageException($"The URL and --scim11-url are the same: give --scim11-url {face} alone if the endpoint speaks SCIM 1.1 and nothing else.");
            }

            var dry = parsed.GetValue(dryRun);
            Inputs.RequireConsent(address, parsed.GetValue(accept) || dry);
            Inputs.RequireConsent(face, parsed.GetValue(accept) || dry);
            var settings = new CheckSettings
            {
                Url = address,
                Scim11Url = face,
                Profile = Profile(profile.Read(parsed), address),
                Judgement = judged,
                Acceptance = acceptance.Read(parsed, judged.Catalogue),
                Credentials = credentials.Read(parsed, address, run.Timeout(parsed)),
                SecondTenant = secondTenant.Read(parsed, address),
                Parallel = run.Parallel(parsed),
                Timeout = run.Timeout(parsed),
                Rate = run.Rate(parsed),
                Load = run.Load(parsed),
                Data = run.Data(parsed),
                Journal = parsed.GetValue(journal),
                Arguments = args,
                Reports = dry ? ReportFiles.None : reports.Files(parsed, byDefault: address is null),
                Detail = reports.Detail(parsed),
            };
            return dry ? new DryRun(screen, settings).RunAsync(cancellation) : new CheckRun(screen, settings).RunAsync(cancellation);
        });
        return command;
    }

    private static ApplicationProfile? Profile(ApplicationProfile? profile, Uri? address) => profile is null || address is null
        ? profile
        : throw new UsageException("--profile says how the reference provider behaves, which is started where no URL is given: leave one of them out.");
}
