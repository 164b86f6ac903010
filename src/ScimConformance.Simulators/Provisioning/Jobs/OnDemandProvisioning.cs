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
            return new OnDemandResult([($"Import {source.Kind}", "skipped")], log.Record);
        }

        var outcome = await new ObjectTurn(job, source, log).RunAsync().ConfigureAwait(false);
        if (source.Kind == ProvisionedObjectType.Group && outcome is not (TurnOutcome.Failed or TurnOutcome.Skipped))
        {
            await new MembersTurn(job, source, new TurnLog(job, source, "onDemand")).RunAsync(memberIds.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
        }

        var steps = (log.Record?.Steps ?? []).Select(s => (Title(s.Type, source), s.Status)).DistinctBy(s => s.Item1).ToList();
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
        return memberIds.Count == 0 || source.Kind == ProvisionedObjectType.Group
            ? source
            : throw new ArgumentException($"'{source.Name}' is a person and has no members.", nameof(memberIds));
    }

    private static string Title(string type, SourceObject source) => type switch
    {
        "import" => $"Import {source.Kind.ToString().ToLowerInvariant()}",
        "scoping" => $"Determine if {source.Kind.ToString().ToLowerInvariant()} is in scope",
        "matching" => $"Match {source.Kind.ToString().ToLowerInvariant()} between source and target system",
        _ => "Perform action",
    };
}
