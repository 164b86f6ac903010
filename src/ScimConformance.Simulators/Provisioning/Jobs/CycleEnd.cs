using System.Globalization;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What follows from a cycle: quarantine or its end, the new watermark, the time of the next cycle, steady state.</summary>
internal static class CycleEnd
{
    /// <summary>Closes a cycle.</summary>
    public static void Close(JobContext job, ProvisioningCycle cycle, DateTimeOffset began)
    {
        DropExpired(job);
        var counts = cycle.Counts;
        var (failures, references) = job.State.Failures();
        var successes = counts.Where(c => c.Key != TurnOutcome.Failed).Sum(c => c.Value);
        // Where nothing happened nothing got better either: who is in quarantine for failures that wait stays there.
        var isLasting = successes == 0 && cycle.ObjectFailures == 0 && job.State.Facts.Quarantine?.Reason == Quarantine.EscrowProportion && failures >= job.Options.Quarantine.LeastFailures;
        var tooMany = isLasting || job.Options.Quarantine.IsExceeded(failures, references, cycle.ObjectFailures, successes);
        if (cycle.IsInitial && tooMany && cycle.Stop is null)
        {
            // Failures of an initial cycle are forgotten, and the job waits for somebody to look at it.
            job.State.ForgetEscrows();
            job.State.Change(f => f with { EscrowsPruned = true, IsStarted = false });
            job.Audit("Quarantine", "failure", "The initial cycle had too many failures; they were forgotten and the job paused.");
            tooMany = false;
        }

        if (cycle.Stop is { } stop)
        {
            Enter(job, Quarantine.Exception, stop.Reason);
        }
        else if (cycle.StagedCount > 0)
        {
            Enter(job, Quarantine.TooManyDeletes, $"{cycle.StagedCount} deletions met the threshold of {job.Options.DeletionThreshold} and wait for permission.");
        }
        else if (tooMany)
        {
            Enter(job, Quarantine.EscrowProportion, $"{failures} changes of objects and {references} of references failed, {successes} did not.");
        }
        else if (job.State.Facts.Quarantine is { } former && former.Reason != Quarantine.OnDemand)
        {
            Leave(job, former);
        }

        SwitchOff(job);
        job.State.Change(f => Next(f, job, cycle, began, failures + references));
        if (job.State.Facts is { Quarantine: { } lasting, IsSwitchedOff: false, NextCycle: { } due })
        {
            job.Audit("Quarantine", "failure", $"The job is in quarantine ({lasting.Reason}) since {ProvisioningLogRecord.Time(lasting.Began)}; the next cycle is due at {ProvisioningLogRecord.Time(due)}.");
        }

        job.State.Compact();
    }

    /// <summary>Puts the job into quarantine, or lets it stay there; a mail goes out when it enters and when the reason changes.</summary>
    public static void Enter(JobContext job, string reason, string detail)
    {
        var former = job.State.Facts.Quarantine;
        var quarantine = former is null ? new Quarantine(reason, detail, job.Now, 0) : former with { Reason = reason, Detail = detail };
        job.State.Change(f => f with { Quarantine = quarantine });
        if (former?.Reason != reason)
        {
            job.Audit("Quarantine", "failure", $"{reason}: {detail}");
            Mail(job, $"Provisioning for {job.Options.Application} is in quarantine", $"{detail} The provisioning job {job.JobId} was put into quarantine ({reason}). Cycles slow down to one a day, and after four weeks the job is switched off.");
        }
    }

    private static void Leave(JobContext job, Quarantine former)
    {
        job.State.Change(f => f with { Quarantine = null });
        job.Audit("Quarantine", "success", $"The reason ({former.Reason}) is gone; the job left quarantine.");
    }

    /// <summary>Escrows are kept for 28 days.</summary>
    private static void DropExpired(JobContext job)
    {
        var expired = job.State.Escrows().Where(e => !e.IsStaged && job.Now - e.FirstFailure >= RetrySchedule.Patience).ToList();
        foreach (var escrow in expired)
        {
            job.State.Release(escrow.ObjectId, escrow.IsReference);
            job.Audit("Escrow removed", "failure", $"{escrow.Kind} {escrow.ObjectId} failed {escrow.Attempts.ToString(CultureInfo.InvariantCulture)} times since {ProvisioningLogRecord.Time(escrow.FirstFailure)} ({escrow.ErrorCode}) and is not tried again until it changes.");
        }

        if (expired.Count > 0 && job.Options.SwitchesOffWithExpiredEscrow)
        {
            SwitchOff(job, "had failures that were tried again in vain for 28 days");
        }
    }

    private static void SwitchOff(JobContext job)
    {
        if (job.State.Facts is { Quarantine: { } quarantine, IsSwitchedOff: false } && job.Now - quarantine.Began >= job.Options.Quarantine.Patience)
        {
            SwitchOff(job, $"was in quarantine for more than four weeks ({quarantine.Reason}: {quarantine.Detail})");
        }
    }

    private static void SwitchOff(JobContext job, string why)
    {
        job.State.Change(f => f with { IsSwitchedOff = true });
        job.Audit("Disable provisioning", "failure", $"The job {why}.");
        Mail(job, $"Provisioning for {job.Options.Application} was switched off", $"The provisioning job {job.JobId} {why} and was switched off.");
    }

    private static JobFacts Next(JobFacts facts, JobContext job, ProvisioningCycle cycle, DateTimeOffset began, int escrowed)
    {
        var counts = cycle.Counts;
        var exported = counts.Where(c => c.Key is TurnOutcome.Created or TurnOutcome.Updated or TurnOutcome.Disabled or TurnOutcome.Deleted or TurnOutcome.Referenced).Sum(c => c.Value);
        var failed = counts.GetValueOrDefault(TurnOutcome.Failed);
        var complete = cycle.Stop is not null || (failed > 0 && counts.All(c => c.Key == TurnOutcome.Failed));
        var execution = new ExecutionFacts(
            cycle.Id, began, job.Now, cycle.Stop is not null ? "Failed" : failed > 0 ? "EntryLevelErrors" : "Succeeded", exported, escrowed, counts.Sum(c => c.Value));
        var steady = cycle.Stop is null && failed == 0 && escrowed == 0 && exported == 0 && cycle.StagedCount == 0;
        var quarantine = facts.Quarantine is { } q ? q with { Cycles = q.Cycles + 1 } : null;
        return facts with
        {
            // What was not looked at because the cycle stopped is looked at by the next one.
            Watermark = cycle.Stop is null ? cycle.Watermark : facts.Watermark,
            Mapping = MappingFingerprint.Of(job.Mapping),
            Cycles = facts.Cycles + 1,
            DeletesAllowed = false,
            Quarantine = quarantine,
            SuccessiveCompleteFailures = complete ? facts.SuccessiveCompleteFailures + 1 : 0,
            LastExecution = execution,
            LastSuccess = cycle.Stop is null ? execution : facts.LastSuccess,
            LastSuccessWithExports = cycle.Stop is null && exported > 0 ? execution : facts.LastSuccessWithExports,
            SteadyStateFirst = steady ? facts.SteadyStateFirst ?? job.Now : facts.SteadyStateFirst,
            SteadyStateLast = steady ? job.Now : facts.SteadyStateLast,
            NextCycle = began + ProvisioningJob.IntervalOf(job.Options, quarantine) is var due && due > job.Now ? due : job.Now,
        };
    }

    private static void Mail(JobContext job, string subject, string body)
    {
        if (job.Options.NotificationAddress is { } address)
        {
            job.Options.Log?.Write(new NotificationMail(job.Now, address, subject, body));
        }
    }
}
