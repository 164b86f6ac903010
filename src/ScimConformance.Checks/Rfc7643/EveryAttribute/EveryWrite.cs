using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Every attribute that users and groups are declared to have, through POST and PUT.</summary>
internal static class EveryWrite
{
    public static CheckGroup Group { get; } = new("RFC7643-7-every-write", "Every published attribute: POST and PUT",
    [
        // Resource attributes returned in a response are those whose "returned" setting is "always" or "default" (RFC 7644 section 3.4).
        new()
        {
            Id = "EVERY-POST-001", Title = "every attribute that is published as writable comes back after POST",
            Verifies = ["RFC7644-3.4-01"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var all = DeclaredAttributes.Visible(scim, scim.Profile.Users).ToDictionary(a => a, a => Samples.Both(scim, a.Info));
                var (user, sent) = await scim.CreateUserWithAsync(all);
                (await scim.ReadAsync(user)).ExpectValues(sent);
            },
        },

        // readWrite: the attribute MAY be updated and read at any time.
        new()
        {
            Id = "EVERY-POST-002", Title = "every attribute that is published as writable takes a valid value",
            Verifies = ["RFC7643-7-24"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var all = scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0);
                var (user, sent) = await scim.CreateUserWithAsync(all);
                (await scim.ReadAsync(user)).ExpectEach(all.Keys, a => sent.ContainsKey(a) ? null : $"refuses {all[a].Show()}", "a user with every attribute taken");
            },
        },

        // SCIM responses SHALL reflect resource state as interpreted by the SCIM service provider (RFC 7644 section 3.1).
        new()
        {
            Id = "EVERY-POST-003", Title = "the answer to a creation shows every attribute as the next GET does",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                scim.ExpectSame(user.Reply, user.Reply.Json, (await scim.ReadAsync(user)).Json, "an immediate GET");
            },
        },

