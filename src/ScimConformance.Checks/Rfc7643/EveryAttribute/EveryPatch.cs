using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Every attribute that users are declared to have, through PATCH.</summary>
internal static class EveryPatch
{
    private static readonly string[] Derived = ["displayName", "name", "nickName"];

    public static CheckGroup Group { get; } = new("RFC7643-7-every-patch", "Every published attribute: PATCH",
    [
        // If the target location does not exist, the attribute and value are added (RFC 7644 section 3.5.2.1).
        new()
        {
            Id = "EVERY-PATCH-ADD-001", Title = "add sets every attribute that has no value",
            Verifies = ["RFC7644-3.5.2.1-04"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var wanted = Unset(DeclaredAttributes.Visible(scim, scim.Profile.Users));
                var user = await scim.CreateUserForAsync(wanted);
                var unset = wanted.Where(a => user.Sent.At(a.Path).IsUnassigned()).ToList();
                CheckContext.ApplicableIf(unset.Count > 0, "users have each attribute that a client writes and reads from their creation on");
                await ExpectPatchedAsync(scim, user, "add", scim.Samples(unset, 0));
            },
        },

        // If the target location specifies a multi-valued attribute, a new value is added to the attribute.
        new()
        {
            Id = "EVERY-PATCH-ADD-002", Title = "add to every multi-valued attribute keeps the values that are there",
            Verifies = ["RFC7644-3.5.2.1-06"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, a => a.MultiValued, "multi-valued"), 0));
                var added = before.Keys.ToDictionary(a => a, a => (JsonNode?)new JsonArray(Samples.One(scim, a.Info, 1, isPrimary: false)));
                var taken = await scim.PatchEachAsync(user, "add", added);
                var read = await scim.ReadAsync(user);
                read.ExpectEach(taken, a => a.Info.Holds(added[a], read.At(a.Path)) ? null : $"lacks {added[a].Show()}", "every value that was added");
                read.ExpectEach(taken, a => a.Info.Holds(before[a].Unmarked(), read.At(a.Path)) ? null : $"has lost {before[a].Show()}", "every value that was there");
            },
        },

        // If the target location specifies a single-valued attribute, the existing value is replaced.
        new()
        {
            Id = "EVERY-PATCH-ADD-003", Title = "add to every single-valued attribute replaces its value",
            Verifies = ["RFC7644-3.5.2.1-07"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = scim => ExpectChangedAsync(scim, "add", a => a is { MultiValued: false, IsComplex: false }, "single-valued"),
        },

        // If the target location already contains the value specified, no changes SHOULD be made to the resource.
        new()
        {
            Id = "EVERY-PATCH-ADD-004", Title = "the same add to every multi-valued attribute twice adds one value",
            Verifies = ["RFC7644-3.5.2.1-08"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, a => a.MultiValued, "multi-valued"), 0));
                var added = before.Keys.ToDictionary(a => a, a => (JsonNode?)new JsonArray(Samples.One(scim, a.Info, 1, isPrimary: false)));
                var taken = await scim.PatchEachAsync(user, "add", added);
                var once = await scim.ReadAsync(user);
                await scim.PatchEachAsync(user, "add", added.Where(v => taken.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
                var twice = await scim.ReadAsync(user);
                twice.ExpectEach(taken, a => Count(once, a) > 1 && Count(twice, a) == Count(once, a) ? null : $"has {Count(twice, a)} values instead of {Count(once, a)}", "as many values as after the first add");
            },
        },

        // If the target location specifies a single-valued attribute, the attribute's value is replaced (RFC 7644 section 3.5.2.3).
        new()
        {
            Id = "EVERY-PATCH-REPLACE-001", Title = "replace changes every single-valued attribute",
            Verifies = ["RFC7644-3.5.2.3-03"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = scim => ExpectChangedAsync(scim, "replace", a => a is { MultiValued: false, IsComplex: false }, "single-valued"),
        },

        // If the target location is a multi-valued attribute and no filter is specified, the attribute and all values are replaced.
        new()
        {
            Id = "EVERY-PATCH-REPLACE-002", Title = "replace leaves of every multi-valued attribute the new values alone",
            Verifies = ["RFC7644-3.5.2.3-04"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = scim => ExpectChangedAsync(scim, "replace", a => a.MultiValued, "multi-valued"),
        },

        // The same again: the attribute and all values are replaced, by the same values.
        new()
        {
            Id = "EVERY-PATCH-REPLACE-003", Title = "the same replace of every multi-valued attribute twice leaves one set of values",
            Verifies = ["RFC7644-3.5.2.3-04"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, a => a.MultiValued, "multi-valued"), 0));
                var after = scim.Samples(before.Keys, 1).ToDictionary(v => v.Key, v => (JsonNode?)v.Value);
                var taken = await scim.PatchEachAsync(user, "replace", after);
                await scim.PatchEachAsync(user, "replace", after.Where(v => taken.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
                var read = await scim.ReadAsync(user);
                read.ExpectEach(taken, a => read.At(a.Path) is JsonArray { Count: 1 } ? null : $"is {read.At(a.Path).Show()}", "one value of each");
            },
        },

        // If the target location is a single-value attribute, the attribute SHALL be considered unassigned (RFC 7644 section 3.5.2.2).
        new()
        {
            Id = "EVERY-PATCH-REMOVE-001", Title = "remove unassigns every single-valued attribute",
            Verifies = ["RFC7644-3.5.2.2-02"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = scim => ExpectRemovedAsync(scim, a => a is { MultiValued: false, Required: false }, "single-valued"),
        },

        // If no filter is specified, the attribute and all values are removed, and the attribute SHALL be considered unassigned.
        new()
        {
            Id = "EVERY-PATCH-REMOVE-002", Title = "remove unassigns every multi-valued attribute",
            Verifies = ["RFC7644-3.5.2.2-03"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = scim => ExpectRemovedAsync(scim, a => a is { MultiValued: true, Required: false }, "multi-valued"),
        },

        // HTTP PATCH enables clients to update one or more attributes (RFC 7644 section 3.5.2).
        new()
        {
            Id = "EVERY-PATCH-OTHERS-001", Title = "PATCH of one attribute loses none of the others",
            Verifies = ["RFC7644-3.5.2-30"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var all = DeclaredAttributes.Visible(scim, scim.Profile.Users);
                var one = all.FirstOrDefault(a => a is { Extension: null, Info: { MultiValued: false, IsComplex: false, CanonicalValues.Count: 0 } } && a.Info.IsSingle("string") && !Derived.Contains(a.Info.Name));
                CheckContext.ApplicableIf(one is not null, "/Schemas publishes no plain text attribute of users");
                var (user, sent) = await scim.CreateUserWithAsync(scim.Samples(all, 0));
                (await scim.PatchAsync(user, new JsonObject { ["op"] = "replace", ["path"] = one!.FullName, ["value"] = Samples.Of(scim, one.Info, 1) }.ToJsonString(ScimJson.Compact)))
                    .Require(r => r.IsSuccess());
                (await scim.ReadAsync(user)).ExpectValues(sent.Where(v => v.Key != one).ToDictionary(v => v.Key, v => v.Value));
            },
        },

        new()
        {
            Id = "EVERY-PATCH-OTHERS-002", Title = "PATCH of a group's name loses none of its members",
            Verifies = ["RFC7644-3.5.2-30"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (one, two) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var group = await scim.CreateGroupAsync(one, two);
                (await scim.PatchAsync(group, $$"""{"op":"replace","path":"displayName","value":"{{scim.NewName()}}"}""")).Require(r => r.IsSuccess());
                (await scim.ReadAsync(group, "?attributes=displayName,members")).ExpectValues("members", one.Id, two.Id);
            },
        },

        // SCIM responses SHALL reflect resource state as interpreted by the SCIM service provider (RFC 7644 section 3.1).
        new()
        {
            Id = "EVERY-PATCH-RESULT-001", Title = "the answer to a PATCH, if it has a body, shows every attribute as the next GET does",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var (user, _) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, scim.Profile.Users), 0));
                var reply = (await scim.PatchAsync(user, $$"""{"op":"replace","path":"displayName","value":"{{scim.NewName()}}"}""")).Require(r => r.Is(200, 204));
                var read = await scim.ReadAsync(user);
                reply.Accept(r => r.Is(204), r => r.Is(200).WithResource());
                if (reply.Status == 200)
                {
                    scim.ExpectSame(reply, reply.Json, read.Json, "an immediate GET");
                }
            },
        },

        // Each operation against an attribute MUST be compatible with the attribute's schema; one that is not SHALL return an error.
        new()
        {
            Id = "EVERY-TYPE-001", Title = "replace by a value of a wrong type is refused, whatever the type",
            Verifies = ["RFC7644-3.5.2-28"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var kinds = DeclaredAttributes.Visible(scim, scim.Profile.Users).DistinctBy(a => (a.Info.Type.ToLowerInvariant(), a.Info.MultiValued)).ToList();
                var user = await scim.CreateUserForAsync(kinds);
                foreach (var kind in kinds)
                {
                    var reply = await scim.PatchAsync(user, new JsonObject { ["op"] = "replace", ["path"] = kind.FullName, ["value"] = WrongFor(kind.Info) }.ToJsonString(ScimJson.Compact));
                    reply.Judge(reply.Status is >= 400 and <= 499, $"4xx for {WrongFor(kind.Info).Show()} as {kind.FullName}, which is {kind.Info.Type}", reply.Describe());
                }
            },
        },
    ]);

    private static List<UserAttribute> Unset(IReadOnlyList<UserAttribute> attributes) => attributes.Where(a => !a.Info.Required).ToList();

    private static async Task ExpectPatchedAsync(CheckContext scim, ScimResource user, string op, Dictionary<UserAttribute, JsonNode> values)
    {
        var taken = await scim.PatchEachAsync(user, op, values.ToDictionary(v => v.Key, v => (JsonNode?)v.Value));
        (await scim.ReadAsync(user)).ExpectValues(values.Where(v => taken.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
    }

    private static async Task ExpectChangedAsync(CheckContext scim, string op, Func<AttributeInfo, bool> isWanted, string kind)
    {
        var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, isWanted, kind), 0));
        var after = scim.Samples(before.Keys, 1);
        var taken = await scim.PatchEachAsync(user, op, after.ToDictionary(v => v.Key, v => (JsonNode?)v.Value));
        var read = await scim.ReadAsync(user);
        read.ExpectValues(after.Where(v => taken.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
        read.ExpectEach(taken, a => EveryWrite.IsReplaced(a.Info, before[a], after[a], read.At(a.Path)) ? null : $"still holds {before[a].Show()}", "no former value");
    }

    private static async Task ExpectRemovedAsync(CheckContext scim, Func<AttributeInfo, bool> isWanted, string kind)
    {
        var (user, before) = await scim.CreateUserWithAsync(scim.Samples(DeclaredAttributes.Visible(scim, isWanted, kind), 0));
        var taken = await scim.PatchEachAsync(user, "remove", before.Keys.ToDictionary(a => a, _ => (JsonNode?)null));
        var read = await scim.ReadAsync(user);

        // A display name may be made anew from what else is known of the user (RFC 7643 section 4.1.1).
        read.ExpectEach(
            taken,
            a => read.At(a.Path).IsUnassigned() || (Derived.Contains(a.Info.Name) && a.Info.Lacks(before[a], read.At(a.Path))) ? null : $"is {read.At(a.Path).Show()}",
            "no value");
    }

    private static int Count(ScimResponse read, UserAttribute attribute) => (read.At(attribute.Path) as JsonArray)?.Count ?? 0;

    private static JsonNode WrongFor(AttributeInfo attribute) =>
        attribute is { IsComplex: true } or { MultiValued: true } || attribute.Type.ToLowerInvariant() is "boolean" or "integer" or "decimal"
            ? "not of this type"
            : new JsonObject { ["not"] = "of this type" };
}
