using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>One object's turn: import, scoping, matching, and what follows from them. References have a turn of their own.</summary>
internal sealed class ObjectTurn(JobContext job, SourceObject source, TurnLog log)
{
    private readonly ObjectMapping _mapping = job.MappingOf(source.Kind);
    private readonly Dictionary<string, string> _queries = new(StringComparer.Ordinal);

    /// <summary>The object as the application showed it during the turn; null when it was not looked at.</summary>
    public JsonNode? Shown { get; private set; }

    /// <summary>Why the turn failed; null when it did not.</summary>
    public ExportFailure? Failure { get; private set; }

    private string Name => $"{source.Kind} '{source.Name}'";

    private string Application => job.Options.Application;

    /// <summary>Brings the object in the application in line with its source.</summary>
    /// <param name="staged">Whether a deletion has to wait for permission.</param>
    public async Task<TurnOutcome> RunAsync(bool staged = false)
    {
        log.Imported(job.State.EscrowOf(source.Id, isReference: false) is { IsStaged: false });
        var link = job.State.LinkOf(source.Id);
        try
        {
            var outcome = await DecideAsync(link, staged).ConfigureAwait(false);
            if (outcome != TurnOutcome.Staged)
            {
                job.State.Release(source.Id, isReference: false);
            }

            return outcome;
        }
        catch (ExportFailedException e)
        {
            Failure = e.Failure;
        }
        catch (FormatException e)
        {
            // The mapping cannot be computed for this object.
            Failure = new ExportFailure("SchemaPropertyCanOnlyAcceptValue", e.Message);
        }

        var action = link is null ? "Add" : source.State == AccountState.HardDeleted ? "Delete" : "Update";
        var escrow = job.Hold(source.Id, source.Kind, isReference: false, Failure.ErrorCode);
        log.Failed(action, Failure, escrow, isReference: false);
        log.Write(action == "Add" ? "Create" : action, "failure", link?.TargetId, Failure.ErrorCode, Failure.Reason);
        return TurnOutcome.Failed;
    }

    /// <summary>Whether the object would be switched off or deleted now.</summary>
    public static bool IsDeprovisioning(JobContext job, SourceObject source) =>
        job.State.LinkOf(source.Id) is { IsManaged: true } link
        && job.MappingOf(source.Kind).Actions.HasFlag(DeletesWhenOut(job, source) ? TargetActions.Delete : TargetActions.Update)
        && (source.State == AccountState.HardDeleted || (source.IsSoftDeleted && !link.IsDisabled && !(job.Options.SkipOutOfScopeDeletions && !source.IsInScope)));

    private static bool DeletesWhenOut(JobContext job, SourceObject source) =>
        source.State == AccountState.HardDeleted || job.Options.DeletesInsteadOfDisabling || (source.Kind == ProvisionedObjectType.Group && job.Options.DeletesGroupsOutOfScope);

    private async Task<TurnOutcome> DecideAsync(ObjectLink? link, bool staged)
    {
        if (source.State == AccountState.HardDeleted)
        {
            return link is null ? Skip("EntrySynchronizationSkipped", "it was never provisioned") : await RemoveAsync(link, staged).ConfigureAwait(false);
        }

        if (job.MatchingOf(source.Kind).All(m => job.Evaluate(m, source).IsNullOrEmpty))
        {
            return Skip("ImportSkipped", $"it has no value for any matching attribute ({string.Join(", ", job.MatchingOf(source.Kind).Select(m => m.Target.Text))})");
        }

        log.Scoped(source.IsInScope);
        if (link is null)
        {
            return !source.IsInScope ? Skip("EntrySynchronizationSkipped", $"it is {(source.IsAssigned ? "not in scope of the filters" : "not assigned to the application")}")
                : source.State != AccountState.Enabled ? Skip("EntrySynchronizationSkipped", "it is not active, and only active objects are provisioned in the first place")
                : await MatchAsync().ConfigureAwait(false);
        }

        return source.IsSoftDeleted ? await DeprovisionAsync(link, staged).ConfigureAwait(false) : await UpdateAsync(link, "Update").ConfigureAwait(false);
    }

