using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.5: attributes and excludedAttributes in queries.</summary>
internal static class S3_4_2_5_Attributes
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.5", "Attributes of listed resources",
    [
        // "one of these two OPTIONAL parameters, which MUST be supported by SCIM service providers".
        new()
        {
            Id = "PROJECTION-001", Title = "attributes works on a list",
            Verifies = ["RFC7644-3.4.2.5-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(scim.Users + "?attributes=userName&count=1")).Accept(r => r.Is(200).WithList());
                scim.ExpectOnly(reply, reply.At("Resources[0]"), "userName");
            },
        },
        new()
        {
            Id = "PROJECTION-002", Title = "excludedAttributes works on a list",
            Verifies = ["RFC7644-3.4.2.5-01"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = await scim.QueryAsync(scim.Users, ("filter", Queries.IsUser(user)), ("excludedAttributes", "emails"));
                reply.ExpectExactly(user);
                scim.ExpectWithout(reply, reply.At("Resources[0]"), "emails");
            },
        },

        // Names are "in standard attribute notation": a sub-attribute follows its attribute after a dot.
        new()
        {
            Id = "PROJECTION-003", Title = "attributes may name a sub-attribute",
            Verifies = ["RFC7644-3.4.2.5-02"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"familyName":"Jensen","givenName":"Barbara"}}""");
                var reply = (await scim.GetAsync(user.Target + "?attributes=name.familyName")).Accept(r => r.Is(200));
                reply.Expect("name.familyName").Is("Jensen");
                reply.Expect("name.givenName").IsUnassigned();
            },
        },
        new()
        {
            Id = "PROJECTION-004", Title = "attributes may name a sub-attribute of a multi-valued attribute",
            Verifies = ["RFC7644-3.4.2.5-02"], Needs = [Needs.Users, Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                CheckContext.Require((await scim.ReadAsync(user)).At("emails[0].type").Text() is not null, "the type of an e-mail address is not stored");
                var reply = (await scim.GetAsync(user.Target + "?attributes=emails.value")).Accept(r => r.Is(200));
                reply.Expect("emails[0].value").IsNonEmptyString();
                reply.Expect("emails[0].type").IsUnassigned();
            },
        },

        // "This parameter SHALL have no effect on attributes whose schema "returned" setting is "always"".
        new()
        {
            Id = "PROJECTION-005", Title = "excludedAttributes cannot remove the id",
            Verifies = ["RFC7644-3.4.2.5-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.GetAsync(user.Target + "?excludedAttributes=id,schemas")).Accept(r => r.Is(200)).Expect("id").Is(user.Id);
            },
        },
        new()
        {
            Id = "PROJECTION-006", Title = "excludedAttributes cannot remove what is declared as always returned",
            Verifies = ["RFC7644-3.4.2.5-03"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var always = DeclaredAttribute.OfUser(
                    scim, "single writable string that is always returned", a => a.IsSingle("string") && a.Returned.Equals("always", StringComparison.OrdinalIgnoreCase) && a.CanonicalValues.Count == 0);
                var user = await scim.CreateUserAsync(always.Info.Name.Equals("userName", StringComparison.OrdinalIgnoreCase) ? "" : always.Members(scim, scim.NewName()));
                (await scim.GetAsync($"{user.Target}?excludedAttributes={Uri.EscapeDataString(always.Path)}")).Accept(r => r.Is(200)).Expect(always.Place).IsPresent();
            },
        },
        new()
        {
            Id = "PROJECTION-007", Title = "excludedAttributes may name a sub-attribute",
            Verifies = ["RFC7644-3.4.2.5-04"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"familyName":"Jensen","givenName":"Barbara"}}""");
                var reply = (await scim.GetAsync(user.Target + "?excludedAttributes=name.givenName")).Accept(r => r.Is(200));
                reply.Expect("name.familyName").Is("Jensen");
                reply.Expect("name.givenName").IsUnassigned();
            },
        },

        // Identity providers look groups up without their members, which may be many.
        new()
        {
            Id = "PROJECTION-008", Title = "a group can be looked up without its members",
            Verifies = ["RFC7644-3.4.2.5-05"], Needs = [Needs.Users, Needs.Groups, Needs.Filter],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync());
                (await scim.FilterAsync(scim.Groups, $"displayName eq {Queries.Quote(group.DisplayName)}")).RequireExactly(group);
                var reply = await scim.QueryAsync(scim.Groups, ("excludedAttributes", "members"), ("filter", $"displayName eq {Queries.Quote(group.DisplayName)}"));
                reply.ExpectExactly(group).Expect("Resources[0].members").IsUnassigned();
                reply.Expect("Resources[0].displayName").Is(group.DisplayName);
            },
        },
        new()
        {
            Id = "PROJECTION-009", Title = "names in attributes and excludedAttributes match in any letter case",
            Verifies = ["RFC7644-3.4.2.5-06"], Needs = [Needs.Users, Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var some = (await scim.GetAsync(user.Target + "?attributes=USERNAME")).Accept(r => r.Is(200));
                scim.ExpectOnly(some, some.Json, "userName");
                var others = (await scim.GetAsync(user.Target + "?excludedAttributes=EMAILS")).Accept(r => r.Is(200));
                scim.ExpectWithout(others, others.Json, "emails");
            },
        },
        new()
        {
            Id = "PROJECTION-010", Title = "names in attributes may be qualified with their schema URN",
            Verifies = ["RFC7644-3.4.2.5-06"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = (await scim.GetAsync($"{user.Target}?attributes={Uri.EscapeDataString(scim.Profile.Users!.Schema + ":userName")}")).Accept(r => r.Is(200));
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },
        new()
        {
            Id = "PROJECTION-011", Title = "an unknown name in attributes is ignored",
            Verifies = ["RFC7644-3.4.2.5-07"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(user.Target + "?attributes=userName,noSuchAttribute")).Accept(r => r.Is(200));
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },
    ]);
}
