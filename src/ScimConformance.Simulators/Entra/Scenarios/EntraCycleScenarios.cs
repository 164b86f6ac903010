using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: whole cycles of a job, and what becomes of the job.</summary>
internal static class EntraCycleScenarios
{
    private const string Manager = $"{EntraSteps.Enterprise}:manager";

    public static CheckGroup Group { get; } = new("ENTRA-CYCLES", "Entra: provisioning cycles", new EntraScenario[]
    {
        // A 404 to the probe or to a match puts the job into quarantine, however many others were answered well.
        new("ENTRA-CYCLE-002", "the first cycle creates its person, and the job stays out of quarantine", "ENTRA-CYCLE-02", async (scim, entra, user) =>
        {
            entra.Job.Start();
            await RunCycleAsync(scim, entra);
            scim.Expect(entra.Job.Status.Quarantine is null, "a job that is active", $"quarantine: {entra.Job.Status.Quarantine?.Detail}");
            scim.Expect(entra.LinkOf(user.Id) is not null, "an account", "none");
        })
        { Options = EntraSteps.Maps("active"), Probes = 1, Job = new ProvisioningJobOptions { ProbesGroups = false } },

        // A restart looks at everybody again.
        new("ENTRA-CYCLE-003", "a second cycle over everybody without a change writes nothing", "ENTRA-CYCLE-03", async (scim, entra, user) =>
        {
            var manager = entra.Directory.AddUser(entra.Directory.NewGuid(), scim.Email(scim.NewName()));
            entra.Directory.Assign(manager.Id);
            entra.Directory.Change(user.Id, u => u with { ManagerId = manager.Id });
            entra.Job.Start();
            var first = await entra.Job.RunCycleAsync(scim.Cancellation);
            CheckContext.Require(first[TurnOutcome.Failed] == 0 && first.Stopped is null, $"the first cycle had failures, which other checks judge: {Problem(entra, first)}");
            entra.Job.Restart(ResetScopes.Watermark);
            await RunCycleAsync(scim, entra, writes: false);
        })
        {
            Options = EntraSteps.Maps("active", "displayName", Manager),
            Needs = [Needs.Users, Needs.UserAttribute("displayName"), Needs.EnterpriseUser, Needs.UserAttribute(EntraSteps.Enterprise, "manager")],
        },

        new("ENTRA-CYCLE-004", "a month of cycles every forty minutes ends with both sides alike", "ENTRA-CYCLE-04", MonthAsync)
        { Options = EntraSteps.Maps("active", "title") with { MembersPerRequest = 20 }, TakesDays = true, Needs = [Needs.Users, Needs.Groups, Needs.UserAttribute("title")] },
    }.Select(s => s.ToCheck()).ToList());

    /// <summary>Two people and a group: one leaves on the second day and is deleted for good thirty days later; the other gets a new title, is away for four days, and leaves the group.</summary>
    private static async Task MonthAsync(CheckContext scim, EntraClient entra, IdpUser ada)
    {
        var directory = entra.Directory;
        var grace = directory.AddUser(directory.NewGuid(), scim.Email(scim.NewName()));
        directory.Assign(grace.Id);
        var group = directory.AddGroup(scim.NewName(), ada.Id, grace.Id);
        directory.Assign(group.Id);
        var events = new Queue<(int Day, Action Happens)>(
        [
            (1, () => directory.SoftDelete(grace.Id)),
            (3, () => directory.Change(ada.Id, u => u with { Title = "Countess" })),
            (5, () => directory.Change(ada.Id, u => u with { State = AccountState.Disabled })),
            (9, () => directory.Change(ada.Id, u => u with { State = AccountState.Enabled })),
            (12, () => directory.RemoveMember(group.Id, ada.Id)),
        ]);
        var began = directory.Clock.GetUtcNow();
        string? left = null;
        var problems = new HashSet<string>(StringComparer.Ordinal);
        entra.Job.Start();
        await entra.Job.RunUntilAsync(began + TimeSpan.FromDays(32), report =>
        {
            // What fails is tried again and again.
            if (IsFailure(report) && problems.Add(Problem(entra, report)))
            {
                ExpectNoFailure(scim, entra, report);
            }

            left ??= entra.LinkOf(grace.Id) is null ? null : entra.TargetOf(grace.Id);
            while (events.TryPeek(out var next) && directory.Clock.GetUtcNow() - began >= TimeSpan.FromDays(next.Day))
            {
                events.Dequeue().Happens();
            }
        }, scim.Cancellation);
        CheckContext.Require(left is not null && entra.LinkOf(ada.Id) is not null && entra.LinkOf(group.Id) is not null, "not everybody was created");
        (await scim.GetAsync(left!)).Accept(r => r.Is(404));
        var account = await scim.ReadAccountAsync(entra, ada.Id);
        account.Expect("active").Is(true);
        account.Expect("title").Is("Countess");
        var members = (await scim.GetAsync(entra.TargetOfGroup(group.Id))).Require(r => r.Is(200).WithJsonObject());
        members.Judge(!members.At("members").Show().Contains(entra.LinkOf(ada.Id)!, StringComparison.Ordinal), "a group that Ada has left", members.At("members").Show());
    }

    private static async Task RunCycleAsync(CheckContext scim, EntraClient entra, bool writes = true)
    {
        var report = await entra.Job.RunCycleAsync(scim.Cancellation);
        ExpectNoFailure(scim, entra, report);
        if (!writes)
        {
            var written = entra.Steps.TakeLast((int)report.Requests).Where(s => s.Method != "GET").Select(s => $"{s.Method} {s.Target}");
            scim.Expect(report.Writes == 0, "reads alone", string.Join(", ", written));
        }
    }

    private static void ExpectNoFailure(CheckContext scim, EntraClient entra, CycleReport report)
    {
        if (IsFailure(report))
        {
            scim.Expect(false, "a cycle without failure", Problem(entra, report));
        }
    }

    private static bool IsFailure(CycleReport report) => report[TurnOutcome.Failed] > 0 || report.Stopped is not null;

    private static string Problem(EntraClient entra, CycleReport report) => report.Stopped ?? entra.Steps.LastOrDefault(s => !s.Succeeded)?.Problem ?? "a failure";
}
