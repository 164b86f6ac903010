using System.Diagnostics;
using System.Globalization;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Cli;

/// <summary>Runs Entra's provisioning cycles with a made-up directory and shows what came of each.</summary>
internal sealed class EntraCycles(Screen screen, EntraSettings settings, Endpoint endpoint, long seed, string emailDomain, SimulationOrigin? origin)
{
    private static readonly (TurnOutcome Outcome, string Name, bool Always)[] Outcomes =
    [
        (TurnOutcome.Created, "created", true),
        (TurnOutcome.Updated, "updated", true),
        (TurnOutcome.Disabled, "disabled", false),
        (TurnOutcome.Deleted, "deleted", false),
        (TurnOutcome.Referenced, "references", false),
        (TurnOutcome.Unchanged, "unchanged", false),
        (TurnOutcome.Skipped, "skipped", false),
        (TurnOutcome.Failed, "failed", true),
    ];

    private readonly SimulatedClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<(CycleReport Report, TimeSpan Took)> _cycles = [];

    public async Task<int> RunAsync(string? transcriptPath, CancellationToken cancellation)
    {
        // What goes on is logged behind what was.
        var goesOn = SimulationOrigin.Of(settings.StateFile) is not null;
        await using var log = OutputFiles.Open("--log", settings.LogFile, append: goesOn);
        await using var transcript = OutputFiles.Open("--transcript", transcriptPath);
        screen.Line($"entra against {endpoint.Description}");
        var directory = IdpDirectory.Generate(new DirectoryPlan { Users = settings.Users, Groups = settings.Groups, Domain = emailDomain }, seed, _clock);
        Action<CycleProgress> progress = _ => { };
        using var job = CreateJob(directory, transcript, log, p => progress(p));
        GoOn(job, directory);
        var before = job.Status.Cycles;
        if (job.Status.ScheduleState != "Active")
        {
            job.Start();
        }

        try
        {
            for (var i = 0; i < settings.Cycles && job.Status.ScheduleState == "Active"; i++)
            {
                await screen.WatchCycleAsync($"cycle {i + 1} of {settings.Cycles}", told =>
                {
                    progress = told;
                    return CycleAsync(job, cancellation);
                });
                _clock.Advance(TimeSpan.FromMinutes(40));
                Change(directory, before + i);
            }
        }
        finally
        {
            Show(job);
            await RemoveAsync(job);
        }

        return _cycles[^1].Report is { Stopped: null } && job.Status is { Quarantine: null, Waiting: (0, 0) } ? ExitCode.Conformant : ExitCode.NotConformant;
    }

    /// <summary>Makes a directory that was made anew what it was when the simulation ended, and the clock show no earlier time.</summary>
    private void GoOn(ProvisioningJob job, IdpDirectory directory)
    {
        var status = job.Status;
        var cycles = status.Cycles;
        if (cycles + status.Users + status.Groups == 0)
        {
            return;
        }

        screen.Line(string.Create(CultureInfo.InvariantCulture, $"Going on from {settings.StateFile} after {cycles} cycles, with {status.Users} users and {status.Groups} groups linked."));
        for (var i = 0; i < cycles; i++)
        {
            Change(directory, i);
        }

        if (status.NextCycle is { } due && due > _clock.GetUtcNow())
        {
            _clock.Advance(due - _clock.GetUtcNow());
        }
    }

