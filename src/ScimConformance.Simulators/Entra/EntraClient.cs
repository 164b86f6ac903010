using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Microsoft Entra's provisioning client with every request kept as a step, object by object or in whole cycles: for scenarios and tests. Long simulations take a job of <see cref="EntraProvisioning"/>.</summary>
public sealed class EntraClient : ProvisioningClient
{
    private static readonly TargetPath GroupName = TargetPath.Parse("displayName");

    private readonly EntraDialect _dialect;
    private readonly ConcurrentDictionary<string, JsonObject> _known = new(StringComparer.Ordinal);

    /// <summary>Connects a tenant to an application.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="directory">The tenant's directory.</param>
    /// <param name="options">What differs from tenant to tenant.</param>
    /// <param name="jobOptions">How the job is set up; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options match by an attribute that is not mapped.</exception>
    public EntraClient(ProvisioningConnection connection, IdpDirectory directory, EntraOptions options, ProvisioningJobOptions? jobOptions = null)
        : base(connection, directory, [])
    {
        var mapping = options.MatchBy is { } targets ? options.Mapping with { Users = options.Mapping.Users.MatchedBy([.. targets]) } : options.Mapping;
        jobOptions ??= new ProvisioningJobOptions();
        var authorization = EntraProvisioning.Authorization(connection, options, jobOptions, () => Authorization);
        _dialect = new EntraDialect(options, authorization);
        var setup = new JobSetup(directory, mapping, new StepKeeper(this), _dialect)
        {
            OnDemandDialect = new EntraDialect(options with { Wire = EntraProvisioning.OnDemandWire(options.Wire) }, authorization),
            PassesTransportFailuresOn = true,
        };
        Job = new ProvisioningJob(setup, jobOptions, wire: null);
    }

    /// <summary>The job, for whole cycles.</summary>
    public ProvisioningJob Job { get; }

    /// <inheritdoc/>
    public override string? LinkOf(string userId) => Job.LinkOf(userId);

    /// <summary>Test Connection: asks for a user that does not exist, by a random GUID as the first matching attribute.</summary>
    public Task<ProvisioningStep> TestConnectionAsync() => SendAsync(
        "test connection",
        _dialect.Find(ProvisionedObjectType.User, Job.Context.Mapping.Users.Matching[0].Target, Directory.NewGuid()),
        step => WhyNoList(step) ?? (Listed(step).Count > 0 ? "an empty ListResponse is expected for a user that does not exist" : null));

    /// <summary>Brings the application in line with what the directory says of a person or a group now: match and create, or read and update, or delete, or nothing; then the manager, or the members.</summary>
    /// <param name="objectId">The directory id.</param>
    /// <returns>The last step, or null when nothing was sent.</returns>
    public async Task<ProvisioningStep?> SynchronizeAsync(string objectId)
    {
        var before = Steps.Count;
        await Job.SynchronizeAsync(objectId);
        return Steps.Count > before ? LastStep : null;
    }

    /// <summary>Looks for a person's account by each matching attribute in turn and stops at the first that finds one.</summary>
    public async Task<ProvisioningStep> MatchAsync(string userId)
    {
        var source = SourceObject.Find(Directory, userId, Job.Context.Mapping, Job.Context.Options, delta: null)!;
        foreach (var line in Job.Context.Mapping.Users.Matching)
        {
            if (Job.Context.Evaluate(line, source).Text is not { Length: > 0 } value)
            {
                continue;
            }

            var step = await SendAsync("match", _dialect.Find(ProvisionedObjectType.User, line.Target, value), ProvisioningAnswers.WhyNoMatch);
            if (!step.Succeeded || Listed(step).Count > 0)
            {
                if (step.Succeeded && Listed(step) is [var only])
                {
                    Job.State.Link(userId, ProvisionedObjectType.User, only.Member("id").Text()!);
                }

                return step;
            }
        }

        return LastStep;
    }

    /// <summary>Links an object to its counterpart, as a match would, and takes the given state for what the next read would show: somebody's real system pays for every request.</summary>
    /// <param name="objectId">The directory id.</param>
    /// <param name="resource">The counterpart.</param>
    /// <param name="shown">Its state; null to read it.</param>
    /// <param name="memberIds">Of a group: directory ids of the members that it has.</param>
    internal void Adopt(string objectId, ScimResource resource, JsonObject? shown, params IReadOnlyCollection<string> memberIds)
    {
        var kind = Directory.FindUser(objectId) is null ? ProvisionedObjectType.Group : ProvisionedObjectType.User;
        Job.State.Link(objectId, kind, resource.Id);
        Job.State.MarkMembers(objectId, memberIds, []);
        if (shown is not null)
        {
            _known[_dialect.Read(kind, resource.Id).Target] = shown;
        }
    }

    /// <summary>Looks for a group by its name.</summary>
    internal Task<ProvisioningStep> FindGroupAsync(string displayName) =>
        SendAsync("match", _dialect.Find(ProvisionedObjectType.Group, GroupName, displayName), ProvisioningAnswers.WhyNoMatch);

    /// <summary>Creates a person's account with an extension beyond those of the mapping, whose attributes only the application's schema names.</summary>
    internal Task<ProvisioningStep> CreateAsync(string userId, string urn, JsonObject extension)
    {
        var source = SourceObject.Find(Directory, userId, Job.Context.Mapping, Job.Context.Options, delta: null)!;
        var request = _dialect.Create(ProvisionedObjectType.User, AttributeFlow.ForCreate(Job.Context.Mapping.Users, source, Job.Context.Language));
        var body = ScimJson.Object(request.Body!);
        body[urn] = extension;
        return SendAsync("create", request with { Body = body.ToJsonString(ScimJson.Compact) }, WhyNotCreated);
    }

    /// <summary>Changes attributes of an account, for such as only the application's schema names.</summary>
    internal Task<ProvisioningStep> UpdateAsync(ScimResource account, params IReadOnlyList<AttributeChange> changes) =>
        SendAsync("update", _dialect.Update(ProvisionedObjectType.User, account.Id, changes), WhyNotDone);

    /// <summary>Adds one member to a group that is linked.</summary>
    internal Task<ProvisioningStep> AddMemberAsync(string groupId, string memberId) =>
        SendAsync("add members", _dialect.AddMembers(LinkOf(groupId)!, [(memberId, LinkOf(memberId)!)]).Single().Request, WhyNotDone);

    /// <summary>The path of a group below the base URL.</summary>
    /// <exception cref="InvalidOperationException">The group is not known yet.</exception>
    public string TargetOfGroup(string groupId) => LinkOf(groupId) is { } id
        ? EntraDialect.PathOf(ProvisionedObjectType.Group, id)
        : throw new InvalidOperationException($"No group is linked to '{groupId}' yet.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Job.Dispose();
        base.Dispose(disposing);
    }

    private sealed class StepKeeper(EntraClient client) : IProvisioningWire
    {
        public string? Authorization => client.Authorization;

        public Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge) => client._known.TryRemove(request.Target, out var shown)
            ? Task.FromResult(new ProvisioningStep(action, request.Method, request.Target, 200, shown, null))
            : client.SendAsync(action, request, judge);

        public void Removed(string target) => client.Removed(target);
    }
}
