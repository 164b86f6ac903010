using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Every attribute whose mutability, uniqueness or returned is declared to be special.</summary>
internal static class EveryRule
{
    public static CheckGroup Group { get; } = new("RFC7643-7-every-rule", "Every published attribute: mutability, uniqueness, returned",
    [
        // In the request body, attributes whose mutability is "readOnly" SHALL be ignored (RFC 7644 section 3.3).
        new()
        {
            Id = "EVERY-READONLY-001", Title = "POST ignores every attribute that is published as readOnly",
            Verifies = ["RFC7644-3.3-02"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var sent = scim.Samples(ReadOnly(scim), 0);
                var reply = (await scim.PostAsync(scim.Users, (JsonNode)scim.NewUser().With(scim, sent))).Accept(r => r.Is(201));
                ExpectIgnored(await scim.ReadCreatedAsync(scim.Users, reply), sent);
            },
        },

        // readOnly: any values provided SHALL be ignored (RFC 7644 section 3.5.1).
        new()
        {
            Id = "EVERY-READONLY-002", Title = "PUT changes no attribute that is published as readOnly",
            Verifies = ["RFC7644-3.5.1-09"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var sent = scim.Samples(ReadOnly(scim), 0);
                var user = await scim.CreateUserForAsync(sent.Keys);
                (await scim.PutAsync(user.Target, user.Replacement().With(scim, sent))).RequirePutOffered().Accept(r => r.IsSuccess(), r => r.IsClientError());
                ExpectIgnored(await scim.ReadAsync(user), sent);
            },
        },

        // An operation that is not compatible with an attribute's mutability SHALL return an error (RFC 7644 section 3.5.2).
        new()
        {
            Id = "EVERY-READONLY-003", Title = "PATCH of every attribute that is published as readOnly is refused",
            Verifies = ["RFC7644-3.5.2-14"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var sent = scim.Samples(ReadOnly(scim), 0);
                var user = await scim.CreateUserForAsync(sent.Keys);
                foreach (var (attribute, value) in sent)
                {
                    var reply = await scim.PatchAsync(user, Replace(attribute, value));
                    reply.Judge(reply.Status is >= 400 and <= 499, $"4xx for replace of {attribute.FullName}, which is readOnly", reply.Describe());
                }

                ExpectIgnored(await scim.ReadAsync(user), sent);
            },
        },

        // immutable: the attribute SHALL NOT be updated.
        new()
        {
            Id = "EVERY-IMMUTABLE-001", Title = "PUT changes no attribute that is published as immutable",
            Verifies = ["RFC7643-7-12"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(Immutable(scim), 0));
                foreach (var attribute in sent.Keys)
                {
                    var body = user.Replacement().With(scim, scim.Samples([attribute], 1));
                    (await scim.PutAsync(user.Target, body)).RequirePutOffered().Accept(r => r.IsSuccess(), r => r.IsClientError());
                }

                (await scim.ReadAsync(user)).ExpectValues(sent);
            },
        },
        new()
        {
            Id = "EVERY-IMMUTABLE-002", Title = "PATCH changes no attribute that is published as immutable",
            Verifies = ["RFC7643-7-12"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(Immutable(scim), 0));
                foreach (var attribute in sent.Keys)
                {
                    (await scim.PatchAsync(user, Replace(attribute, Samples.Of(scim, attribute.Info, 1)))).Accept(r => r.IsSuccess(), r => r.IsClientError());
                }

                (await scim.ReadAsync(user)).ExpectValues(sent);
            },
        },

