using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Microsoft Entra's provisioning client, without the compliance flag in the URL: one operation for each attribute, capital operations, booleans as text.</summary>
public sealed class EntraClient : ProvisioningClient
{
    private readonly EntraOptions _options;
    private readonly ObjectMapping _mapping;

    /// <summary>Connects a tenant to an application.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="directory">The tenant's directory.</param>
    /// <param name="options">What differs from tenant to tenant.</param>
    /// <exception cref="ArgumentException">The options match by an attribute that is not mapped.</exception>
    public EntraClient(ProvisioningConnection connection, IdpDirectory directory, EntraOptions options)
        : base(connection, directory, [])
    {
        _options = options;
        _mapping = options.MatchBy is { } targets ? EntraMappings.ThousandEyes2020.Users.MatchedBy([.. targets]) : EntraMappings.ThousandEyes2020.Users;
    }

    /// <summary>Test Connection: asks for a user that does not exist, by a random GUID as the first matching attribute.</summary>
    public Task<ProvisioningStep> TestConnectionAsync() => SendAsync(
        "test connection",
        Request("GET", EntraQuery.Equal("/Users", _mapping.Matching[0].Target.Text, Directory.NewGuid())),
        step => WhyNoList(step) ?? (Listed(step).Count > 0 ? "an empty ListResponse is expected for a user that does not exist" : null));

    /// <summary>Brings the application in line with what the directory says of a person now: match and create, or read and update, or delete, or nothing.</summary>
    /// <param name="userId">The person's directory id.</param>
    /// <returns>The last step, or null when nothing was sent.</returns>
    public async Task<ProvisioningStep?> SynchronizeAsync(string userId)
    {
        var user = Directory[userId];
        if (LinkOf(userId) is null)
        {
            // Only active people in scope are provisioned in the first place.
            return user.State == AccountState.Enabled && Directory.IsAssigned(userId) ? await MatchOrCreateAsync(user) : null;
        }

        return user.State == AccountState.HardDeleted ? await DeleteAsync(user) : await UpdateAsync(user);
    }

    /// <summary>Looks for a person's account by each matching attribute in turn and stops at the first that finds one.</summary>
    public async Task<ProvisioningStep> MatchAsync(string userId)
    {
        var source = Source(Directory[userId]);
        foreach (var line in _mapping.Matching)
        {
            if (line.Source.Evaluate(source) is not { } value)
            {
                continue;
            }

            var step = await SendAsync("match", Request("GET", EntraQuery.Equal("/Users", line.Target.Text, value)), WhyNoMatch);
            if (!step.Succeeded || Listed(step).Count > 0)
            {
                LinkToOnly(userId, step);
                return step;
            }
        }

        return LastStep;
    }

    private async Task<ProvisioningStep> MatchOrCreateAsync(IdpUser user)
    {
        var match = await MatchAsync(user.Id);
        return !match.Succeeded ? match : LinkOf(user.Id) is null ? await CreateAsync(user) : await UpdateAsync(user);
    }

    private async Task<ProvisioningStep> CreateAsync(IdpUser user)
    {
        var body = EntraUserBody.Compose(_mapping, Source(user), _options);
        var step = await SendAsync("create", Request("POST", "/Users", body), WhyNotCreated);
        if (step.Succeeded)
        {
            Link(user.Id, step.Json.Member("id").Text()!);
        }

        return step;
    }

    private async Task<ProvisioningStep> UpdateAsync(IdpUser user)
    {
        var read = await SendAsync("read", Request("GET", TargetOf(user.Id)), WhyNoResource);
        var operations = read.Succeeded ? EntraChange.Operations(_mapping, Source(user), read.Json) : [];
        if (operations.Count == 0)
        {
            return read;
        }

        var body = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = operations };
        return await SendAsync(EntraChange.ActionOf(operations), Request("PATCH", TargetOf(user.Id), body), WhyNotDone);
    }

    private async Task<ProvisioningStep> DeleteAsync(IdpUser user)
    {
        var step = await SendAsync("delete", Request("DELETE", TargetOf(user.Id)), WhyNotDone);
        if (step.Succeeded)
        {
            Unlink(user.Id);
        }

        return step;
    }

    private void LinkToOnly(string userId, ProvisioningStep step)
    {
        if (step.Succeeded && Listed(step) is [var only])
        {
            Link(userId, only.Member("id").Text()!);
        }
    }

    private static string? WhyNoMatch(ProvisioningStep step) => WhyNoList(step) ?? Listed(step) switch
    {
        [] => null,
        [var only] => string.IsNullOrEmpty(only.Member("id").Text()) ? "the user found has no \"id\"" : null,
        var several => $"one user at most is expected, {several.Count} were found (DuplicateTargetEntries)",
    };

    private Func<string, string?> Source(IdpUser user) => EntraAttributes.Of(user, Directory.IsAssigned(user.Id));

    private WireRequest Request(string method, string target, JsonObject? body = null) => new(method, target)
    {
        Headers =
        [
            .. Authorization is { } value ? new[] { new WireHeader("Authorization", value) } : [],
            new WireHeader("Accept", "application/scim+json"),
            new WireHeader("ADSCIMVersion", _options.ScimVersion),
        ],
        Body = body?.ToJsonString(ScimJson.Compact),
        ContentType = "application/scim+json; charset=utf-8",
    };
}
