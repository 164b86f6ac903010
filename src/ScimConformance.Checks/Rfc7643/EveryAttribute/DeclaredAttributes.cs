using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>The attributes that the endpoint's own /Schemas declares of a resource type, all at once.</summary>
internal static class DeclaredAttributes
{
    /// <summary>How many requests may go into finding out which attributes the endpoint takes.</summary>
    private const int MostTrials = 24;

    // Common attributes and those on which the resource's own life hangs have checks of their own.
    private static readonly string[] Apart = ["id", "externalId", "meta", "schemas", "userName", "active", "password", "groups", "members"];

    /// <summary>
    /// What a client can write and read back without being asked for by name. Left out is what names other resources (members, manager), for a
    /// made-up value there may be refused.
    /// </summary>
    public static IReadOnlyList<UserAttribute> Visible(CheckContext scim, ResourceTypeInfo? type)
    {
        var found = Of(scim, type).Where(a => a.Info.IsReadWrite && (Is(a.Info.Returned, "default") || Is(a.Info.Returned, "always"))).ToList();
        CheckContext.ApplicableIf(found.Count > 0, $"/Schemas publishes no attribute of {type?.Name} that a client writes and reads");
        return found;
    }

    /// <summary>Visible attributes of users of a kind; the check does not apply where there is none.</summary>
    public static IReadOnlyList<UserAttribute> Visible(CheckContext scim, Func<AttributeInfo, bool> isWanted, string kind)
    {
        var found = Visible(scim, scim.Profile.Users).Where(a => isWanted(a.Info)).ToList();
        CheckContext.ApplicableIf(found.Count > 0, $"/Schemas publishes no user attribute that is {kind}");
        return found;
    }

    /// <summary>User attributes of a kind, visible or not; the check does not apply where there is none.</summary>
    public static IReadOnlyList<UserAttribute> OfUsers(CheckContext scim, Func<AttributeInfo, bool> isWanted, string kind)
    {
        var found = Of(scim, scim.Profile.Users).Where(a => isWanted(a.Info)).ToList();
        CheckContext.ApplicableIf(found.Count > 0, $"/Schemas publishes no user attribute that is {kind}");
        return found;
    }

    /// <summary>One sample of each attribute.</summary>
    public static Dictionary<UserAttribute, JsonNode> Samples(this CheckContext scim, IEnumerable<UserAttribute> attributes, int variant) =>
        attributes.ToDictionary(a => a, a => EveryAttribute.Samples.Of(scim, a.Info, variant));

    /// <summary>Puts values into a resource's body.</summary>
    public static JsonObject With(this JsonObject body, CheckContext scim, IEnumerable<KeyValuePair<UserAttribute, JsonNode>> values) =>
        values.Aggregate(body, (resource, v) => v.Key.PutInto(resource, scim, v.Value.DeepClone()));

    /// <summary>Creates a user that has what the extensions of these attributes require.</summary>
    public static Task<ScimResource> CreateUserForAsync(this CheckContext scim, IEnumerable<UserAttribute> attributes)
    {
        var required = attributes.Where(a => a.Extension is not null).Select(a => a.Extension!).Distinct()
            .SelectMany(e => scim.Profile.Schema(e)!.Attributes.Where(a => a is { Required: true, IsWritable: true }).Select(a => new UserAttribute(e, a)));
        return scim.CreateAsync(scim.Users, required.Aggregate(scim.NewUser(), (user, a) => a.PutInto(user, scim, EveryAttribute.Samples.Of(scim, a.Info, 0))));
    }

    /// <summary>
    /// Creates a resource with all the attributes, or, where the endpoint refuses that for a reason of its own, with those that it takes. Which it takes
    /// EVERY-POST-002 tells; to refuse a value is no breach by itself.
    /// </summary>
    public static async Task<(ScimResource Resource, Dictionary<UserAttribute, JsonNode> Sent)> CreateWithAsync(
        this CheckContext scim, string endpoint, Func<JsonObject> body, IReadOnlyDictionary<UserAttribute, JsonNode> values)
    {
        JsonObject? sent = null;
        var current = new Dictionary<UserAttribute, JsonNode>(values);
        var (taken, reply) = await scim.SendTakenAsync(values.Keys.ToList(), repeats: true, attributes =>
        {
            // Once sent, a value that no two resources may share is used up.
            foreach (var unique in sent is null ? [] : attributes.Where(a => IsUnique(a.Info)))
            {
                current[unique] = EveryAttribute.Samples.Of(scim, unique.Info, 0);
            }

            return scim.PostAsync(endpoint, (JsonNode)(sent = body().With(scim, current.Where(v => attributes.Contains(v.Key)))));
        });
        var id = reply.Require(r => r.Is(201)).At("id").Text();
        CheckContext.Require(!string.IsNullOrEmpty(id), $"the answer to a creation gives no id: {reply.Describe()}");
        return (new ScimResource($"{endpoint}/{Uri.EscapeDataString(id!)}", id!, sent!, reply), taken.ToDictionary(a => a, a => current[a]));
    }

    /// <summary>Creates a user with all the attributes, or with those that the endpoint takes.</summary>
    public static Task<(ScimResource Resource, Dictionary<UserAttribute, JsonNode> Sent)> CreateUserWithAsync(
        this CheckContext scim, IReadOnlyDictionary<UserAttribute, JsonNode> values) => scim.CreateWithAsync(scim.Users, () => scim.NewUser(), values);

