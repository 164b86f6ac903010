using System.Globalization;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: as many requests a second as applications of its gallery have to bear. It is played where a run allows load.</summary>
internal static class EntraLoadScenarios
{
    /// <summary>How many requests a second an application has to bear for each tenant.</summary>
    public const double Rate = 25;

    /// <summary>So many requests are on their way at most, so that answers may take two seconds.</summary>
    private const int Parallel = 50;

    /// <summary>How much longer than planned it may take, for the beginning and for what the network holds back now and then.</summary>
    private const double Tolerance = 1.2;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static CheckGroup Group { get; } = new("ENTRA-LOAD", "Entra: many people at once", new EntraScenario[]
    {
        new("ENTRA-LOAD-001", "a first cycle with many people is borne at 25 requests a second", "ENTRA-LOAD-01", PlayAsync)
        {
            Options = EntraSteps.Maps("active", "displayName"),
            Rate = Rate,
            Job = new ProvisioningJobOptions { Parallel = Parallel },
            Needs = [Needs.Users, Needs.Load],
        },
    }.Select(s => s.ToCheck() with { Isolation = Isolation.Alone }).ToList());

    private static async Task PlayAsync(CheckContext scim, EntraClient entra, IdpUser first)
    {
        CheckContext.ApplicableIf(scim.Target.Pacing.SoFar.Rate is not < Rate, $"the run sends fewer than {Rate} requests a second");
        var people = new List<IdpUser> { first };
        while (people.Count < scim.Profile.Load)
        {
            var person = entra.Directory.AddUser(entra.Directory.NewGuid(), scim.Email(scim.NewName()));
            entra.Directory.Assign(person.Id);
            people.Add(person);
        }

        var began = scim.Target.Clock.GetTimestamp();
        entra.Job.Start();
        var report = await entra.Job.RunCycleAsync(scim.Cancellation);
        var took = scim.Target.Clock.GetElapsedTime(began);
        var planned = TimeSpan.FromSeconds(report.Requests / Rate);
        scim.Expect(
            report[TurnOutcome.Created] == people.Count && report.Stopped is null,
            $"{people.Count} accounts",
            $"{report[TurnOutcome.Created]}; {report.Stopped ?? entra.Steps.FirstOrDefault(s => !s.Succeeded)?.Problem}");
        var ids = people.Select(p => entra.LinkOf(p.Id)).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        scim.Expect(ids == report[TurnOutcome.Created], "an account of its own for each person", $"{ids} different ids");
        scim.Expect(entra.Pacing.SoFar is { Answers: 0 }, "no answer that asks to wait (429, 503)", entra.Pacing.SoFar.Told ?? "none");
        scim.Expect(took <= (planned * Tolerance) + Grace, $"{report.Requests} requests in {Seconds(planned)} s", $"{Seconds(took)} s");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
