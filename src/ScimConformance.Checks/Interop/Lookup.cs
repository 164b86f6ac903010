using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>The lookup that decides between creating a user and updating one.</summary>
internal static class Lookup
{
    public static CheckGroup Group { get; } = new("INTEROP-lookup", "looking up users before creating them",
    [
        new()
        {
            Id = "INTEROP-REG-025", Title = "looking up a user who is not there is answered with 200 and an empty list",
            Verifies = ["INTEROP-LOOKUP-01"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var reply = await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22{scim.NewName()}%22");
                reply.Accept(r => r.Is(200).WithList());
                reply.Expect("totalResults").Is(0);
                reply.Expect("Resources").HasCount(0);
            },
        },

        new()
        {
            Id = "INTEROP-REG-026", Title = "a lookup by externalId finds the user, finds nobody by another spelling, and never fails",
            Verifies = ["INTEROP-LOOKUP-02"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var external = scim.NewName() + "-aBc";
                var user = await scim.CreateUserAsync($$"""{"externalId":"{{external}}"}""");
                var nobody = await scim.FindUsersAsync($"externalId eq {Queries.Quote(external.SwapCase())}");
                nobody.Accept(r => r.Is(200).With(nobody.Listed(user) is null, "without the user whose externalId differs in letter case"));
                if ((await scim.ReadAsync(user)).At("externalId").Text() == external)
                {
                    (await scim.FindUsersAsync($"externalId eq {Queries.Quote(external)}")).ExpectExactly(user);
                }
            },
        },

        // An empty list for a filter that was not understood is the worst answer: the client then creates the user a second time.
        new()
        {
            Id = "INTEROP-REG-027", Title = "a filter value without quotation marks is refused, or finds the user, but is not answered with nobody",
            Verifies = ["INTEROP-LOOKUP-03"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = await scim.FindUsersAsync($"userName eq {user.UserName}");
                reply.Accept(r => r.Is(400), r => r.Is(200).With(reply.Listed(user) is not null, "with the user"));
            },
        },

        new()
        {
            Id = "INTEROP-REG-028", Title = "letter case makes no difference to the lookup by userName, nor does it make a second user",
            Verifies = ["INTEROP-LOOKUP-04"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var found = await scim.FindUsersAsync($"USERNAME Eq {Queries.Quote(user.UserName.SwapCase())}");
                found.Accept(r => r.Is(200).With(found.Listed(user) is not null, "with the user"));
                var twin = scim.NewUser();
                twin["userName"] = user.UserName.SwapCase();
                (await scim.PostAsync(scim.Users, twin)).Accept(r => r.Is(409));
            },
        },

        new()
        {
            Id = "OKTA-REG-029", Title = "userName is shown in the letter case in which it was sent",
            Verifies = ["OKTA-CREATE-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = scim.Email($"{scim.NewName()}-Bob.X");
                var body = scim.NewUser();
                body["userName"] = name;
                var user = await scim.CreateAsync(scim.Users, body);
                user.Reply.Expect("userName").Is(name);
                (await scim.ReadAsync(user)).Expect("userName").Is(name);
            },
        },

        new()
        {
            Id = "OKTA-REG-030", Title = "a user with a plus sign in the userName is found when it is sent as %2B",
            Verifies = ["OKTA-EXISTS-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await CreateWithPlusAsync(scim);
                var found = await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22{Uri.EscapeDataString(user.UserName)}%22&startIndex=1&count=100");
                found.Accept(r => r.Is(200).With(found.Listed(user) is not null, "with the user"));
            },
        },

        // In a query a plus sign may stand for a space; whoever reads it as a plus sign helps clients that forget to encode it.
        new()
        {
            Id = "OKTA-REG-030-2", Title = "a plus sign that is not encoded is read as a space, as in a form",
            Verifies = ["OKTA-EXISTS-04"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await CreateWithPlusAsync(scim);
                var found = await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22{user.UserName}%22&startIndex=1&count=100");
                found.Accept(r => r.Is(200).With(found.Resources.Count == 0, "and nobody"));
            },
        },
    ]);

    private static Task<ScimResource> CreateWithPlusAsync(CheckContext scim)
    {
        var body = scim.NewUser();
        body["userName"] = scim.Email(scim.NewName() + "+b");
        return scim.CreateAsync(scim.Users, body);
    }
}