    private async Task<TurnOutcome> DeprovisionAsync(ObjectLink link, bool staged)
    {
        // Who comes back into scope is managed again, switched off or not.
        if (!link.IsManaged && !source.IsInScope)
        {
            return Skip("EntrySynchronizationSkipped", "it is out of scope and no longer managed");
        }

        if (!source.IsInScope && job.Options.SkipOutOfScopeDeletions)
        {
            // Left as it is, and no longer managed all the same: a deletion for good finds it out of scope.
            job.State.Mark(source.Id, link.IsDisabled, managed: false);
            return Skip("EntrySynchronizationSkipped", "it is out of scope, and SkipOutOfScopeDeletions is on");
        }

        if (DeletesWhenOut(job, source))
        {
            return await RemoveAsync(link, staged).ConfigureAwait(false);
        }

        if (staged && !link.IsDisabled)
        {
            return Stage(link);
        }

        var outcome = await UpdateAsync(link, "Disable").ConfigureAwait(false);
        if (outcome != TurnOutcome.Skipped)
        {
            job.State.Mark(source.Id, disabled: true, managed: source.IsInScope);
        }

        return outcome;
    }

    /// <summary>Looks for the object by each matching attribute in turn, one query each, and stops at the first that finds it.</summary>
    private async Task<TurnOutcome> MatchAsync()
    {
        foreach (var line in job.MatchingOf(source.Kind))
        {
            var wanted = job.Evaluate(line, source);
            if (wanted.Text is not { Length: > 0 } value)
            {
                continue;
            }

            var step = await job.SendAsync("match", job.Dialect.Find(source.Kind, line.Target, value), ProvisioningAnswers.WhyNoMatch, isAnchored: false).ConfigureAwait(false);
            if (log.IsOn)
            {
                _queries[$"{line.Target.Text} eq {wanted}"] = ProvisioningAnswers.Listed(step) is [var found] ? found.Member("id").Text() ?? "" : "no match";
            }

            if (ProvisioningAnswers.Listed(step) is [var only])
            {
                RequireFree(only.Member("id").Text()!, line, wanted);
                if (!job.Options.AdoptsExisting)
                {
                    throw new ForeignAccountException($"{Name} exists in the application as {only.Member("id").Text()} and was not created by this simulation; nothing of it was changed. Try another --seed; if the application finds objects that a filter does not ask for, that is its mistake.");
                }

                log.Matched("Update", () => $"{Name} was found in {Application} by {line.Target.Text} and will be updated", _queries);
                return await UpdateAsync(job.State.Link(source.Id, source.Kind, only.Member("id").Text()!), "Update").ConfigureAwait(false);
            }
        }

        return await CreateAsync().ConfigureAwait(false);
    }

    /// <summary>One account belongs to one person. It is somebody else's while that one's new name did not reach the application yet, for example.</summary>
    private void RequireFree(string targetId, AttributeMapping line, MappingValue value)
    {
        if (job.State.SourceOf(source.Kind, targetId) is { } owner && owner != source.Id)
        {
            throw new ExportFailedException(new ExportFailure("DuplicateSourceEntries", $"{targetId}, found by {line.Target.Text} '{value}', belongs to {owner} already."));
        }
    }

    private async Task<TurnOutcome> CreateAsync()
    {
        if (!_mapping.Actions.HasFlag(TargetActions.Create))
        {
            return Skip("EntrySynchronizationSkipped", "the action Create is switched off");
        }

        log.Matched("Add", () => $"{Name} will be created in {Application} ({source.Kind} is active and assigned in Azure Active Directory, but no matching {source.Kind} was found in {Application})", _queries);
        var values = AttributeFlow.ForCreate(_mapping, source, job.Language);
        if (AttributeFlow.Lacking(_mapping, values) is { Count: > 0 } lacking)
        {
            return Skip("MandatoryFieldsMissing", $"it has no value for {string.Join(", ", lacking)}, without which nothing can be created");
        }

        log.Modify(values);
        var step = await job.SendAsync("create", job.Dialect.Create(source.Kind, values), ProvisioningAnswers.WhyNotCreated, isAnchored: false).ConfigureAwait(false);
        var link = job.State.Link(source.Id, source.Kind, step.Json.Member("id").Text()!);
        log.Exported("Add", "success", () => $"{Name} was created in {Application}");
        log.Write("Create", "success", link.TargetId);
        return TurnOutcome.Created;
    }

