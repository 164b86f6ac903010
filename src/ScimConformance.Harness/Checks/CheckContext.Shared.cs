using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <content>Users that the check shares with others.</content>
public sealed partial class CheckContext
{
    /// <summary>
    /// A valid user with nothing beyond the usual that this check only looks at. It serves every check of the run that asks for it, so that
    /// looking costs the endpoint no creation and no removal; a check that would change it ends inconclusive (see <see cref="RequireOwn"/>), and
    /// a check that makes it a member of a group takes <see cref="SharedMemberAsync"/> instead. Its name does not begin with <see cref="Prefix"/>.
    /// </summary>
    /// <param name="number">Which one, from 1, for checks that need several.</param>
    public Task<ScimResource> SharedUserAsync(int number = 1) => TakeSharedAsync(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same for users that are told apart by name, such as three whose order is known.</summary>
    /// <param name="name">What <see cref="SharedName"/> makes the beginning of its user name; the same name always with the same members.</param>
    /// <param name="members">JSON object merged over a valid user, null removing a member; empty for none.</param>
    public Task<ScimResource> SharedUserAsync(string name, string members = "") => TakeSharedAsync(name, members);

    /// <summary>How the user name of a shared user begins.</summary>
    /// <param name="name">Its name, or the beginning that several have in common.</param>
    public string SharedName(string name) => _shared.NameOf(name);

    /// <summary>A user to be a member of this check's groups, and for nothing else: what says to which groups it belongs changes with every check that takes it.</summary>
    /// <param name="number">Which one, from 1, for checks that need several.</param>
    public Task<ScimResource> SharedMemberAsync(int number = 1) => TakeSharedAsync($"member-{number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The first so many users of <see cref="SharedMemberAsync"/>.</summary>
    /// <param name="count">How many.</param>
    public async Task<ScimResource[]> SharedMembersAsync(int count)
    {
        var users = new ScimResource[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = await SharedMemberAsync(i + 1);
        }

        return users;
    }

    /// <summary>GET of what stays the same during a run, such as a description of the endpoint or a shared user; one request fetches it for all checks.</summary>
    /// <param name="target">Path and query relative to the base URL, percent-encoded, for example <c>/Schemas</c>.</param>
    public Task<ScimResponse> GetOnceAsync(string target) =>
        GetOnceAsync(new ScimRequest("GET", target));

    /// <summary>The same with headers of its own.</summary>
    internal async Task<ScimResponse> GetOnceAsync(ScimRequest request) => Shared(await _shared.GetAsync(request, Cancellation));

    /// <summary>A user of the SCIM 1.1 face that checks share.</summary>
    internal Task<ScimResource> TakeSharedAsync(string label, string endpoint, Func<string, JsonObject> body) => TakeSharedAsync(() => _shared.TakeAsync(label, endpoint, body, Cancellation));

    private Task<ScimResource> TakeSharedAsync(string label, string members = "") => TakeSharedAsync(() => _shared.TakeAsync(label, members, Cancellation));

    private async Task<ScimResource> TakeSharedAsync(Func<Task<SharedUser>> take)
    {
        var user = await take();
        var reply = Shared(user.Creation);
        return new ScimResource(user.Target, reply.At("id").Text() ?? Uri.UnescapeDataString(user.Target[(user.Target.LastIndexOf('/') + 1)..]), (JsonObject)user.Sent.DeepClone(), reply);
    }

    /// <summary>The answer to an exchange that was sent for several checks, as part of this one.</summary>
    private ScimResponse Shared(Exchange exchange)
    {
        var place = _transcript.Reserve();
        _transcript.Set(place, exchange);
        return new ScimResponse(exchange, place, exchange.Response!, _findings);
    }
}
