using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Who is provisioned.</summary>
public enum ProvisioningScope
{
    /// <summary>People and groups that have the application: directly, or as direct members of a security-enabled group that has it.</summary>
    Assigned,

    /// <summary>Everybody.</summary>
    All,
}

/// <summary>How a provisioning job is set up.</summary>
public sealed record ProvisioningJobOptions
{
    /// <summary>The application's name in logs.</summary>
    public string Application { get; init; } = "Contoso";

    /// <summary>Who is provisioned.</summary>
    public ProvisioningScope Scope { get; init; } = ProvisioningScope.Assigned;

    /// <summary>Whether people who have the application with default access alone are skipped. ThousandEyes' tutorial says so; Microsoft's general documentation says since 2020 that they are not.</summary>
    public bool DefaultAccessSkipped { get; init; }

    /// <summary>Whether an account or a group that is there already is adopted. A simulation against somebody's system leaves such alone and ends.</summary>
    public bool AdoptsExisting { get; init; } = true;

    /// <summary>Whether who falls out of scope is left as it is.</summary>
    public bool SkipOutOfScopeDeletions { get; init; }

    /// <summary>Whether the application has no way to switch accounts off, so that they are deleted at once.</summary>
    public bool DeletesInsteadOfDisabling { get; init; }

    /// <summary>Whether groups that are unassigned or soft-deleted are deleted at once: they have no <c>active</c>.</summary>
    public bool DeletesGroupsOutOfScope { get; init; } = true;

    /// <summary>From how many deletions and switchings-off in one cycle on they wait for permission; null for no limit.</summary>
    public int? DeletionThreshold { get; init; }

    /// <summary>When failures put the job into quarantine.</summary>
    public QuarantinePolicy Quarantine { get; init; } = new();

    /// <summary>How much time passes between the beginnings of two cycles.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How many objects are processed at the same time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>How often the probe of Test Connection is sent at the beginning of a cycle; 3 was observed with on-demand runs, 0 leaves it out.</summary>
    public int Probes { get; init; } = 1;

    /// <summary>Whether the probe asks <c>/Groups</c> too where groups are mapped.</summary>
    public bool ProbesGroups { get; init; } = true;

    /// <summary>Whether a removed manager is told by an empty value. Production sends nothing [observed]; Microsoft's tests of 2026 expect it [doc].</summary>
    public bool ClearsManager { get; init; }

    /// <summary>Whether requests authenticate with tokens of an authorization server, which on-demand provisioning allows only while the job is paused.</summary>
    public bool UsesOAuth { get; init; }

    /// <summary>
    /// Whether the job is switched off when a failure was tried again in vain for 28 days. Microsoft's page on retries says so of every such failure,
    /// its page on quarantine of a job in quarantine alone; without it the failure alone is forgotten.
    /// </summary>
    public bool SwitchesOffWithExpiredEscrow { get; init; }

    /// <summary>
    /// Whether an object that Microsoft's client cannot read fails as it does there: a manager that is no complex value [observed],
    /// members of a group that was asked for without them [doc]. Without it such answers are taken as they are.
    /// </summary>
    public bool ReadsStrictly { get; init; } = true;

    /// <summary>How the mapping language deviates from its documentation. Its clock and its randomness are the job's in any case.</summary>
    public MappingOptions Language { get; init; } = MappingOptions.Default;

    /// <summary>Where mails about quarantine go; null for nowhere.</summary>
    public string? NotificationAddress { get; init; }

    /// <summary>The tenant's id in logs; from the seed when null.</summary>
    public string? TenantId { get; init; }

    /// <summary>The first part of the job's id: <c>scim</c> for applications that are not in the gallery, <c>customappsso</c> before 2018.</summary>
    public string Template { get; init; } = "scim";

    /// <summary>The seed of ids.</summary>
    public long Seed { get; init; }

    /// <summary>The file in which the job's memory is kept; null to keep it in memory alone.</summary>
    public string? StateFile { get; init; }

    /// <summary>What the directory was made from, in the caller's words. It is kept with the job's memory, where <see cref="ProvisioningJob.OriginOf"/> finds it, so that a later run can tell whether the memory is of its own directory; null for nothing.</summary>
    public string? Origin { get; init; }

    /// <summary>Where provisioning log, audit log and mails go; null for nowhere.</summary>
    public IProvisioningLog? Log { get; init; }

    /// <summary>Told now and then how far a cycle has come; null for nobody.</summary>
    public Action<CycleProgress>? Progress { get; init; }

    /// <summary>The clock of cycles, retries and quarantine.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