        // server: the value SHOULD be unique within the context of the current SCIM endpoint.
        new()
        {
            Id = "EVERY-UNIQUE-001", Title = "PUT of a taken value is refused for every attribute that is published as unique",
            Verifies = ["RFC7643-7-18"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var unique = DeclaredAttributes.Visible(scim, a => !Is(a.Uniqueness, "none") && a is { MultiValued: false, IsComplex: false }, "unique, userName aside");
                var (_, taken) = await scim.CreateUserWithAsync(scim.Samples(unique, 0));
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(taken.Keys, 0));
                foreach (var (attribute, value) in taken)
                {
                    var reply = await scim.PutAsync(user.Target, user.Replacement().With(scim, [KeyValuePair.Create(attribute, value)]));
                    reply.RequirePutOffered().Judge(reply.Status is >= 400 and <= 499, $"4xx for {value.Show()} as {attribute.FullName}, which another user has", reply.Describe());
                }
            },
        },

        // never: the attribute is never returned. writeOnly: attribute values SHALL NOT be returned.
        new()
        {
            Id = "EVERY-NEVER-001", Title = "no attribute that is published as returned never comes back",
            Verifies = ["RFC7643-7-15"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var never = scim.Samples(OfReturned(scim, "never"), 0);
                var (user, sent) = await scim.CreateUserWithAsync(never);
                var replies = new[] { user.Reply, await scim.ReadAsync(user), await scim.ReadAsync(user, Naming(sent.Keys)), await scim.PutAsync(user.Target, user.Replacement()) };
                foreach (var reply in replies)
                {
                    reply.ExpectEach(sent.Keys, a => reply.At(a.Path).IsUnassigned() ? null : "is shown", "no attribute that is never returned");
                }
            },
        },

        // request: the attribute is returned in a SCIM query operation only if specified in the "attributes" parameter.
        new()
        {
            Id = "EVERY-REQUEST-001", Title = "every attribute that is published as returned on request is shown where it is named and nowhere else",
            Verifies = ["RFC7643-7-16"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(OfReturned(scim, "request"), 0));
                var list = (await scim.FindUsersAsync(Queries.IsUser(user))).RequireExactly(user);
                list.ExpectEach(sent.Keys, a => list.Resources[0].At(a.Path).IsUnassigned() ? null : "is shown in a list that does not name it", "what is returned on request left out");
                (await scim.ReadAsync(user, Naming(sent.Keys))).ExpectValues(sent);
            },
        },

        // always: the attribute is always returned, regardless of the contents of the "attributes" parameter.
        new()
        {
            Id = "EVERY-ALWAYS-001", Title = "every attribute that is published as returned always is in lists too, whatever they name",
            Verifies = ["RFC7643-7-14"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(OfReturned(scim, "always"), 0));
                foreach (var query in new[] { ("attributes", "userName"), ("excludedAttributes", string.Join(',', sent.Keys.Select(a => a.FullName))) })
                {
                    var list = (await scim.QueryAsync(scim.Users, ("filter", Queries.IsUser(user)), query)).RequireExactly(user);
                    list.ExpectEach(sent.Keys, a => list.Resources[0].At(a.Path).IsUnassigned() ? $"is missing with {query.Item1}" : null, "what is always returned");
                }
            },
        },
    ]);

    private static IReadOnlyList<UserAttribute> ReadOnly(CheckContext scim) =>
        DeclaredAttributes.OfUsers(scim, a => Is(a.Mutability, "readOnly") && a is { IsComplex: false }, "readOnly, besides id, meta, groups and sub-attributes");

    private static IReadOnlyList<UserAttribute> Immutable(CheckContext scim) => DeclaredAttributes.OfUsers(
        scim, a => Is(a.Mutability, "immutable") && (Is(a.Returned, "default") || Is(a.Returned, "always")), "immutable");

    private static IReadOnlyList<UserAttribute> OfReturned(CheckContext scim, string returned) =>
        DeclaredAttributes.OfUsers(scim, a => Is(a.Returned, returned) && a.IsWritable, $"writable and returned {returned}");

    private static void ExpectIgnored(ScimResponse read, Dictionary<UserAttribute, JsonNode> sent) =>
        read.ExpectEach(sent.Keys, a => a.Info.Lacks(sent[a], read.At(a.Path)) ? null : $"is {sent[a].Show()}, as the client wanted", "no value that the client chose");

    private static string Naming(IEnumerable<UserAttribute> attributes) => "?attributes=" + string.Join(',', attributes.Select(a => Uri.EscapeDataString(a.FullName)));

    private static string Replace(UserAttribute attribute, JsonNode value) =>
        new JsonObject { ["op"] = "replace", ["path"] = attribute.FullName, ["value"] = value.DeepClone() }.ToJsonString(ScimJson.Compact);

    private static bool Is(string actual, string expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
