using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>The turn of one group's members, after all objects exist. The engine never reads members: it remembers which it exported.</summary>
internal sealed class MembersTurn(JobContext job, SourceObject source, TurnLog log)
{
    /// <summary>Why the turn failed; null when it did not.</summary>
    public ExportFailure? Failure { get; private set; }

    /// <summary>Removes and adds what changed since the last export.</summary>
    /// <param name="only">The members to look at, for on-demand provisioning; null for all.</param>
    public async Task<TurnOutcome> RunAsync(IReadOnlySet<string>? only = null)
    {
        if (job.State.LinkOf(source.Id) is not { } link || source.IsSoftDeleted || !MapsMembers)
        {
            job.State.Release(source.Id, isReference: true);
            return TurnOutcome.Skipped;
        }

        var wanted = job.Directory.MembersOf(source.Id);
        HashSet<string> exported = link.Members ?? [];
        var unresolved = new List<string>();
        var added = new List<(string SourceId, string TargetId)>();
        foreach (var member in wanted.Where(m => (link.ExportsMembersAgain || !exported.Contains(m)) && only?.Contains(m) != false))
        {
            if (job.State.LinkOf(member) is { IsManaged: true } found)
            {
                added.Add((member, found.TargetId));
            }
            else if (job.State.EscrowOf(member, isReference: false) is not null)
            {
                unresolved.Add(member);
            }
        }

        var gone = exported.Union(link.Uncertain ?? []).Where(m => !wanted.Contains(m)).ToList();
        // What was deleted in the application has left its groups there already.
        var removed = gone.Where(m => job.State.LinkOf(m) is not null).Select(m => (m, job.State.LinkOf(m)!.TargetId)).ToList();
        job.State.MarkMembers(source.Id, [], gone.Where(m => job.State.LinkOf(m) is null).ToList());
        try
        {
            var batches = job.Dialect.RemoveMembers(link.TargetId, removed).Concat(job.Dialect.AddMembers(link.TargetId, added));
            foreach (var batch in batches)
            {
                await ExportAsync(link, batch).ConfigureAwait(false);
            }

            if (unresolved.Count > 0)
            {
                throw new ExportFailedException(new ExportFailure(
                    ExportFailure.Unresolved, $"We were unable to assign {string.Join(", ", unresolved.Take(5))} as the members of {source.Name}."));
            }
        }
        catch (ExportFailedException e)
        {
            Failure = e.Failure;
            var escrow = job.Hold(source.Id, ProvisionedObjectType.Group, isReference: true, e.Failure.ErrorCode);
            log.Failed("Update", e.Failure, escrow, isReference: true);
            log.Write("Update", "failure", link.TargetId, e.Failure.ErrorCode, e.Failure.Reason);
            return TurnOutcome.Failed;
        }

        job.State.Release(source.Id, isReference: true);
        if (only is null)
        {
            job.State.MarkMembersExported(source.Id);
        }

        if (added.Count + removed.Count == 0)
        {
            return TurnOutcome.Unchanged;
        }

        log.Exported("Update", "success", () => $"Group '{source.Name}' was updated in {job.Options.Application}");
        log.Write("Update", "success", link.TargetId);
        return TurnOutcome.Referenced;
    }

    private bool MapsMembers => job.Mapping.Groups!.Attributes.Any(l => l.IsReference) && job.Mapping.Groups.Actions.HasFlag(TargetActions.Update);

    private async Task ExportAsync(ObjectLink link, MembersBatch batch)
    {
        var action = batch.IsAddition ? "add members" : "remove members";
        try
        {
            await job.SendAsync(action, batch.Request, ProvisioningAnswers.WhyNotDone, isAnchored: true).ConfigureAwait(false);
        }
        catch (ExportFailedException e) when (batch.IsAddition && e.Failure.LeavesDoubt)
        {
            job.State.MarkUncertain(source.Id, batch.SourceIds);
            throw;
        }

        job.State.MarkMembers(source.Id, batch.IsAddition ? batch.SourceIds : [], batch.IsAddition ? [] : batch.SourceIds);
        if (log.IsOn)
        {
            log.Modified.AddRange(batch.SourceIds.Select(id => job.State.LinkOf(id)?.TargetId ?? id)
                .Select(id => batch.IsAddition ? new ModifiedProperty("members", null, id) : new ModifiedProperty("members", id, null)));
        }
    }
}
