using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Ways of asking for a check's own users, and of comparing what came with what was asked for.</summary>
internal static class Queries
{
    private const string Three = "three-";

    /// <summary>The value as a string literal of a filter.</summary>
    public static string Quote(string value) => JsonValue.Create(value).ToJsonString(ScimJson.Compact);

    /// <summary>A filter that this one user matches.</summary>
    public static string IsUser(ScimResource user) => $"userName eq {Quote(user.UserName)}";

    /// <summary>A filter that exactly the users of this check match.</summary>
    public static string Mine(this CheckContext scim) => $"userName sw {Quote(scim.Prefix + "-")}";

    /// <summary>Three users whose names end in b, c and a, made in this order. No check changes them.</summary>
    public static async Task<(ScimResource B, ScimResource C, ScimResource A)> ThreeAsync(this CheckContext scim) =>
        (await scim.SharedUserAsync(Three + "b"), await scim.SharedUserAsync(Three + "c"), await scim.SharedUserAsync(Three + "a"));

    /// <summary>A filter that exactly the users of <see cref="ThreeAsync"/> match.</summary>
    public static string IsOfThree(this CheckContext scim) => $"userName sw {Quote(scim.SharedName(Three))}";

    /// <summary>GET of the users that match a filter.</summary>
    public static Task<ScimResponse> FindUsersAsync(this CheckContext scim, string filter) => scim.FilterAsync(scim.Users, filter);

    /// <summary>GET of those users of this check that match a filter.</summary>
    public static Task<ScimResponse> FindMineAsync(this CheckContext scim, string filter) => scim.FindUsersAsync($"{scim.Mine()} and {filter}");

    /// <summary>Makes sure that queries can be narrowed to the users of this check; without that the check does not apply.</summary>
    public static async Task RequireNarrowingAsync(this CheckContext scim, params ScimResource[] mine) =>
        (await scim.FindMineAsync("userName pr")).UnlessDeclined("filters of the form userName sw … and userName pr").RequireExactly(mine);

    /// <summary>Ends the check as inconclusive when a list that a filter narrows to the users of this check, or to those three, shows others: what is judged here is not the filter.</summary>
    public static ScimResponse RequireNarrowed(this CheckContext scim, ScimResponse reply)
    {
        string[] prefixes = [scim.Prefix + "-", scim.SharedName(Three)];
        var stranger = reply.Resources.Select(r => r.Member("userName").Text())
            .FirstOrDefault(name => name is not null && !prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)));
        CheckContext.Require(stranger is null, $"{reply.Exchange.Request.Url.PathAndQuery} should list users of the filter alone, got {stranger}");
        return reply;
    }

    /// <summary>Creates a user whose name is the check's prefix followed by this.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="name">The end of the name.</param>
    /// <param name="members">JSON object merged over the user; empty for none.</param>
    public static Task<ScimResource> CreateNamedUserAsync(this CheckContext scim, string name, string members = "")
    {
        var body = scim.NewUser(members);
        body["userName"] = scim.Email($"{scim.Prefix}-{name}");
        return scim.CreateAsync(scim.Users, body);
    }

    /// <summary>Whether an attribute is a single value of this type that a client may write and read.</summary>
    public static bool IsSingle(this AttributeInfo attribute, string type) =>
        attribute is { MultiValued: false, IsReadWrite: true } && attribute.Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Ends the check as not applicable when the endpoint declines the form of filter: section 3.4.2.2 lets a provider decline what it does not
    /// recognise, with 400 invalidFilter. A 400 for another reason is none.
    /// </summary>
    public static ScimResponse UnlessDeclined(this ScimResponse reply, string form)
    {
        var declined = reply.Status == 501 || (reply.Status == 400 && reply.At("scimType").Text() is (null or "invalidFilter"));
        CheckContext.ApplicableIf(!declined, $"the endpoint declines {form}: {reply.Describe()}");
        return reply;
    }

    /// <summary>Judges that the reply lists exactly these resources, in any order.</summary>
    public static ScimResponse ExpectExactly(this ScimResponse reply, params ScimResource[] expected) =>
        reply.Judge(
            reply.Status == 200 && reply.Ids.Count == expected.Length && expected.All(e => reply.Ids.Contains(e.Id)),
            $"200 with {(expected.Length == 0 ? "no resource" : "exactly " + string.Join(", ", expected.Select(Name)))}",
            reply.Seen());

    /// <summary>Judges that the reply lists these resources in this order; resources of others may stand anywhere.</summary>
    public static ScimResponse ExpectOrder(this ScimResponse reply, params ScimResource[] expected) =>
        reply.Judge(
            reply.Status == 200 && reply.Ids.Where(id => expected.Any(e => e.Id == id)).SequenceEqual(expected.Select(e => e.Id)),
            $"200 with, in this order, {string.Join(", ", expected.Select(Name))}",
            reply.Seen());

    /// <summary>Ends the check as inconclusive unless the reply lists exactly these resources.</summary>
    public static ScimResponse RequireExactly(this ScimResponse reply, params ScimResource[] expected)
    {
        CheckContext.Require(
            reply.Status == 200 && reply.Ids.Count == expected.Length && expected.All(e => reply.Ids.Contains(e.Id)),
            $"{reply.Exchange.Request.Url.PathAndQuery} should list {string.Join(", ", expected.Select(Name))}, got {reply.Seen()}");
        return reply;
    }

    /// <summary>Where a location leads, absolute.</summary>
    public static Uri? ResolveLocation(this CheckContext scim, string? location) =>
        location is not null && Uri.TryCreate(new Uri(scim.Target.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), location, out var uri) ? uri : null;

    private static string Name(ScimResource resource) => resource.UserName.Length > 0 ? resource.UserName : resource.Id;

    private static string Seen(this ScimResponse reply) => reply.Status != 200
        ? reply.Describe()
        : $"200 with {(reply.Resources.Count == 0 ? "no resource" : string.Join(", ", reply.Resources.Take(10).Select(r => r.Member("userName").Text() ?? r.Member("id").Show())))}"
            + (reply.Resources.Count > 10 ? $" and {reply.Resources.Count - 10} more" : "");
}
