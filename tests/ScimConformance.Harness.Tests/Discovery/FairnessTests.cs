using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Discovery;

/// <summary>An endpoint that publishes little, or publishes it in its own way, is understood all the same.</summary>
public sealed class FairnessTests
{
    [Test]
    public async Task Without_a_ServiceProviderConfig_capabilities_are_tried()
    {
        var profile = await ProfileAsync(stub => stub.Documents["/ServiceProviderConfig"] = null);

        Assert.Multiple(() =>
        {
            Assert.That(profile.ServiceProviderConfig, Is.Null);
            Assert.That(profile.Supports("patch"), Is.True);
            Assert.That(profile.Supports("filter"), Is.True);
            Assert.That(profile.Supports("etag"), Is.False);
            Assert.That(profile.Supports("sort"), Is.Null);
        });
    }

    [Test]
    public async Task Without_Schemas_the_trial_user_tells_which_attributes_there_are()
    {
        var profile = await ProfileAsync(stub => stub.Documents["/Schemas"] = null);

        Assert.That(profile.UserAttributeIsReadWrite("nickName"), Is.True);
        Assert.That(profile.UserAttributeIsReadWrite("shoeSize"), Is.False);
    }

    [Test]
    public async Task Without_ResourceTypes_the_usual_ones_are_assumed()
    {
        var profile = await ProfileAsync(stub => stub.Documents["/ResourceTypes"] = null);

        Assert.That(profile.Users?.Endpoint, Is.EqualTo("/Users"));
        Assert.That(profile.ResourceTypesPublished, Is.False);
        Assert.That(profile.Groups, Is.Null);
    }

    [Test]
    public async Task Bare_arrays_are_read_as_lists()
    {
        var profile = await ProfileAsync(stub =>
        {
            stub.Documents["/ResourceTypes"] = """[{"name":"User","endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User"}]""";
            stub.Documents["/Schemas"] = """[{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[{"name":"userName","type":"string"}]}]""";
        });

        Assert.That(profile.ResourceTypesPublished, Is.True);
        Assert.That(profile.Schemas.Single().Find("USERNAME"), Is.Not.Null);
    }

    [TestCase("http://stub.test/scim/v2/Users")]
    [TestCase("Users")]
    [TestCase("/Users/")]
    public async Task Endpoints_are_understood_absolute_and_without_slash(string endpoint)
    {
        var profile = await ProfileAsync(stub => stub.Documents["/ResourceTypes"] =
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[{"name":"User","endpoint":"{{endpoint}}","schema":"urn:ietf:params:scim:schemas:core:2.0:User"}]}""");

        Assert.That(profile.Users!.Endpoint, Is.EqualTo("/Users"));
    }

    [Test]
    public async Task A_ServiceProviderConfig_inside_a_list_is_unwrapped()
    {
        var profile = await ProfileAsync(stub => stub.Documents["/ServiceProviderConfig"] =
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[{"patch":{"supported":true}}]}""");

        Assert.That(profile.Supports("patch"), Is.True);
    }

    [Test]
    public async Task A_user_that_cannot_be_created_is_told_with_the_answer()
    {
        var profile = await ProfileAsync(stub => stub.Instead = (request, _) =>
            Task.FromResult(request.StartsWith("POST", StringComparison.Ordinal) ? StubEndpoint.Json(400, """{"detail":"licence is required"}""") : null));

        Assert.That(profile.UserCreationProblem, Is.EqualTo("""POST /Users answered 400 {"detail":"licence is required"}"""));
    }

    [Test]
    public async Task The_trial_user_is_removed_again()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();

        Assert.That(stub.Users, Is.Empty);
    }

    private static async Task<TargetProfile> ProfileAsync(Action<StubEndpoint> arrange)
    {
        using var stub = new StubEndpoint();
        arrange(stub);
        using var runner = await stub.ConnectAsync();
        return runner.Profile;
    }
}
