using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Testing;

namespace ScimConformance.Endurance;

/// <summary>Serves the reference provider with each fault as <c>serve --fault</c> does, over HTTP and with tolerance on, and runs the checks that the fault names.</summary>
internal static class ServedFaults
{
    /// <summary>Runs every fault.</summary>
    /// <param name="progress">Told a line for each fault that does not turn red what it names, and for every fiftieth.</param>
    /// <returns>How many faults kept their promise, and the ids of those that did not.</returns>
    public static async Task<(int Kept, IReadOnlyList<string> Broken)> RunAsync(Action<string> progress)
    {
        var broken = new List<string>();
        for (var place = 0; place < FaultCatalogue.All.Count; place++)
        {
            var fault = FaultCatalogue.All[place];
            var missed = await MissedAsync(fault);
            if (missed.Count > 0)
            {
                broken.Add(fault.Id);
                progress($"{fault.Id}: not red: {string.Join(", ", missed)}");
            }
            else if (place % 50 == 49)
            {
                progress($"{place + 1} of {FaultCatalogue.All.Count}");
            }
        }

        return (FaultCatalogue.All.Count - broken.Count, broken);
    }

    private static async Task<IReadOnlyList<string>> MissedAsync(Fault fault)
    {
        var options = new ReferenceOptions { Tolerance = ScimTolerance.All };
        await using var app = ReferenceApplication.Create(options, beforeProvider: pipeline => pipeline.UseFault(fault, ReferenceApplication.DefaultPath, ReferenceApplication.DefaultScim11Path, ReferenceApplication.SecondTenantPath));
        await app.StartAsync();
        var target = new ScimTarget(new Uri(app.Urls.First() + ReferenceApplication.DefaultPath))
        {
            Scim11BaseUrl = new Uri(app.Urls.First() + ReferenceApplication.DefaultScim11Path),
            Credentials = ScimCredentials.Bearer(ReferenceApplication.DefaultToken),
        }
            .WithSecondTenant(ScimCredentials.Bearer(ReferenceApplication.SecondToken), new Uri(app.Urls.First() + ReferenceApplication.SecondTenantPath));
        try
        {
            var entries = fault.Breaks.Select(id => FullCatalogue.Instance.Find(id)!).ToList();
            using var runner = await CheckRunner.ConnectAsync(target.WithLoad(FullCatalogue.LoadOf(entries)), new TestDataOptions { Seed = 1 });
            var outcomes = await new PlanRunner(runner).RunAsync(entries);
            return outcomes.Where(o => o.Status != CheckStatuses.WhenBroken(o.Entry.Level)).Select(o => $"{o.Entry.Check.Id} ({o.Status}: {o.Reason})").ToList();
        }
        catch (UnusableTargetException e)
        {
            return [e.Message];
        }
    }
}