    private ProvisioningJob CreateJob(IdpDirectory directory, StreamWriter? transcript, StreamWriter? log, Action<CycleProgress> progress)
    {
        var target = new ScimTarget(endpoint.Target.BaseUrl)
        {
            Credentials = endpoint.Target.Credentials,
            CreateHandler = endpoint.Target.CreateHandler,
            Timeout = endpoint.Target.Timeout,
            Journal = endpoint.Target.Journal,
            Pacing = new RequestPacing(settings.Rate),
        };
        var connection = new ProvisioningConnection(target, Transcript: null)
        {
            Exchanged = transcript is null ? null : new RunningTranscript(transcript, target.Credentials).Write,
        };
        var options = new ProvisioningJobOptions
        {
            Application = target.BaseUrl.Host,
            AdoptsExisting = settings.StateFile is not null && target.IsLocal,
            Parallel = settings.Parallel,
            Seed = seed,
            StateFile = settings.StateFile,
            Origin = origin?.ToText(),
            Log = log is null ? null : new JsonLinesLog(log),
            NotificationAddress = log is null ? null : $"admin@{emailDomain}",
            Progress = progress,
            Clock = _clock,
        };
        try
        {
            return EntraProvisioning.CreateJob(connection, directory, new EntraOptions { Mapping = settings.Mapping, Wire = settings.Wire, MembersPerRequest = settings.Members }, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SimulationOrigin.CannotOpen(settings.StateFile, e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new UsageException(e.Message);
        }
    }

    private async Task<CycleReport> CycleAsync(ProvisioningJob job, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var report = await job.RunCycleAsync(cancellation);
        _cycles.Add((report, TimeProvider.System.GetElapsedTime(began)));
        return report;
    }

    /// <summary>The same people in every run: the first ones of each cycle's share.</summary>
    private void Change(IdpDirectory directory, int cycle)
    {
        if (settings.Changes > 0 && directory.Users.Count > 0)
        {
            foreach (var user in directory.Users.Skip(cycle * settings.Changes % directory.Users.Count).Take(settings.Changes).ToList())
            {
                directory.Change(user.Id, u => u with { Title = $"{u.Title.Split(" (")[0]} ({cycle + 1})" });
            }
        }
    }

    private void Show(ProvisioningJob job)
    {
        // An outcome that no cycle had would take the room of those that there were.
        var outcomes = Outcomes.Where(o => o.Always || _cycles.Any(c => c.Report[o.Outcome] > 0)).ToList();
        screen.Table(
            ["cycle", "kind", .. outcomes.Select(o => o.Name), "requests", "writes", "seconds", "requests/s"],
            _cycles.Select((c, i) => Row(i + 1, c.Report, c.Took, outcomes.Select(o => o.Outcome))).ToList());
        screen.Line();
        var status = job.Status;
        screen.Line($"Job {job.Id}: {status.Code}; {status.Users} users and {status.Groups} groups linked; {status.Waiting.Escrowed} failures wait for another try.");
        foreach (var why in _cycles.Select(c => c.Report.Stopped).OfType<string>().Distinct())
        {
            screen.Line($"Stopped: {new Redactor(endpoint.Target).Text(why)}");
        }

        using var process = Process.GetCurrentProcess();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"Peak memory of this process{(endpoint.Target.CreateHandler is null ? "" : ", the provider in it")}: {process.PeakWorkingSet64 / 1024 / 1024} MiB."));
    }

    private static IReadOnlyList<string> Row(int number, CycleReport report, TimeSpan took, IEnumerable<TurnOutcome> outcomes) =>
    [
        $"{number}",
        report.IsInitial ? "initial" : "incremental",
        .. outcomes.Select(o => $"{report[o]}"),
        $"{report.Requests}",
        $"{report.Writes}",
        took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        (report.Requests / Math.Max(took.TotalSeconds, 0.001)).ToString("0", CultureInfo.InvariantCulture),
    ];

    /// <summary>The provider in process goes with its memory; elsewhere what was created is removed, unless it is to be gone on with.</summary>
    private async Task RemoveAsync(ProvisioningJob job)
    {
        if (endpoint.Target.CreateHandler is not null)
        {
            return;
        }

        if (settings.StateFile is not null)
        {
            screen.Line($"What was created stays. The same command goes on from {settings.StateFile}.");
            return;
        }

        screen.Line("Removing what was created …");
        var left = await screen.WatchCycleAsync("removing", told => job.RemoveLinkedAsync((done, total) => told(new CycleProgress("objects", done, total))));
        foreach (var problem in left.Take(5))
        {
            screen.Errors.WriteLine(new Redactor(endpoint.Target).Text($"Left behind: {problem}"));
        }
    }
}
