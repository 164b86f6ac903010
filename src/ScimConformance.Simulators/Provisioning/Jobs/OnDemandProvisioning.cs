using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What came of provisioning one object on demand.</summary>
/// <param name="Steps">The steps that the portal shows: Test connection (on failure alone), Import, Determine scope, Match, Perform action; each with what became of it.</param>
/// <param name="Record">The provisioning log's record; null when the connection failed.</param>
public sealed record OnDemandResult(IReadOnlyList<(string Step, string Status)> Steps, ProvisioningLogRecord? Record)
{
    /// <summary>Whether no step failed.</summary>
    public bool Succeeded => Steps.All(s => s.Status != "failure");
}

/// <summary>Provisioning on demand (Microsoft, On-demand provisioning): one person, or one group with at most five members.</summary>
internal static class OnDemandProvisioning
{
    private const int MostMembers = 5;

    public static async Task<OnDemandResult> RunAsync(JobContext job, IProvisioningDialect dialect, string objectId, IReadOnlyList<string> memberIds)
    {
        var source = Find(job, objectId, memberIds);
        job = job.Speaking(dialect);
        if (await ConnectionTest.RunAsync(job).ConfigureAwait(false) is not null)
        {
            return new OnDemandResult([("Test connection", "failure")], null);
        }

        var log = new TurnLog(job, source, "onDemand") { KeepsRecord = true };
        // Who is disabled or deleted in the directory is not found by the import.
        if (source.State != AccountState.Enabled)
        {
            log.Imported();
            log.Write("Other", "skipped", null, "EntrySynchronizationSkipped", $"{source.Kind} '{source.Name}' is disabled or deleted, which on-demand provisioning does not act on.");
            return new OnDemandResult([(Title("import", source), "skipped")], log.Record);
        }

        var outcome = await new ObjectTurn(job, source, log).RunAsync().ConfigureAwait(false);
        IEnumerable<ProvisioningLogStep> done = log.Record?.Steps ?? [];
        if (source.Kind == ProvisionedObjectType.Group && outcome is not (TurnOutcome.Failed or TurnOutcome.Skipped))
        {
            var members = new TurnLog(job, source, "onDemand") { KeepsRecord = true };
            await new MembersTurn(job, source, members).RunAsync(memberIds.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
            done = done.Concat(members.Record?.Steps ?? []);
        }

        // A failure counts for more than what went well before it.
        var steps = done.GroupBy(s => Title(s.Type, source)).Select(g => (g.Key, g.Any(s => s.Status == "failure") ? "failure" : g.First().Status)).ToList();
        return new OnDemandResult(steps, log.Record);
    }

    private static SourceObject Find(JobContext job, string objectId, IReadOnlyList<string> memberIds)
    {
        if (memberIds.Count > MostMembers)
        {
            throw new ArgumentException($"{memberIds.Count} members are too many: on-demand provisioning takes {MostMembers} at most.", nameof(memberIds));
        }

        if (job.Options.UsesOAuth && job.State.Facts.IsStarted)
        {
            throw new InvalidOperationException("An application with OAuth is provisioned on demand only while the job is paused; pause it first.");
        }

        var source = SourceObject.Find(job.Directory, objectId, job.Mapping, job.Options, delta: null)
            ?? throw new ArgumentException($"The directory has no object '{objectId}'.", nameof(objectId));
        if (memberIds.Count > 0 && source.Kind != ProvisionedObjectType.Group)
        {
            throw new ArgumentException($"'{source.Name}' is a person and has no members.", nameof(memberIds));
        }

        foreach (var member in memberIds)
        {
            if (job.Directory.FindGroup(member) is { } nested)
            {
                throw new ArgumentException($"'{nested.DisplayName}' is a group: on-demand provisioning takes people as members, no nested groups.", nameof(memberIds));
            }

            if (!job.Directory.MembersOf(objectId).Contains(member) && job.State.LinkOf(objectId)?.Members?.Contains(member) != true)
            {
                throw new ArgumentException($"'{member}' is no member of '{source.Name}'.", nameof(memberIds));
            }
        }

        if (source.Kind == ProvisionedObjectType.Group && !job.HasGroups)
        {
            throw new ArgumentException($"'{source.Name}' is a group, and the attribute mapping provisions no groups: it has none for them, or it is switched off.", nameof(objectId));
        }

        return source;
    }

    private static string Title(string type, SourceObject source) => type switch
    {
        "import" => $"Import {source.Kind.ToString().ToLowerInvariant()}",
        "scoping" => $"Determine if {source.Kind.ToString().ToLowerInvariant()} is in scope",
        "matching" => $"Match {source.Kind.ToString().ToLowerInvariant()} between source and target system",
        _ => "Perform action",
    };
}
