using ScimConformance.Provider.Profiles;

namespace ScimConformance.Provider.Tests;

/// <summary>Applications behind the endpoint: what they know, fix, link and delete.</summary>
[TestFixture]
internal sealed class ProfileTests
{
    private static Task<TestProvider> StartAsync(Func<ApplicationProfile, ApplicationProfile>? change = null, Action<ReferenceOptions>? configure = null) =>
        TestProvider.StartAsync(options =>
        {
            var profile = ApplicationProfile.Find("thousandeyes")!;
            options.Profile = change is null ? profile : change(profile);
            configure?.Invoke(options);
        });

    private static ApplicationProfile WithKnown(ApplicationProfile profile) => profile with { KnownAccounts = [new KnownAccount("Known@example.com", "acc-7")] };

    [Test]
    public async Task The_only_resource_type_is_User_with_what_the_application_knows()
    {
        await using var provider = await StartAsync();
        var types = (await provider.GetAsync("/ResourceTypes")).Json["Resources"]!.AsArray().Select(type => (string?)type!["name"]);
        var schema = (await provider.GetAsync($"/Schemas/{Urn.User}")).Json;
        var attributes = schema["attributes"]!.AsArray().Select(attribute => $"{attribute!["name"]} {attribute["mutability"]}");
        Assert.That(types, Is.EqualTo(new[] { "User" }));
        Assert.That(attributes, Is.EqualTo(new[] { "userName immutable", "name immutable", "displayName readWrite", "active readWrite", "emails immutable", "roles readOnly" }));
    }

    [Test]
    public async Task A_new_user_is_active_and_has_the_default_role_whatever_role_was_sent()
    {
        await using var provider = await StartAsync();
        var id = await provider.CreateUserAsync("u@example.com", """ "roles":[{"value":"Organization Admin"}] """);
        var user = await provider.ReadUserAsync(id);
        Assert.That(JsonText.Of(user["active"]), Is.EqualTo("true"));
        Assert.That(JsonText.Of(user["roles"]), Is.EqualTo("""[{"value":"Regular User","display":"Regular User","primary":true}]"""));
    }

