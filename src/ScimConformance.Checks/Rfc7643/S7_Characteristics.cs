using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 7: attributes behave as their published characteristics say.</summary>
internal static class S7_Characteristics
{
    public static CheckGroup Group { get; } = new("RFC7643-7-behaviour", "Attributes behave as published",
    [
        // caseExact: the server SHALL use case sensitivity when evaluating filters.
        new()
        {
            Id = "CHARACTERISTIC-CASE-001", Title = "a filter by a caseExact attribute respects letter case",
            Verifies = ["RFC7643-7-08"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = scim => FilterInOtherCaseAsync(scim, caseExact: true),
        },

        // caseExact false: filters ignore letter case.
        new()
        {
            Id = "CHARACTERISTIC-CASE-002", Title = "a filter by an attribute that is not caseExact ignores letter case",
            Verifies = ["RFC7643-7-08"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = scim => FilterInOtherCaseAsync(scim, caseExact: false),
        },

        // caseExact: the server SHALL preserve case for any value submitted.
        new()
        {
            Id = "CHARACTERISTIC-CASE-003", Title = "a value of a caseExact attribute keeps its letter case",
            Verifies = ["RFC7643-7-09"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = PlainText(scim, caseExact: true);
                var value = scim.NewName() + "-AbC";
                (await scim.ReadAsync(await scim.CreateAsync(scim.Users, attribute.On(scim, value)))).Expect(attribute.Path).Is(value);
            },
        },

        // readOnly: the attribute SHALL NOT be modified.
        new()
        {
            Id = "CHARACTERISTIC-READONLY-001", Title = "PATCH of id changes nothing",
            Verifies = ["RFC7643-7-11"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, $$"""{"op":"replace","path":"id","value":"{{CheckContext.UnknownId}}"}""");
                reply.Accept(r => r.IsSuccess(), r => r.IsClientError()).Expect("id").IsNot(CheckContext.UnknownId);
                (await scim.ReadAsync(user)).Expect("id").Is(user.Id);
            },
        },

        // immutable: the attribute MAY be defined at resource creation ... The attribute SHALL NOT be updated.
        new()
        {
            Id = "CHARACTERISTIC-IMMUTABLE-001", Title = "PUT does not change an immutable attribute",
            Verifies = ["RFC7643-7-12"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var (attribute, user, value) = await WithImmutableAsync(scim);
                var body = attribute.PutInto((JsonObject)user.Sent.DeepClone(), scim, scim.Sample(attribute.Info));
                (await scim.PutAsync(user.Target, body)).Accept(r => r.IsSuccess(), r => r.IsClientError());
                (await scim.ReadAsync(user)).Expect(attribute.Path).IsJson(value);
            },
        },

        // immutable: the attribute SHALL NOT be updated.
        new()
        {
            Id = "CHARACTERISTIC-IMMUTABLE-002", Title = "PATCH does not change an immutable attribute",
            Verifies = ["RFC7643-7-12"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var (attribute, user, value) = await WithImmutableAsync(scim);
                var other = scim.Sample(attribute.Info).ToJsonString(ScimJson.Compact);
                (await scim.PatchAsync(user, $$"""{"op":"replace","path":"{{attribute.FullName}}","value":{{other}}}""")).Accept(r => r.IsSuccess(), r => r.IsClientError());
                (await scim.ReadAsync(user)).Expect(attribute.Path).IsJson(value);
            },
        },

        // writeOnly: the attribute MAY be updated at any time. Attribute values SHALL NOT be returned.
        new()
        {
            Id = "CHARACTERISTIC-WRITEONLY-001", Title = "writeOnly attributes are in no answer",
            Verifies = ["RFC7643-7-13"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attributes = UserAttribute.Of(scim.Profile).Where(a => Is(a.Info.Mutability, "writeOnly")).ToList();
                CheckContext.ApplicableIf(attributes.Count > 0, "/Schemas publishes no writeOnly user attribute");
                var body = attributes.Aggregate(scim.NewUser(), (user, a) => a.PutInto(user, scim, scim.Sample(a.Info)));
                var user = await scim.CreateAsync(scim.Users, body);
                var named = await scim.ReadAsync(user, "?attributes=" + string.Join(',', attributes.Select(a => a.FullName)));
                var plain = await scim.ReadAsync(user);
                foreach (var attribute in attributes)
                {
                    user.Reply.Expect(attribute.Path).IsUnassigned();
                    named.Expect(attribute.Path).IsUnassigned();
                    plain.Expect(attribute.Path).IsUnassigned();
                }
            },
        },

        // always: the attribute is always returned, regardless of the contents of the "attributes" parameter. For example, "id".
        new()
        {
            Id = "CHARACTERISTIC-RETURNED-001", Title = "id is returned whatever attributes= and excludedAttributes= say",
            Verifies = ["RFC7643-7-14"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.ReadAsync(user, "?attributes=userName")).Expect("id").Is(user.Id);
                (await scim.ReadAsync(user, "?excludedAttributes=id")).Expect("id").Is(user.Id);
            },
        },

        // request: the attribute is returned in a SCIM query operation only if specified in the "attributes" parameter.
        new()
        {
            Id = "CHARACTERISTIC-RETURNED-002", Title = "an attribute returned on request is read only where it is named",
            Verifies = ["RFC7643-7-16"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = OnRequest(scim);
                var user = await scim.CreateAsync(scim.Users, attribute.On(scim, scim.Sample(attribute.Info)));
                (await scim.ReadAsync(user)).Expect(attribute.Path).IsUnassigned();
                (await scim.ReadAsync(user, "?attributes=" + attribute.FullName)).Expect(attribute.Path).IsPresent();
            },
        },

        // request: the attribute is returned in response to any PUT, POST, or PATCH operations if the attribute was specified by the client.
        new()
        {
            Id = "CHARACTERISTIC-RETURNED-003", Title = "an attribute returned on request is in the answer to a write that sets it",
            Verifies = ["RFC7643-7-16"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = OnRequest(scim);
                var user = await scim.CreateAsync(scim.Users, attribute.On(scim, scim.Sample(attribute.Info)));
                CheckContext.ApplicableIf(user.Reply.Json is JsonObject, "creation is answered without a representation");
                user.Reply.Expect(attribute.Path).IsPresent();
            },
        },

        // server: the value SHOULD be unique within the context of the current SCIM endpoint.
        new()
        {
            Id = "CHARACTERISTIC-UNIQUE-001", Title = "a value published as unique is not taken twice",
            Verifies = ["RFC7643-7-18"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim => (await TwiceAsync(scim, "server")).Accept(r => r.IsClientError()),
        },

        // A server MAY reject an invalid value based on uniqueness by returning HTTP response code 400.
        new()
        {
            Id = "CHARACTERISTIC-UNIQUE-002", Title = "a value that is taken is refused with 409",
            Verifies = ["RFC7643-7-17"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim => (await TwiceAsync(scim, "server")).Require(r => r.IsClientError()).Accept(r => r.Is(409)),
        },
        // global: the value SHOULD be globally unique. No two resources on any server SHOULD possess the same value.
        new()
        {
            Id = "CHARACTERISTIC-UNIQUE-003", Title = "a value published as globally unique is not taken twice",
            Verifies = ["RFC7643-7-22"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim => (await TwiceAsync(scim, "global")).Accept(r => r.IsClientError()),
        },

        // required: whether or not the attribute is required.
        new()
        {
            Id = "CHARACTERISTIC-REQUIRED-001", Title = "no user is created without a value for an attribute published as required",
            Verifies = ["RFC7643-7-23"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Create],
            Run = async scim =>
            {
                foreach (var attribute in Required(scim))
                {
                    var body = scim.NewUser();
                    Container(attribute, body, scim).Remove(attribute.Info.Name);
                    var reply = await scim.PostAsync(scim.Users, body);
                    var read = await scim.ReadCreatedAsync(scim.Users, reply);
                    reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(!read.At(attribute.Path).IsUnassigned(), $"with a value of {attribute.FullName}"));
                }
            },
        },

        // required: whether or not the attribute is required.
        new()
        {
            Id = "CHARACTERISTIC-REQUIRED-002", Title = "PUT leaves no user without a value for an attribute published as required",
            Verifies = ["RFC7643-7-23"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                foreach (var attribute in Required(scim))
                {
                    var body = scim.NewUser();
                    var container = Container(attribute, body, scim);
                    var user = await scim.CreateAsync(scim.Users, (JsonObject)body.DeepClone());
                    container[attribute.Info.Name] = attribute.Info.MultiValued ? new JsonArray() : null;
                    (await scim.PutAsync(user.Target, body)).Accept(r => r.IsSuccess(), r => r.IsClientError());
                    (await scim.ReadAsync(user)).Expect(attribute.Path).IsPresent();
                }
            },
        },
    ]);

    private static async Task FilterInOtherCaseAsync(CheckContext scim, bool caseExact)
    {
        var attribute = PlainText(scim, caseExact);
        var value = scim.NewName() + "-AbC";
        var user = await scim.CreateAsync(scim.Users, attribute.On(scim, value));
        var exact = await scim.FilterAsync(scim.Users, $"{attribute.FullName} eq \"{value}\"");
        CheckContext.ApplicableIf(exact.Status is not (400 or 403 or 501), $"the endpoint does not filter by {attribute.FullName}");
        CheckContext.Require(exact.Ids.Contains(user.Id), $"a filter by {attribute.FullName} does not find the value as sent");
        var flipped = (await scim.FilterAsync(scim.Users, $"{attribute.FullName} eq \"{S3_1_Ids.Flip(value)}\"")).Require(r => r.Is(200).WithList());
        flipped.Judge(flipped.Ids.Contains(user.Id) != caseExact, caseExact ? "no match in another letter case" : "a match in another letter case", flipped.Describe());
    }

    private static UserAttribute PlainText(CheckContext scim, bool caseExact) => UserAttribute.Require(
        scim,
        a => a is { IsReadWrite: true, MultiValued: false, CanonicalValues.Count: 0 } && Is(a.Type, "string") && a.CaseExact == caseExact
            && Is(a.Returned, "default") && Is(a.Uniqueness, "none") && a.Name is not ("locale" or "timezone" or "preferredLanguage"),
        $"a writable string with caseExact {(caseExact ? "true" : "false")}");

    private static UserAttribute OnRequest(CheckContext scim) => UserAttribute.Require(
        scim, a => Is(a.Returned, "request") && a.IsReadWrite, "writable and returned on request");

    private static async Task<(UserAttribute Attribute, ScimResource User, JsonNode Value)> WithImmutableAsync(CheckContext scim)
    {
        var attribute = UserAttribute.Require(
            scim, a => Is(a.Mutability, "immutable") && a is { MultiValued: false, IsComplex: false } && Is(a.Returned, "default") && Is(a.Type, "string"), "an immutable string");
        var value = scim.Sample(attribute.Info);
        var user = await scim.CreateAsync(scim.Users, attribute.On(scim, value.DeepClone()));
        return (attribute, user, value);
    }

    private static async Task<ScimResponse> TwiceAsync(CheckContext scim, string uniqueness)
    {
        var attribute = UserAttribute.Require(
            scim,
            a => Is(a.Uniqueness, uniqueness) && a is { IsReadWrite: true, MultiValued: false, IsComplex: false } && !Is(a.Name, "userName"),
            $"writable and of uniqueness {uniqueness}, userName aside");
        var value = scim.Sample(attribute.Info);
        await scim.CreateAsync(scim.Users, attribute.On(scim, value.DeepClone()));
        return await scim.PostAsync(scim.Users, attribute.On(scim, value.DeepClone()));
    }

    /// <summary>Attributes that the schema requires and a client can set and see; userName has checks of its own.</summary>
    private static List<UserAttribute> Required(CheckContext scim)
    {
        var found = UserAttribute.Of(scim.Profile)
            .Where(a => a.Info is { Required: true, IsReadWrite: true } && !Is(a.Info.Name, "userName") && (Is(a.Info.Returned, "default") || Is(a.Info.Returned, "always")))
            .Take(5)
            .ToList();
        CheckContext.ApplicableIf(found.Count > 0, "/Schemas publishes no required user attribute besides userName");
        return found;
    }

    /// <summary>Gives a user the attribute, and beside it another of its extension: without it an extension that is not required may be absent altogether.</summary>
    /// <returns>The object that holds the attribute.</returns>
    private static JsonObject Container(UserAttribute attribute, JsonObject user, CheckContext scim)
    {
        attribute.PutInto(user, scim, scim.Sample(attribute.Info));
        if (attribute.Extension is null)
        {
            return user;
        }

        var beside = scim.Profile.Schema(attribute.Extension)!.Attributes
            .FirstOrDefault(a => a is { IsReadWrite: true, IsComplex: false, Required: false } && Is(a.Type, "string"));
        CheckContext.ApplicableIf(beside is not null, $"{attribute.Extension} has no other text attribute");
        new UserAttribute(attribute.Extension, beside!).PutInto(user, scim, scim.Sample(beside!));
        return (JsonObject)user[attribute.Extension]!;
    }

    private static bool Is(string actual, string expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
