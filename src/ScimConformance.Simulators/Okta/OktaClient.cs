using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Okta;

/// <summary>Okta's provisioning client as an application of the SCIM 2.0 template has it: PUT for profiles, PATCH without path for <c>active</c>, never DELETE for users.</summary>
public sealed class OktaClient : ProvisioningClient
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string PasswordAlphabet = IdAlphabet + "^&%+";

    private static readonly string[] HeadersInOrder =
        ["Accept", "Accept-Charset", "Content-Type", "User-Agent", "Authorization", "Content-Length", "Host", "Connection", "Accept-Encoding"];

    private readonly OktaOptions _options;

    /// <summary>Connects an application instance.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="directory">The organisation's directory.</param>
    /// <param name="options">What differs from capture to capture.</param>
    public OktaClient(ProvisioningConnection connection, IdpDirectory directory, OktaOptions options)
        : base(connection, directory, HeadersInOrder) => _options = options;

    /// <summary>A new user id in Okta's form: <c>00u</c> and 17 letters or digits.</summary>
    public static string NewUserId(IdpDirectory directory) => "00u" + directory.NewText(17, IdAlphabet);

    /// <summary>Test API Credentials: the first two users.</summary>
    public Task<ProvisioningStep> TestCredentialsAsync() => SendAsync("test credentials", Request("GET", "/Users?startIndex=1&count=2"), WhyNoList);

    /// <summary>Saving the integration: the first page of groups. An application without groups may say so, but in JSON.</summary>
    public Task<ProvisioningStep> VerifyGroupsAsync() => SendAsync(
        "verify groups",
        Request("GET", "/Groups?startIndex=1&count=100"),
        step => step.Json is JsonObject ? null : "JSON is expected");

    /// <summary>Assigns the application to a person: looks for the account, then creates it, takes it over, or switches it on again.</summary>
    /// <param name="userId">The person's directory id.</param>
    /// <returns>The last step.</returns>
    public async Task<ProvisioningStep> AssignAsync(string userId)
    {
        Directory.Assign(userId);
        var user = Directory[userId];
        var exists = await ExistsAsync(user.UserName);
        if (!exists.Succeeded)
        {
            return exists;
        }

        if (Listed(exists) is not [var found])
        {
            return await CreateAsync(user);
        }

        var id = found.Member("id").Text()!;
        if (LinkOf(userId) != id)
        {
            Link(userId, id);
            return await SendAsync("link", Request("PUT", TargetOf(userId), OktaUserBody.ForLink(user, _options.Locale, id)), WhyNoResource);
        }

        var reactivated = await SetActiveAsync(userId, true);
        return reactivated.Succeeded ? await UpdateProfileAsync(userId) : reactivated;
    }

    /// <summary>Asks for the account with this user name; 404 counts as none.</summary>
    public Task<ProvisioningStep> ExistsAsync(string userName) => SendAsync(
        "existence check",
        Request("GET", $"/Users?filter={Filter($"userName eq \"{userName}\"")}&startIndex=1&count=100"),
        WhyNoAnswer);

    /// <summary>Pushes a person's profile: reads the account, overwrites what is mapped, and puts the whole back.</summary>
    /// <param name="userId">The person's directory id.</param>
    /// <returns>The last step.</returns>
    public async Task<ProvisioningStep> UpdateProfileAsync(string userId)
    {
        var read = await SendAsync("read", Request("GET", TargetOf(userId)), WhyNoResource);
        return read.Succeeded
            ? await SendAsync("update", Request("PUT", TargetOf(userId), OktaUserBody.ForUpdate(Directory[userId], (JsonObject)read.Json!, _options.GroupsLast)), WhyNoResource)
            : read;
    }

    /// <summary>Takes the application from a person: switches the account off by a PATCH without path.</summary>
    /// <param name="userId">The person's directory id.</param>
    public Task<ProvisioningStep> UnassignAsync(string userId)
    {
        Directory.Unassign(userId);
        return SetActiveAsync(userId, false);
    }

    private Task<ProvisioningStep> SetActiveAsync(string userId, bool active)
    {
        var operation = new JsonObject { ["op"] = "replace", ["value"] = new JsonObject { ["active"] = active } };
        var body = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = new JsonArray(operation) };
        return SendAsync(active ? "reactivate" : "deactivate", Request("PATCH", TargetOf(userId), body), WhyNotDone);
    }

    private async Task<ProvisioningStep> CreateAsync(IdpUser user)
    {
        var body = OktaUserBody.ForCreate(user, _options.Locale, Directory.NewText(8, PasswordAlphabet));
        var step = await SendAsync("create", Request("POST", "/Users", body), WhyNotCreated);
        if (step.Succeeded)
        {
            Link(user.Id, step.Json.Member("id").Text()!);
        }

        return step;
    }

    private static string? WhyNoAnswer(ProvisioningStep step) => step.Status == 404 ? null : WhyNoList(step) ?? Listed(step) switch
    {
        [] => null,
        [var only] => string.IsNullOrEmpty(only.Member("id").Text()) ? "the user found has no \"id\"" : null,
        var several => $"one user at most is expected, {several.Count} were found",
    };

    private string Filter(string filter)
    {
        var spelt = Uri.EscapeDataString(filter);
        return _options.SpaceAsPlus ? spelt.Replace("%20", "+", StringComparison.Ordinal) : spelt;
    }

    private WireRequest Request(string method, string target, JsonObject? body = null) => new(method, target)
    {
        Headers =
        [
            new WireHeader("Accept", "application/scim+json"),
            new WireHeader("Accept-Charset", "utf-8"),
            new WireHeader("User-Agent", "Okta SCIM Client 1.0.0"),
            .. Authorization is { } value ? new[] { new WireHeader("Authorization", value) } : [],
            new WireHeader("Connection", "Keep-Alive"),
            new WireHeader("Accept-Encoding", "gzip,deflate"),
        ],
        Body = body?.ToJsonString(ScimJson.Compact),
        ContentType = "application/scim+json; charset=utf-8",
    };
}
