using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.OneLogin;

/// <summary>OneLogin's provisioning client for SCIM 2.0: PUT for users, PATCH for group members, DELETE for users; no User-Agent, no Accept, and a stray <c>&amp;</c> or <c>?</c> at the end of targets.</summary>
public sealed class OneLoginClient : ProvisioningClient
{
    private readonly OneLoginOptions _options;

    /// <summary>Connects a connector to an application.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="directory">The account's directory.</param>
    /// <param name="options">The connector's settings.</param>
    public OneLoginClient(ProvisioningConnection connection, IdpDirectory directory, OneLoginOptions options)
        : base(connection, directory, []) => _options = options;

    /// <summary>Enabling the API connection: asks for a user name that is known not to exist; an empty list and 404 are both fine.</summary>
    public Task<ProvisioningStep> EnableAsync() => SendAsync(
        "enable",
        Request("GET", Lookup(Directory.NewGuid())),
        step => step.Status == 404 ? null : WhyNoList(step) ?? (Listed(step).Count > 0 ? "no user is expected for a user name that does not exist" : null));

    /// <summary>Gives a person the application, or pushes a changed person: looks the account up, then creates it or puts the whole template.</summary>
    /// <param name="userId">The person's directory id.</param>
    /// <returns>The last step.</returns>
    public async Task<ProvisioningStep> ProvisionAsync(string userId)
    {
        Directory.Assign(userId);
        var user = Directory[userId];
        var lookup = await LookUpAsync(user.UserName);
        if (!lookup.Succeeded)
        {
            return lookup;
        }

        if (Listed(lookup) is [var found])
        {
            Link(userId, found.Member("id").Text()!);
            return await PutAsync("update", user.Id, _options.Template.Render(user));
        }

        var step = await SendAsync("create", Request("POST", "/Users", _options.Template.Render(user)), WhyNotCreatedWithName);
        if (step.Json.Member("id").Text() is { Length: > 0 } id)
        {
            Link(userId, id);
        }

        return step;
    }

    /// <summary>Asks for the account with this user name.</summary>
    public Task<ProvisioningStep> LookUpAsync(string userName) => SendAsync("lookup", Request("GET", Lookup(userName)), WhyNoAnswer);

    /// <summary>Takes the application from a person, as the connector's removal action says.</summary>
    /// <param name="userId">The person's directory id.</param>
    /// <returns>The step, or null when nothing is sent.</returns>
    public async Task<ProvisioningStep?> RemoveAsync(string userId)
    {
        Directory.Unassign(userId);
        switch (_options.Removal)
        {
            case RemovalAction.Delete:
                var step = await SendAsync("delete", Request("DELETE", TargetOf(userId) + "?"), WhyNotDone);
                if (step.Succeeded)
                {
                    Unlink(userId);
                }

                return step;
            case RemovalAction.Suspend:
                return await SuspendAsync(userId);
            default:
                return null;
        }
    }

    /// <summary>Switches an account off: PUT of the template with <c>active</c> false.</summary>
    /// <param name="userId">The person's directory id.</param>
    public Task<ProvisioningStep> SuspendAsync(string userId) => PutActiveAsync("suspend", userId, false);

    /// <summary>Switches an account on again: PUT of the template with <c>active</c> true.</summary>
    /// <param name="userId">The person's directory id.</param>
    public Task<ProvisioningStep> ResumeAsync(string userId) => PutActiveAsync("resume", userId, true);

    /// <summary>Refresh Entitlements: lists the groups; an application without groups answers with 404 or 501.</summary>
    public Task<ProvisioningStep> RefreshEntitlementsAsync() => SendAsync(
        "refresh entitlements",
        Request("GET", "/Groups"),
        step => step.Status is 404 or 501 ? null : WhyNoList(step));

    /// <summary>Creates a group in the application.</summary>
    /// <param name="displayName">Its name.</param>
    public Task<ProvisioningStep> CreateGroupAsync(string displayName) => SendAsync(
        "create group",
        Request("POST", "/Groups", new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"), ["displayName"] = displayName }),
        WhyNotCreated);

    /// <summary>Adds a person to a group of the application: one PATCH for one member.</summary>
    /// <param name="groupId">The group's id in the application.</param>
    /// <param name="userId">The person's directory id.</param>
    public Task<ProvisioningStep> AddToGroupAsync(string groupId, string userId)
    {
        var member = new JsonObject { ["value"] = LinkOf(userId) };
        var operation = new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = new JsonArray(member) };
        var body = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = new JsonArray(operation) };
        return SendAsync("add to group", Request("PATCH", $"/Groups/{Uri.EscapeDataString(groupId)}?", body), WhyNotDone);
    }

    private Task<ProvisioningStep> PutActiveAsync(string action, string userId, bool active)
    {
        var body = _options.Template.Render(Directory[userId]);
        body["active"] = active;
        return PutAsync(action, userId, body);
    }

    private Task<ProvisioningStep> PutAsync(string action, string userId, JsonObject body) =>
        SendAsync(action, Request("PUT", TargetOf(userId) + "?", body), step => step.Status is 200 or 204 ? null : "200 with the resource is expected");

    private static string? WhyNotCreatedWithName(ProvisioningStep step) => WhyNotCreated(step)
        ?? (step.Json.At("name.givenName").IsUnassigned() || step.Json.At("name.familyName").IsUnassigned() ? "name.givenName and name.familyName are expected in the answer" : null);

    private static string? WhyNoAnswer(ProvisioningStep step) => step.Status == 404 ? null : WhyNoList(step) ?? Listed(step) switch
    {
        [] => null,
        [var only] => string.IsNullOrEmpty(only.Member("id").Text()) ? "the user found has no \"id\"" : null,
        var several => $"one user at most is expected, {several.Count} were found",
    };

    private static string Lookup(string userName) =>
        $"/Users?filter=userName+eq+%22{Uri.EscapeDataString(userName).Replace("%20", "+", StringComparison.Ordinal)}%22&";

    private WireRequest Request(string method, string target, JsonObject? body = null) => new(method, target)
    {
        Headers = Authorization is { } value ? [new WireHeader("Authorization", value)] : [],
        Body = body?.ToJsonString(ScimJson.Compact),
        ContentType = _options.ContentType,
    };
}
