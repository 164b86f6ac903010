using System.CommandLine;
using System.Security.Cryptography;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary><c>check [URL]</c>: runs checks against an endpoint and reports.</summary>
internal static class CheckCommand
{
    public static Command Create(Screen screen, string[] args)
    {
        var url = Options.Url();
        var judgement = new JudgementOptions();
        var token = Options.Token();
        var basic = Options.Basic();
        var reports = new ReportOptions();
        var seed = Options.Seed();
        var parallel = Options.Number("--parallel", "N", "How many checks run at the same time (default 1).", 1, 64);
        var timeout = Options.Timeout();
        var userTemplate = Options.File("--user-template", "JSON object merged into every user that is created; {unique}, {email} and {domain} are filled in.");
        var groupTemplate = Options.File("--group-template", "JSON object merged into every group that is created; {unique} and {domain} are filled in.");
        var emailDomain = Options.EmailDomain();
        var accept = Options.AcceptSideEffects();

        var command = new Command("check", "Runs the checks against an endpoint and writes a report.")
        {
            url,
        };
        judgement.AddTo(command);
        foreach (var option in new Option[] { token, basic, seed, parallel, timeout, userTemplate, groupTemplate, emailDomain, accept })
        {
            command.Options.Add(option);
        }

        reports.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var target = parsed.GetValue(url);
            var judged = judgement.Read(parsed, ref target);
            var address = target is null ? null : Inputs.BaseUrl(target);
            Inputs.RequireConsent(address, parsed.GetValue(accept));
            Inputs.RequireUrlForCredentials(address, parsed.GetValue(token) ?? parsed.GetValue(basic));

            var settings = new CheckSettings
            {
                Url = address,
                Judgement = judged,
                Credentials = Inputs.Credentials(parsed.GetValue(token), parsed.GetValue(basic)),
                Parallel = parsed.GetValue(parallel) ?? 1,
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout) ?? 30),
                Arguments = args,
                Data = new TestDataOptions
                {
                    Seed = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                    EmailDomain = Inputs.EmailDomain(parsed.GetValue(emailDomain)),
                    UserTemplate = Inputs.Template(parsed.GetValue(userTemplate), "--user-template"),
                    GroupTemplate = Inputs.Template(parsed.GetValue(groupTemplate), "--group-template"),
                },
                Reports = reports.Files(parsed, byDefault: address is null),
                Detail = reports.Detail(parsed),
            };
            return new CheckRun(screen, settings).RunAsync(cancellation);
        });
        return command;
    }
}
