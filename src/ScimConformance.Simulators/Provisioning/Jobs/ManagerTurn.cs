using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>The turn of one person's references (the manager), after all objects exist.</summary>
internal sealed class ManagerTurn(JobContext job, SourceObject source, TurnLog log)
{
    /// <summary>Why the turn failed; null when it did not.</summary>
    public ExportFailure? Failure { get; private set; }

    /// <summary>Whether a reference differs from what the application showed, or from nothing at all.</summary>
    /// <param name="job">The job.</param>
    /// <param name="source">The person.</param>
    /// <param name="shown">The user as the application showed it; null when it was just created.</param>
    public static bool IsNeeded(JobContext job, SourceObject source, JsonNode? shown) =>
        !source.IsSoftDeleted && job.Mapping.Users.Attributes.Any(l => l.IsReference && !(job.Evaluate(l, source).IsNullOrEmpty && (!job.Options.ClearsManager || ShownId(l, shown) is null)));

    /// <summary>Sets or changes the references.</summary>
    /// <param name="shown">The ids that the application showed, by target; nothing for a new user.</param>
    public async Task<TurnOutcome> RunAsync(IReadOnlyDictionary<string, string?> shown)
    {
        if (job.State.LinkOf(source.Id) is not { } link)
        {
            job.State.Release(source.Id, isReference: true);
            return TurnOutcome.Skipped;
        }

        try
        {
            var changes = new List<AttributeChange>();
            foreach (var line in job.Mapping.Users.Attributes.Where(l => l.IsReference))
            {
                Resolve(line, shown.GetValueOrDefault(line.Target.Text), changes);
            }

            if (changes.Count > 0)
            {
                log.Modify(changes);
                await job.SendAsync("manager", job.Dialect.Update(ProvisionedObjectType.User, link.TargetId, changes), ProvisioningAnswers.WhyNotDone, isAnchored: true).ConfigureAwait(false);
                log.Exported("Update", "success", () => $"User '{source.Name}' was updated in {job.Options.Application}");
                log.Write("Update", "success", link.TargetId);
            }

            job.State.Release(source.Id, isReference: true);
            return changes.Count > 0 ? TurnOutcome.Referenced : TurnOutcome.Unchanged;
        }
        catch (ExportFailedException e)
        {
            Failure = e.Failure;
            var escrow = job.Hold(source.Id, ProvisionedObjectType.User, isReference: true, e.Failure.ErrorCode);
            log.Failed("Update", e.Failure, escrow, isReference: true);
            log.Write("Update", "failure", link.TargetId, e.Failure.ErrorCode, e.Failure.Reason);
            return TurnOutcome.Failed;
        }
    }

    /// <summary>The id that the application shows for a reference.</summary>
    public static string? ShownId(AttributeMapping line, JsonNode? shown)
    {
        var present = line.Target.Read(shown);
        return present.Text() ?? present.Member("value").Text();
    }

    private void Resolve(AttributeMapping line, string? present, List<AttributeChange> changes)
    {
        var wanted = job.Evaluate(line, source).References;
        if (wanted.Count == 0)
        {
            if (job.Options.ClearsManager && !string.IsNullOrEmpty(present))
            {
                changes.Add(new AttributeChange(line.Target, MappingValue.Of(""), present, IsBoolean: false));
            }

            return;
        }

        if (job.State.LinkOf(wanted[0]) is { } target)
        {
            if (target.TargetId != present)
            {
                changes.Add(new AttributeChange(line.Target, MappingValue.Of(target.TargetId), present, IsBoolean: false));
            }

            return;
        }

        // Out of scope: provisioned without, and not repaired until a restart. On its way: tried again.
        var failure = new ExportFailure(ExportFailure.Unresolved, $"We were unable to assign {wanted[0]} as the {line.Target.Attribute} of {source.Name}.");
        if (job.State.EscrowOf(wanted[0], isReference: false) is not null)
        {
            throw new ExportFailedException(failure);
        }

        log.Resolved("warning", () => failure.Reason);
        log.Write("Other", "skipped", job.State.LinkOf(source.Id)?.TargetId, failure.ErrorCode, failure.Reason);
    }
}