    /// <summary>PATCH with one operation for each value, or for those that the endpoint takes.</summary>
    /// <returns>The attributes whose operations were carried out.</returns>
    public static async Task<IReadOnlyList<UserAttribute>> PatchEachAsync(
        this CheckContext scim, ScimResource resource, string op, IReadOnlyDictionary<UserAttribute, JsonNode?> values)
    {
        var (taken, _) = await scim.SendTakenAsync(values.Keys.ToList(), repeats: false, attributes => scim.PatchAsync(
            resource, attributes.Select(a => Operation(op, a.FullName, values[a])).ToArray()));
        return taken;
    }

    /// <summary>Judges that nothing is wrong with any of the attributes; a finding names those with which something is.</summary>
    public static void ExpectEach(this ScimResponse reply, IEnumerable<UserAttribute> attributes, Func<UserAttribute, string?> problem, string expected)
    {
        var problems = attributes.Select(a => problem(a) is { } what ? $"{a.FullName} {what}" : null).OfType<string>().ToList();
        reply.Judge(problems.Count == 0, expected, problems.Count == 0 ? "so" : string.Join("; ", problems));
    }

    /// <summary>Judges that each value is there as it was sent.</summary>
    public static void ExpectValues(this ScimResponse reply, IReadOnlyDictionary<UserAttribute, JsonNode> sent) => reply.ExpectEach(
        sent.Keys,
        a => a.Info.Holds(sent[a], reply.At(a.Path)) ? null : $"is {reply.At(a.Path).Show()} instead of {sent[a].Show()}",
        "every attribute as it was sent");

    /// <summary>Sends a request with all the attributes, and when it is refused, with those that the endpoint takes one by one or together.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="all">The attributes.</param>
    /// <param name="repeats">Whether the last request has to carry all that is taken; false where each request adds to the others.</param>
    /// <param name="send">Sends the request with some of them.</param>
    private static async Task<(IReadOnlyList<UserAttribute> Taken, ScimResponse Reply)> SendTakenAsync(
        this CheckContext scim, IReadOnlyList<UserAttribute> all, bool repeats, Func<IReadOnlyList<UserAttribute>, Task<ScimResponse>> send)
    {
        var trials = new Trials(send);
        var reply = await trials.SendAsync(all);
        var left = all;
        while (IsRefused(reply) && left.Where(a => !Names(reply, a)).ToList() is var unnamed && unnamed.Count < left.Count && unnamed.Count > 0)
        {
            left = unnamed;
            reply = await trials.SendAsync(left);
        }

        if (IsRefused(reply))
        {
            var refusal = reply.Describe();
            left = await trials.HalvesAsync(left);
            CheckContext.Require(left.Count > 0 && scim.Profile.UserCreationProblem is null, $"the endpoint takes none of {string.Join(", ", all.Select(a => a.FullName))}: {refusal}");
            reply = repeats ? await trials.SendAsync(left) : trials.LastSuccess!;
        }

        return (left, reply.Require(r => r.IsSuccess()));
    }

    private static bool IsRefused(ScimResponse reply) => reply.Status is >= 400 and <= 499;

    /// <summary>Whether a refusal names the attribute.</summary>
    private static bool Names(ScimResponse reply, UserAttribute attribute) =>
        reply.At("detail").Text() is { } detail
        && Regex.IsMatch(detail, $@"(?<![\w]){Regex.Escape(attribute.Info.Name)}(?![\w])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static string Operation(string op, string path, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = op, ["path"] = path };
        if (value is not null)
        {
            operation["value"] = value.DeepClone();
        }

        return operation.ToJsonString(ScimJson.Compact);
    }

    private static IEnumerable<UserAttribute> Of(CheckContext scim, ResourceTypeInfo? type) => UserAttribute.Of(scim.Profile, type).Where(a =>
        !(a.Extension is null && Apart.Contains(a.Info.Name, StringComparer.OrdinalIgnoreCase))
        && !NamesResources(a.Info) && !a.Info.SubAttributes.Any(NamesResources)
        && (!a.Info.IsComplex || EveryAttribute.Samples.Parts(a.Info).Any() || !a.Info.IsWritable));

    /// <summary>Whether an attribute refers to SCIM resources.</summary>
    private static bool NamesResources(AttributeInfo attribute) =>
        Is(attribute.Type, "reference")
        && (attribute.Source.Member("referenceTypes") as JsonArray)?.Any(t => t.Text() is { } type && !Is(type, "external") && !Is(type, "uri")) == true;

    private static bool IsUnique(AttributeInfo attribute) => !Is(attribute.Uniqueness, "none") || attribute.SubAttributes.Any(IsUnique);

    private static bool Is(string actual, string expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private sealed class Trials(Func<IReadOnlyList<UserAttribute>, Task<ScimResponse>> send)
    {
        private int _sent;

        public ScimResponse? LastSuccess { get; private set; }

        public async Task<ScimResponse> SendAsync(IReadOnlyList<UserAttribute> attributes)
        {
            CheckContext.Require(++_sent <= MostTrials, $"{MostTrials} requests were not enough to find out which attributes the endpoint takes");
            var reply = await send(attributes);
            LastSuccess = reply.IsSuccess ? reply : LastSuccess;
            return reply;
        }

        public async Task<IReadOnlyList<UserAttribute>> HalvesAsync(IReadOnlyList<UserAttribute> attributes)
        {
            if (attributes.Count < 2)
            {
                return [];
            }

            var taken = new List<UserAttribute>();
            foreach (var half in new[] { attributes.Take(attributes.Count / 2).ToList(), attributes.Skip(attributes.Count / 2).ToList() })
            {
                taken.AddRange((await SendAsync(half)).IsSuccess ? half : await HalvesAsync(half));
            }

            return taken;
        }
    }
}