    [Test]
    public async Task The_role_outlives_a_PUT()
    {
        await using var provider = await StartAsync();
        var id = await provider.CreateUserAsync("u@example.com");
        (await provider.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"u@example.com","displayName":"U"}""")).IsOk();
        Assert.That(JsonText.Of((await provider.ReadUserAsync(id))["roles"]![0]!["value"]), Is.EqualTo("\"Regular User\""));
    }

    [TestCase(UnwantedChange.Refuse, 400)]
    [TestCase(UnwantedChange.Ignore, 200)]
    public async Task What_is_fixed_stays_and_the_client_is_told_as_the_profile_says(UnwantedChange change, int status)
    {
        await using var provider = await StartAsync(profile => profile with { FixedAttributes = change });
        var id = await provider.CreateUserAsync("u@example.com", """ "emails":[{"value":"u@example.com","type":"work"}] """);
        var before = (await provider.ReadUserAsync(id))["emails"]!.ToJsonString();
        string[] operations =
        [
            """{"op":"replace","path":"userName","value":"other@example.com"}""",
            """{"op":"replace","path":"emails[type eq \"work\"].value","value":"other@example.com"}""",
            """{"op":"remove","path":"emails"}""",
            """{"op":"add","path":"roles","value":[{"value":"Organization Admin"}]}""",
            """{"op":"replace","value":{"userName":"other@example.com"}}""",
        ];
        foreach (var operation in operations)
            Assert.That((await provider.PatchAsync($"/Users/{id}", operation)).Status, Is.EqualTo(status), operation);
        var put = await provider.PutAsync($"/Users/{id}", $$"""{"schemas":["{{Urn.User}}"],"userName":"other@example.com","emails":[{"value":"o@example.com"}]}""");
        var after = await provider.ReadUserAsync(id);
        Assert.That(put.Status, Is.EqualTo(status));
        Assert.That((JsonText.Of(after["userName"]), after["emails"]!.ToJsonString(), after["roles"]!.AsArray().Count), Is.EqualTo(("\"u@example.com\"", before, 1)));
    }

    [TestCase(true, 200)]
    [TestCase(false, 400)]
    public async Task What_is_fixed_may_come_along_with_a_change_where_identity_providers_are_tolerated(bool tolerant, int status)
    {
        await using var provider = await StartAsync(configure: options => options.Tolerance = tolerant ? Compatibility.ScimTolerance.All : []);
        var id = await provider.CreateUserAsync("u@example.com", """ "displayName":"A B","name":{"formatted":"A B"} """);
        var reply = await provider.PatchAsync($"/Users/{id}", """{"op":"replace","path":"displayName","value":"A C"},{"op":"replace","path":"name.formatted","value":"A C"}""");
        var user = await provider.ReadUserAsync(id);
        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That((JsonText.Of(user["displayName"]), JsonText.Of(user["name"]!["formatted"])), Is.EqualTo((tolerant ? "\"A C\"" : "\"A B\"", "\"A B\"")));
    }

    [TestCase(UnwantedChange.Refuse, 400, "null")]
    [TestCase(UnwantedChange.Ignore, 200, "\"D\"")]
    public async Task An_undeclared_attribute_in_PATCH_is_refused_with_all_or_passed_over_alone(UnwantedChange change, int status, string displayName)
    {
        await using var provider = await StartAsync(profile => profile with { UndeclaredAttributes = change });
        var id = await provider.CreateUserAsync("u@example.com", """ "title":"T","name":{"middleName":"M"} """);
        var reply = await provider.PatchAsync($"/Users/{id}", """
            {"op":"replace","path":"title","value":"X"},{"op":"add","path":"name.middleName","value":"X"},
            {"op":"replace","value":{"displayName":"D","nickName":"X","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X"}}}
            """);
        var after = await provider.ReadUserAsync(id);
        Assert.That((reply.Status, JsonText.Of(after["displayName"])), Is.EqualTo((status, displayName)));
        Assert.That(after.ToJsonString(), Does.Not.Contain("title").And.Not.Contain("nickName").And.Not.Contain("middleName"));
    }

    [TestCase(GroupsEndpoint.NotFound, 404, 404, 404)]
    [TestCase(GroupsEndpoint.NotImplemented, 501, 501, 501)]
    [TestCase(GroupsEndpoint.EmptyList, 200, 501, 404)]
    public async Task Groups_answer_as_the_profile_says(GroupsEndpoint groups, int list, int create, int single)
    {
        await using var provider = await StartAsync(profile => profile with { Groups = groups });
        var reply = await provider.GetAsync("/Groups?startIndex=1&count=100");
        Assert.That(reply.Status, Is.EqualTo(list));
        if (list == 200)
            Assert.That(JsonText.Of(reply.Json["totalResults"]), Is.EqualTo("0"));
        Assert.That((await provider.PostAsync("/Groups", "{}")).Status, Is.EqualTo(create));
        Assert.That((await provider.GetAsync("/Groups/1")).Status, Is.EqualTo(single));
    }

    [TestCase("known@example.com", "")]
    [TestCase("someone@example.com", """ "emails":[{"value":"KNOWN@example.com","type":"work"}] """)]
    public async Task An_address_that_the_application_knows_is_linked_to_its_account(string userName, string more)
    {
        await using var provider = await StartAsync(WithKnown);
        var created = await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"{{userName}}"{{(more.Length > 0 ? "," + more : "")}}}""");
        Assert.That((created.Status, created.Id, JsonText.Of(created.Json["roles"]![0]!["value"])), Is.EqualTo((201, "acc-7", "\"Regular User\"")));
    }

    [Test]
    public async Task A_linked_account_is_in_view_and_linked_once_until_it_is_deleted()
    {
        await using var provider = await StartAsync(WithKnown);
        const string Second = """ "emails":[{"value":"known@example.com"}] """;
        await provider.CreateUserAsync("known@example.com");
        var sameName = await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"known@example.com"}""");
        var sameAccount = await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"other@example.com",{{Second}}}""");
        await provider.DeleteAsync("/Users/acc-7");
        var again = await provider.CreateUserAsync("other@example.com", Second);
        Assert.That((sameName.Status, sameName.ScimType, sameAccount.Status, sameAccount.ScimType, again), Is.EqualTo((409, "uniqueness", 409, "uniqueness", "acc-7")));
    }

    [Test]
    public async Task Users_of_another_tenant_can_be_the_accounts_that_are_linked()
    {
        await using var provider = await StartAsync(profile => profile with { KnownTenants = ["elsewhere"] }, options =>
        {
            options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
            options.Credentials.Add(ScimCredential.Bearer("other-token") with { Tenant = "elsewhere" });
        });
        var there = await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"both@example.com"}""", ("Authorization", "Bearer other-token"));
        var before = await provider.GetAsync($"/Users/{there.Id}");
        var here = await provider.CreateUserAsync("both@example.com");
        Assert.That((before.Status, here), Is.EqualTo((404, there.Id)));
    }

    [TestCase(ScimPermissions.ApiAccess | ScimPermissions.ViewUsers, 200, 403, "Edit Users")]
    [TestCase(ScimPermissions.ApiAccess, 403, 403, "View Users")]
    [TestCase(ScimPermissions.ViewUsers | ScimPermissions.EditUsers, 403, 403, "API Access")]
    [TestCase(ScimPermissions.ApiAccess | ScimPermissions.ViewUsers | ScimPermissions.EditUsers, 200, 201, "")]
    public async Task What_a_token_lacks_is_told_by_the_application_s_name_for_it(ScimPermissions permissions, int read, int create, string lacking)
    {
        await using var provider = await StartAsync(configure: options =>
            options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken) with { Permissions = permissions }));
        var list = await provider.GetAsync("/Users");
        var created = await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"u@example.com"}""");
        Assert.That((list.Status, created.Status), Is.EqualTo((read, create)));
        Assert.That(list.Text + created.Text, Does.Contain(lacking));
    }

    [Test]
    public async Task Deactivation_deletes_where_the_profile_says_so()
    {
        await using var provider = await StartAsync(profile => profile with { Deactivation = Deactivation.Delete });
        var id = await provider.CreateUserAsync("u@example.com");
        var reply = await provider.PatchAsync($"/Users/{id}", """{"op":"replace","path":"active","value":false}""");
        Assert.That((reply.Status, JsonText.Of(reply.Json["active"])), Is.EqualTo((200, "false")));
        Assert.That((await provider.GetAsync($"/Users/{id}")).Status, Is.EqualTo(404));
        Assert.That(await provider.CreateUserAsync("u@example.com"), Is.Not.EqualTo(id));
    }

    [TestCase("""{"name":"n"}""", "userAttributes is null: must be an object")]
    [TestCase("""{"extends":"nobody"}""", "extends is \"nobody\": must be a built-in profile: thousandeyes")]
    [TestCase("""{"extends":"thousandeyes","group":"notFound"}""", "group is \"notFound\": not a member of a profile; there are extends, name")]
    [TestCase("""{"extends":"thousandeyes","groups":"404"}""", "groups is \"404\": must be one of offered, notFound, notImplemented, emptyList")]
    [TestCase("""{"extends":"thousandeyes","userAttributes":{"displayName":"readWrite"}}""", "userAttributes.userName is missing")]
    [TestCase("""{"extends":"thousandeyes","userAttributes":{"userName":"immutable","shoeSize":"readWrite"}}""", "userAttributes.shoeSize is \"readWrite\": is not an attribute of User")]
    [TestCase("""{"extends":"thousandeyes","userAttributes":{"userName":"immutable","name":{"subAttributes":["nick"]}}}""", "userAttributes.name.subAttributes is \"nick\": is not a part of \"name\"")]
    [TestCase("""{"extends":"thousandeyes","knownAccounts":[{"email":"a@example.com","id":"a/b"}]}""", "knownAccounts[0].id is \"a/b\": must be of letters")]
    [TestCase("[]", "a profile is one JSON object")]
    [TestCase("{", "no valid JSON at line 1")]
    public void A_mistake_in_a_profile_is_told_by_member_value_and_way_out(string json, string message) =>
        Assert.That(() => ApplicationProfile.Parse(json), Throws.TypeOf<FormatException>().With.Message.StartsWith(message));

    [Test]
    public void A_profile_can_begin_as_another_one()
    {
        var profile = ApplicationProfile.Parse("""{"extends":"thousandeyes-delete","name":"ours","groups":"notFound"}""");
        Assert.That((profile.Name, profile.Deactivation, profile.Groups, profile.DefaultRole!.Value), Is.EqualTo(("ours", Deactivation.Delete, GroupsEndpoint.NotFound, "Regular User")));
    }
}
