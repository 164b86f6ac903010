using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.14: versions of resources.</summary>
internal static class S3_14_ETags
{
    private static readonly Needs[] Editable = [Needs.Users, Needs.ETag, Needs.UserAttribute("displayName")];

    public static CheckGroup Group { get; } = new("RFC7644-3.14", "versions of resources",
    [
        // "When supported, SCIM ETags MUST be specified as an HTTP header"
        new()
        {
            Id = "ETAG-001", Title = "GET of a resource has an ETag header",
            Verifies = ["RFC7644-3.14-01"], Needs = [Needs.Users, Needs.ETag],
            Run = async scim => (await scim.ReadAsync(await scim.SharedUserAsync())).ExpectHeader("ETag").Satisfies(
                t => t.Text() is { Length: > 2 } tag && tag.TrimStart('W', '/') is ['"', .., '"'], "a quoted entity tag, weak or strong"),
        },

        // "and SHOULD be specified within the 'version' attribute contained in the resource's 'meta' attribute"
        new()
        {
            Id = "ETAG-002", Title = "meta.version equals the ETag header",
            Verifies = ["RFC7644-3.14-02"], Needs = [Needs.Users, Needs.ETag],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                read.Expect("meta.version").Is(TagOf(read));
            },
        },

        // "If the resource has not changed, the service provider simply returns an empty body with a 304 (Not Modified) response code."
        new()
        {
            Id = "ETAG-003", Title = "If-None-Match with the current tag gives 304 without a body",
            Verifies = ["RFC7644-3.14-03"], Needs = [Needs.Users, Needs.ETag],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var tag = TagOf(await scim.ReadAsync(user));
                (await scim.SendAsync(new ScimRequest("GET", user.Target).WithHeader("If-None-Match", tag))).Accept(r => r.Is(304).WithEmptyBody());
            },
        },

        new()
        {
            Id = "ETAG-004", Title = "If-None-Match with the tag of an earlier state gives the resource",
            Verifies = ["RFC7644-3.14-04"], Needs = Editable,
            Run = async scim =>
            {
                var (user, stale) = await ChangedUserAsync(scim);
                var read = await scim.SendAsync(new ScimRequest("GET", user.Target).WithHeader("If-None-Match", stale));
                if (!read.IsSuccess)
                {
                    RequireChanged(await scim.ReadAsync(user));
                }

                read.Accept(r => r.Is(200).WithResource());
                read.Expect("displayName").Is("Babs");
            },
        },

        // "to ensure that the requested operation succeeds only if the supplied ETag matches the latest service provider resource"
        new()
        {
            Id = "ETAG-005", Title = "PUT with the current tag in If-Match succeeds",
            Verifies = ["RFC7644-3.14-05"], Needs = Editable,
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                await JudgePutAsync(scim, user, TagOf(await scim.ReadAsync(user)));
            },
        },

        new()
        {
            Id = "ETAG-006", Title = "PUT with a stale tag in If-Match is refused and changes nothing",
            Verifies = ["RFC7644-3.14-06"], Needs = Editable,
            Run = async scim =>
            {
                var (user, stale) = await ChangedUserAsync(scim);
                var put = new ScimRequest("PUT", user.Target).WithBody(user.Replacement("""{"displayName":"lost"}""")).WithHeader("If-Match", stale);
                var reply = await scim.SendAsync(put);
                var read = await scim.ReadAsync(user);
                RequireChanged(read, "lost");
                reply.Accept(r => r.Is(412), r => r.Is(409));
                read.Expect("displayName").Is("Babs");
            },
        },

        new()
        {
            Id = "ETAG-007", Title = "PATCH with a stale tag in If-Match is refused and changes nothing",
            Verifies = ["RFC7644-3.14-06"], Needs = [.. Editable, Needs.Patch],
            Run = async scim =>
            {
                var (user, stale) = await ChangedUserAsync(scim);
                var body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"lost"}]}""";
                var reply = await scim.SendAsync(new ScimRequest("PATCH", user.Target).WithBody(body).WithHeader("If-Match", stale));
                var read = await scim.ReadAsync(user);
                RequireChanged(read, "lost");
                reply.Accept(r => r.Is(412), r => r.Is(409));
                read.Expect("displayName").Is("Babs");
            },
        },

        new()
        {
            Id = "ETAG-008", Title = "DELETE with a stale tag in If-Match is refused and deletes nothing",
            Verifies = ["RFC7644-3.14-06"], Needs = Editable,
            Run = async scim =>
            {
                var (user, stale) = await ChangedUserAsync(scim);
                RequireChanged(await scim.ReadAsync(user));
                (await scim.SendAsync(new ScimRequest("DELETE", user.Target).WithHeader("If-Match", stale))).Accept(r => r.Is(412), r => r.Is(409));
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
            },
        },

        // RFC 7232 section 3.1: "*" is met by any current representation.
        new()
        {
            Id = "ETAG-009", Title = "PUT with If-Match: * succeeds where the resource exists",
            Verifies = ["RFC7644-3.14-07"], Needs = Editable,
            Run = async scim => await JudgePutAsync(scim, await scim.CreateUserAsync(), "*"),
        },

        new()
        {
            Id = "ETAG-010", Title = "a change gives the resource a new tag",
            Verifies = ["RFC7644-3.14-08"], Needs = Editable,
            Run = async scim =>
            {
                var (user, stale) = await ChangedUserAsync(scim);
                var read = await scim.ReadAsync(user);
                RequireChanged(read);
                read.ExpectHeader("ETag").IsPresent().IsNot(stale);
            },
        },
    ]);

    private static string TagOf(ScimResponse read)
    {
        var tag = read.Header("ETag");
        CheckContext.Require(tag is not null, "GET of the resource has no ETag header");
        return tag!;
    }

    /// <summary>A user whose display name was changed to Babs, and the tag from before the change.</summary>
    private static async Task<(ScimResource User, string Stale)> ChangedUserAsync(CheckContext scim)
    {
        var user = await scim.CreateUserAsync();
        var stale = TagOf(await scim.ReadAsync(user));
        (await scim.PutAsync(user.Target, user.Replacement("""{"displayName":"Babs"}"""))).Require(r => r.IsSuccess());
        return (user, stale);
    }

    /// <summary>Without a change the tag is not stale, and nothing can be said of stale tags.</summary>
    private static void RequireChanged(ScimResponse read, string? orTo = null) =>
        CheckContext.Require(read.At("displayName").Text() is { } name && (name == "Babs" || name == orTo), "PUT was answered with success and did not change the user");

    private static async Task JudgePutAsync(CheckContext scim, ScimResource user, string condition)
    {
        var put = new ScimRequest("PUT", user.Target).WithBody(user.Replacement("""{"displayName":"Babs"}""")).WithHeader("If-Match", condition);
        (await scim.SendAsync(put)).Accept(r => r.IsSuccess());
        (await scim.ReadAsync(user)).Expect("displayName").Is("Babs");
    }
}
