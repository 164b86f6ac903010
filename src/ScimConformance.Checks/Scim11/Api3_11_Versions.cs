using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API sections 3.11 and 3.12: versions of resources, and methods that a POST stands for.</summary>
internal static class Api3_11_Versions
{
    private static readonly Needs ETag = Needs.Scim11Capability("etag");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.11", "SCIM 1.1: versions, and methods in a header",
    [
        // "When supported SCIM ETags MUST be specified as an HTTP header and SHOULD be specified within the 'version' attribute".
        new()
        {
            Id = "V1-ETAG-001", Title = "a resource comes with an ETag header",
            Verifies = ["SCIM11-API-3.11-01"], Needs = [ETag],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                user.Reply.Accept(r => r.WithHeader("ETag"));
                (await scim.V1.GetOnceAsync(user.Target)).Accept(r => r.Is(200).WithHeader("ETag"));
            },
        },
        new()
        {
            Id = "V1-ETAG-002", Title = "the ETag stands in meta.version",
            Verifies = ["SCIM11-API-3.11-03"], Needs = [ETag],
            Run = async scim =>
            {
                var reply = (await scim.V1.GetOnceAsync((await scim.V1.SharedUserAsync()).Target)).Require(r => r.Is(200).WithHeader("ETag"));
                reply.Expect("meta.version").Is(reply.Header("ETag")!);
            },
        },

        // "If the Resource has not changed the Service Provider simply returns an empty body with a 304 "Not Modified" response code."
        new()
        {
            Id = "V1-ETAG-003", Title = "an unchanged resource is answered with 304 to If-None-Match",
            Verifies = ["SCIM11-API-3.11-01"], Needs = [ETag],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var tag = (await scim.V1.GetOnceAsync(user.Target)).Require(r => r.WithHeader("ETag")).Header("ETag")!;
                (await scim.V1.SendAsync(new ScimRequest("GET", user.Target) { Accept = Scim11Face.Json }.WithHeader("If-None-Match", tag))).Accept(r => r.Is(304).WithEmptyBody());
            },
        },

        // "the requested operation succeeds only if the supplied ETag matches the latest Service Provider Resource"; table 7: 412, and 409 for the version number.
        new()
        {
            Id = "V1-ETAG-004", Title = "a stale If-Match changes nothing",
            Verifies = ["SCIM11-API-3.11-01"], Needs = [ETag, Needs.Scim11Attribute("title")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"First"}""");
                var stale = user.Reply.Require(r => r.WithHeader("ETag")).Header("ETag")!;
                (await scim.V1.ReplaceAsync(user, """{"title":"Second"}""")).Require(r => r.IsSuccess());
                var put = new ScimRequest("PUT", user.Target) { Accept = Scim11Face.Json, ContentType = Scim11Face.Json }.WithBody(user.Sent).WithHeader("If-Match", stale);
                (await scim.V1.SendAsync(put)).Accept(r => r.Is(412), r => r.Is(409));
                (await scim.V1.ReadAsync(user)).Expect("title").Is("Second");
            },
        },

        // "a client MAY override the POST operation by specifying the custom header "X-HTTP-Method-Override" with the desired PUT, PATCH, DELETE operation."
        new()
        {
            Id = "V1-OVERRIDE-001", Title = "a POST that stands for DELETE deletes",
            Verifies = ["SCIM11-API-3.12-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                (await scim.V1.SendAsync(Meant("DELETE", user))).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.V1.GetAsync(user.Target)).Accept(r => r.Is(404));
            },
        },
        new()
        {
            Id = "V1-OVERRIDE-002", Title = "a POST that stands for PUT replaces",
            Verifies = ["SCIM11-API-3.12-01"], Needs = [Needs.Scim11Attribute("title")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"Before"}""");
                user.Sent["title"] = "After";
                (await scim.V1.SendAsync(Meant("PUT", user).WithBody(user.Sent))).Accept(r => r.Is(200));
                (await scim.V1.ReadAsync(user)).Expect("title").Is("After");
            },
        },
    ]);

    private static ScimRequest Meant(string method, ScimResource resource) =>
        new ScimRequest("POST", resource.Target) { Accept = Scim11Face.Json, ContentType = Scim11Face.Json }.WithHeader("X-HTTP-Method-Override", method);
}