    private async Task<TurnOutcome> UpdateAsync(ObjectLink link, string action)
    {
        if (!_mapping.Actions.HasFlag(TargetActions.Update))
        {
            return Skip("EntrySynchronizationSkipped", "the action Update is switched off, which disables nothing either");
        }

        var read = await job.SendAsync("read", job.Dialect.Read(source.Kind, link.TargetId), ProvisioningAnswers.WhyNoResource, isAnchored: true).ConfigureAwait(false);
        if (job.Options.ReadsStrictly && job.Dialect.WhyUnreadable(source.Kind, read.Json) is { } unreadable)
        {
            throw new ExportFailedException(unreadable);
        }

        Shown = read.Json;
        var changes = AttributeFlow.ForUpdate(_mapping, source, Shown, job.Language);
        if (changes.Count == 0)
        {
            log.Matched("Skip", () => $"{Name} is the same in {Application}");
            log.Write("Other", "skipped", link.TargetId, "RedundantExport", $"The state of the {source.Kind} in both systems is the same, so nothing was sent.");
            Enabled(action);
            return TurnOutcome.Unchanged;
        }

        log.Modify(changes);
        await job.SendAsync(StepOf(changes), job.Dialect.Update(source.Kind, link.TargetId, changes), ProvisioningAnswers.WhyNotDone, isAnchored: true).ConfigureAwait(false);
        log.Exported("Update", "success", () => $"{Name} was updated in {Application}");
        log.Write(action, "success", link.TargetId);
        Enabled(action);
        return action == "Disable" ? TurnOutcome.Disabled : TurnOutcome.Updated;
    }

    private async Task<TurnOutcome> RemoveAsync(ObjectLink link, bool staged)
    {
        if (!link.IsManaged)
        {
            job.State.Unlink(source.Id);
            return Skip("EntrySynchronizationSkipped", "it is out of scope and no longer managed");
        }

        if (!_mapping.Actions.HasFlag(TargetActions.Delete))
        {
            return Skip("EntrySynchronizationSkipped", "the action Delete is switched off");
        }

        if (staged)
        {
            return Stage(link);
        }

        await job.SendAsync("delete", job.Dialect.Delete(source.Kind, link.TargetId), ProvisioningAnswers.WhyNotDeleted, isAnchored: true).ConfigureAwait(false);
        job.State.Unlink(source.Id);
        job.Wire.Removed($"/{source.Kind}s/{Uri.EscapeDataString(link.TargetId)}");
        log.Exported("Delete", "success", () => $"{Name} was deleted in {Application}");
        log.Write("Delete", "success", link.TargetId);
        return TurnOutcome.Deleted;
    }

    private TurnOutcome Stage(ObjectLink link)
    {
        job.State.Hold(new Escrow(source.Id, source.Kind, IsReference: false, "StagedDelete", job.Now, Attempts: 0, DateTimeOffset.MaxValue) { IsStaged = true });
        log.Exported("Delete", "skipped", () => $"{Name} was not deleted in {Application}: more deletions than the threshold permits wait for permission");
        log.Write("StagedDelete", "skipped", link.TargetId, "StagedDelete", "The accidental deletion threshold was met.");
        return TurnOutcome.Staged;
    }

    private TurnOutcome Skip(string code, string why)
    {
        log.Matched("Skip", () => $"{Name} was skipped: {why}");
        log.Write("Other", "skipped", job.State.LinkOf(source.Id)?.TargetId, code, $"{Name} was skipped: {why}.");
        return TurnOutcome.Skipped;
    }

    private void Enabled(string action)
    {
        if (action != "Disable")
        {
            job.State.Mark(source.Id, disabled: false, managed: true);
        }
    }

    /// <summary>What a change is called: a change of <c>active</c> alone is <c>disable</c> or <c>restore</c>, any other is <c>update</c>.</summary>
    private static string StepOf(List<AttributeChange> changes) => changes is [{ Path.Text: "active" } only]
        ? string.Equals(only.Value.Text, "False", StringComparison.OrdinalIgnoreCase) ? "disable" : "restore"
        : "update";
}