        // For attributes that are case exact, the server SHALL preserve case for any value submitted.
        new()
        {
            Id = "EVERY-CASE-001", Title = "every attribute that is published as caseExact keeps letter case",
            Verifies = ["RFC7643-7-09"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var exact = DeclaredAttributes.Visible(scim, a => a is { CaseExact: true, IsComplex: false, CanonicalValues.Count: 0 } && a.Type.Equals("string", StringComparison.OrdinalIgnoreCase), "a caseExact string");
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(exact, 0));
                (await scim.ReadAsync(user)).ExpectValues(sent);
            },
        },

        // canonicalValues: a collection of suggested canonical values that MAY be used.
        new()
        {
            Id = "EVERY-CANONICAL-001", Title = "every canonical value that is published is taken and kept",
            Verifies = ["RFC7643-7-25"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var labelled = DeclaredAttributes.Visible(scim, a => a is { MultiValued: true, IsComplex: true } && a.Sub("type") is { IsReadWrite: true, CanonicalValues.Count: > 1 }, "multi-valued with canonical types");
                var all = labelled.ToDictionary(a => a, a => (JsonNode)new JsonArray(a.Info.Sub("type")!.CanonicalValues.Select((type, i) => Labelled(scim, a.Info, type, i)).ToArray()));
                var (user, sent) = await scim.CreateUserWithAsync(all);
                user.Reply.ExpectEach(all.Keys, a => sent.ContainsKey(a) ? null : $"refuses its canonical types {string.Join(", ", a.Info.Sub("type")!.CanonicalValues)}", "every canonical type taken");
                (await scim.ReadAsync(user)).ExpectValues(sent);
            },
        },

        // readWrite, writeOnly: any values provided SHALL replace the existing attribute values (RFC 7644 section 3.5.1).
        new()
        {
            Id = "EVERY-PUT-001", Title = "PUT replaces every attribute that is published as writable",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var after = scim.Samples(before.Keys, 1);
                (await scim.PutAsync(user.Target, user.Replacement().With(scim, after))).RequirePutOffered().Require(r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                read.ExpectValues(after);
                read.ExpectEach(after.Keys, a => IsReplaced(a.Info, before[a], after[a], read.At(a.Path)) ? null : $"still holds {before[a].Show()}", "no former value");
            },
        },

        // SCIM responses SHALL reflect resource state as interpreted by the SCIM service provider (RFC 7644 section 3.1).
        new()
        {
            Id = "EVERY-PUT-002", Title = "the answer to a PUT shows every attribute as the next GET does",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var reply = (await scim.PutAsync(user.Target, user.Replacement().With(scim, scim.Samples(sent.Keys, 1)))).RequirePutOffered().Require(r => r.IsSuccess());
                CheckContext.ApplicableIf(reply.Json is JsonObject, "the answer to a PUT has no body");
                scim.ExpectSame(reply, reply.Json, (await scim.ReadAsync(user)).Json, "an immediate GET");
            },
        },

        // Any values provided SHALL replace the existing attribute values: the same ones leave all as it was.
        new()
        {
            Id = "EVERY-PUT-003", Title = "a user with every attribute, read and put back, is as it was",
            Verifies = ["RFC7644-3.5.1-16"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var before = await scim.ReadAsync(user);
                (await scim.PutAsync(user.Target, before.Json!.DeepClone())).RequirePutOffered().Require(r => r.IsSuccess());
                var after = await scim.ReadAsync(user);
                scim.ExpectSame(after, after.Json, before.Json, "before the PUT");
            },
        },

        // The attribute is returned by default in all SCIM operation responses.
        new()
        {
            Id = "EVERY-LIST-001", Title = "a list shows every attribute as GET of the user does",
            Verifies = ["RFC7644-3.4.2-09"], Needs = [Needs.Users, Needs.Schemas, Needs.Filter],
            Run = async scim =>
            {
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var list = (await scim.FindUsersAsync(Queries.IsUser(user))).RequireExactly(user);
                scim.ExpectSame(list, list.Resources[0], (await scim.ReadAsync(user)).Json, "by GET of its id");
            },
        },
        new()
        {
            Id = "EVERY-LIST-002", Title = "/.search shows every attribute as GET of the user does",
            Verifies = ["RFC7644-3.4.2-09"], Needs = [Needs.Users, Needs.Schemas, Needs.Filter],
            Run = async scim =>
            {
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var list = await scim.SearchAsync(scim.Users, $"\"filter\":{Queries.Quote(Queries.IsUser(user))}");
                CheckContext.ApplicableIf(list.Status is not (404 or 405 or 501), "the endpoint has no /.search");
                list.RequireExactly(user);
                scim.ExpectSame(list, list.Resources[0], (await scim.ReadAsync(user)).Json, "by GET of its id");
            },
        },

        // The same for groups.
        new()
        {
            Id = "EVERY-GROUP-POST-001", Title = "every attribute of groups that is published as writable comes back after POST",
            Verifies = ["RFC7644-3.4-01"], Needs = [Needs.Groups, Needs.Schemas],
            Run = async scim =>
            {
                var (group, sent) = await CreateGroupAsync(scim);
                (await scim.ReadAsync(group)).ExpectValues(sent);
            },
        },
        new()
        {
            Id = "EVERY-GROUP-PUT-001", Title = "PUT replaces every attribute of groups that is published as writable",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Groups, Needs.Schemas],
            Run = async scim =>
            {
                var (group, before) = await CreateGroupAsync(scim);
                var after = scim.Samples(before.Keys, 1);
                (await scim.PutAsync(group.Target, group.Replacement().With(scim, after))).RequirePutOffered().Require(r => r.IsSuccess());
                (await scim.ReadAsync(group)).ExpectValues(after);
            },
        },
        new()
        {
            Id = "EVERY-GROUP-PUT-002", Title = "a group with members, read and put back, is as it was",
            Verifies = ["RFC7644-3.5.1-16"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var before = await scim.ReadAsync(group);
                (await scim.PutAsync(group.Target, before.Json!.DeepClone())).RequirePutOffered().Require(r => r.IsSuccess());
                var after = await scim.ReadAsync(group);
                scim.ExpectSame(after, after.Json, before.Json, "before the PUT");
            },
        },
        new()
        {
            Id = "EVERY-GROUP-PATCH-001", Title = "PATCH replaces every attribute of groups that is published as writable",
            Verifies = ["RFC7644-3.5.2.3-03"], Needs = [Needs.Groups, Needs.Schemas, Needs.Patch],
            Run = async scim =>
            {
                var (group, before) = await CreateGroupAsync(scim);
                var after = scim.Samples(before.Keys.Where(a => !a.Info.MultiValued), 1);
                var taken = await scim.PatchEachAsync(group, "replace", after.ToDictionary(v => v.Key, v => (JsonNode?)v.Value));
                (await scim.ReadAsync(group)).ExpectValues(after.Where(v => taken.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
            },
        },
    ]);

    /// <summary>Whether a former value is gone, as far as the two can be told apart.</summary>
    public static bool IsReplaced(AttributeInfo attribute, JsonNode before, JsonNode after, JsonNode? now) =>
        !attribute.Lacks(before, after) || attribute.Lacks(before, now);

    private static Task<(ScimResource Resource, Dictionary<UserAttribute, JsonNode> Sent)> CreateGroupAsync(CheckContext scim) =>
        scim.CreateWithAsync(scim.Groups, () => scim.NewGroup(), scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Groups), 0));

    private static JsonNode Labelled(CheckContext scim, AttributeInfo attribute, string type, int place)
    {
        var value = Samples.One(scim, attribute, place % 2, isPrimary: place == 0);
        value["type"] = type;
        return value;
    }
}
