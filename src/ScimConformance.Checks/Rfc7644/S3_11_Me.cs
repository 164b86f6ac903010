using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.11: the /Me alias. It leads to a stranger's account at a real endpoint, so it is only ever read.</summary>
internal static class S3_11_Me
{
    public static CheckGroup Group { get; } = new("RFC7644-3.11", "the /Me alias",
    [
        // "A service provider that does NOT support this feature SHOULD respond with HTTP status code 501 (Not Implemented)."
        new()
        {
            Id = "ME-001", Title = "/Me leads to the own account, or is refused with 501",
            Verifies = ["RFC7644-3.11-01"],
            Run = async scim => (await scim.GetAsync("/Me")).Accept(
                r => r.Is(501), r => r.Is(308).WithHeader("Location"), r => r.Is(200).WithResource().WithHeader("Location")),
        },

        // "MAY choose to redirect the client using HTTP status code 308 (Permanent Redirect) to the resource associated with the authenticated subject."
        new()
        {
            Id = "ME-002", Title = "a redirect from /Me leads to the account",
            Verifies = ["RFC7644-3.11-02"],
            Run = async scim =>
            {
                var me = await MeAsync(scim);
                me.Judge(me.Status is < 300 or > 399 or 308, "308, if it redirects", $"{me.Status}");
                if (me.Status == 308)
                {
                    (await scim.GetAsync(RequirePermanent(scim, me))).Accept(r => r.Is(200).WithResource());
                }
            },
        },

        // "In any response, the HTTP "Location" header MUST be the permanent location of the aliased resource"
        new()
        {
            Id = "ME-003", Title = "Location is the permanent URL of the account",
            Verifies = ["RFC7644-3.11-03"],
            Run = async scim =>
            {
                var me = RequireDirect(await MeAsync(scim));
                me.ExpectHeader("Location").IsNonEmptyString();
                if (scim.ResolveLocation(me.Header("Location")) is { } location)
                {
                    me.Judge(!location.AbsolutePath.EndsWith("/Me", StringComparison.OrdinalIgnoreCase), "a Location other than /Me", location.AbsoluteUri);
                    me.Expect("meta.location").Satisfies(l => l is null || scim.ResolveLocation(l.Text()) == location, $"{location}, as in the header Location");
                }
            },
        },

        new()
        {
            Id = "ME-004", Title = "at its permanent URL the account is the same",
            Verifies = ["RFC7644-3.11-03"],
            Run = async scim =>
            {
                var me = RequireDirect(await MeAsync(scim));
                var user = await scim.GetAsync(RequirePermanent(scim, me));
                user.Accept(r => r.Is(200)).Expect("id").Is(me.At("id").Text() ?? "");
            },
        },

        new()
        {
            Id = "ME-005", Title = "an answer without a body names the permanent URL too",
            Verifies = ["RFC7644-3.11-03"], Needs = [Needs.ETag],
            Run = async scim =>
            {
                var me = RequireDirect(await MeAsync(scim));
                CheckContext.ApplicableIf(me.Header("ETag") is not null, "/Me has no ETag");
                var known = await scim.SendAsync(new ScimRequest("GET", "/Me").WithHeader("If-None-Match", me.Header("ETag")!));
                known.Accept(r => r.Is(304).WithHeader("Location"), r => r.Is(200).WithHeader("Location"));
                known.ExpectHeader("Location").Satisfies(
                    l => scim.ResolveLocation(l.Text()) == scim.ResolveLocation(me.Header("Location")), $"{me.Header("Location")} as without the condition");
            },
        },

        // "a URI alias for the User or other resource associated with the currently authenticated subject for any SCIM operation"
        new()
        {
            Id = "ME-006", Title = "/Me takes the parameters of the account's own URL",
            Verifies = ["RFC7644-3.11-04"],
            Run = async scim =>
            {
                RequireDirect(await MeAsync(scim));
                var narrow = await scim.GetAsync("/Me?attributes=id");
                narrow.Accept(r => r.Is(200).WithResource());
                narrow.Judge(narrow.At("userName") is null, "no userName, which was not asked for", narrow.At("userName").Show());
            },
        },
    ]);

    private static Task<ScimResponse> MeAsync(CheckContext scim) => scim.GetOnceAsync("/Me");

    private static ScimResponse RequireDirect(ScimResponse me)
    {
        CheckContext.ApplicableIf(me.Status == 200, $"GET /Me is answered with {me.Status}");
        return me;
    }

    /// <summary>The permanent URL below the base URL: credentials go nowhere else.</summary>
    private static string RequirePermanent(CheckContext scim, ScimResponse me)
    {
        var location = scim.ResolveLocation(me.Header("Location"))?.AbsoluteUri;
        CheckContext.Require(location?.StartsWith(scim.Target.BaseUrl.AbsoluteUri + "/", StringComparison.OrdinalIgnoreCase) == true, $"the Location of /Me is not below the base URL: {location}");
        return location!;
    }
}
