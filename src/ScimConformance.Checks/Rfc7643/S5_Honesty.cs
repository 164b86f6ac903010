using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 5: what the configuration says is so.</summary>
internal static class S5_Honesty
{
    private static readonly string[] Words = ["alpha", "beta", "gamma"];

    public static CheckGroup Group { get; } = new("RFC7643-5-honesty", "ServiceProviderConfig tells the truth",
    [
        // supported: a Boolean value specifying whether or not the operation is supported.
        Advertised("CONFIG-HONEST-003", "patch, advertised, changes a user", "patch", [Needs.UserAttribute("displayName")], PatchWorksAsync),
        Advertised("CONFIG-HONEST-004", "sort, advertised, sorts", "sort", [Needs.Filter], SortWorksAsync),
        Advertised("CONFIG-HONEST-005", "changePassword, advertised, takes a new password", "changePassword", [], PasswordWorksAsync),

        // The same sentence, read the other way round.
        Denied("CONFIG-DENIED-001", "patch, denied, does not work", "patch", PatchWorksAsync),
        Denied("CONFIG-DENIED-002", "filter, denied, does not work", "filter", FilterWorksAsync),
        Denied("CONFIG-DENIED-003", "sort, denied, does not work", "sort", SortWorksAsync),
        Denied("CONFIG-DENIED-004", "entity tags, denied, are not sent", "etag", async scim => (await scim.ReadAsync(await scim.CreateUserAsync())).Header("ETag") is not null),
        Denied("CONFIG-DENIED-005", "changePassword, denied, does not work", "changePassword", PasswordWorksAsync, "PUT of a user with a new password is answered with success"),

        // maxResults: an integer value specifying the maximum number of resources returned in a response.
        new()
        {
            Id = "CONFIG-HONEST-006", Title = "no list is longer than filter.maxResults",
            Verifies = ["RFC7643-5-12"], Needs = [Needs.ServiceProviderConfig, Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var most = scim.Profile.ServiceProviderConfig.At("filter.maxResults").Integer();
                CheckContext.ApplicableIf(most > 0, "ServiceProviderConfig gives no filter.maxResults");
                await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                foreach (var query in new[] { "", $"?count={most + 1}", "?filter=userName%20pr" })
                {
                    var list = (await scim.GetAsync(scim.Users + query)).Require(r => r.Is(200).WithList(), r => r.IsClientError());
                    list.Judge(list.Resources.Count <= most, $"at most {most} resources", $"{list.Resources.Count}");
                }
            },
        },

        // authenticationSchemes: a multi-valued complex type that specifies supported authentication scheme properties.
        new()
        {
            Id = "CONFIG-SCHEMES-003", Title = "the scheme that lets the run in is among authenticationSchemes",
            Verifies = ["RFC7643-5-13"], Needs = [Needs.ServiceProviderConfig, Needs.Credentials],
            Run = scim =>
            {
                var used = (scim.Target.Credentials.Authorization ?? "header").Split(' ')[0].ToLowerInvariant();
                var wanted = used switch { "bearer" => new[] { "oauth2", "oauthbearertoken" }, "basic" => ["httpbasic"], "digest" => ["httpdigest"], _ => [] };
                CheckContext.ApplicableIf(wanted.Length > 0, $"no type is defined for the scheme {used}");
                var schemes = (scim.Profile.ServiceProviderConfig.At("authenticationSchemes") as JsonArray)?.Select(s => s.Member("type").Text()?.ToLowerInvariant()).ToList() ?? [];
                scim.Expect(schemes.Any(wanted.Contains), $"a scheme of type {string.Join(" or ", wanted)}", string.Join(", ", schemes));
                return Task.CompletedTask;
            },
        },
    ]);

    private static ConformanceCheck Advertised(string id, string title, string capability, IReadOnlyList<Needs> needs, Func<CheckContext, Task<bool>> works) => new()
    {
        Id = id, Title = title, Verifies = ["RFC7643-5-10"], Needs = [Needs.ServiceProviderConfig, Needs.Users, .. needs],
        Run = async scim =>
        {
            CheckContext.ApplicableIf(scim.Profile.Supports(capability) == true, $"ServiceProviderConfig does not say that {capability} is supported");
            scim.Expect(await works(scim), $"{capability} works, as ServiceProviderConfig says", "it does not");
        },
    };

    private static ConformanceCheck Denied(string id, string title, string capability, Func<CheckContext, Task<bool>> works, string actual = "it works") => new()
    {
        Id = id, Title = title, Verifies = ["RFC7643-5-11"], Needs = [Needs.ServiceProviderConfig, Needs.Users],
        Run = async scim =>
        {
            var denied = scim.Profile.Supports(capability) == false;
            scim.Expect(!denied || !await works(scim), $"{capability} does not work where ServiceProviderConfig says that it is not supported", actual);
        },
    };

    private static async Task<bool> PatchWorksAsync(CheckContext scim)
    {
        var user = await scim.CreateUserAsync();
        var reply = await scim.PatchAsync(user, """{"op":"replace","path":"displayName","value":"Patched"}""");
        return reply.IsSuccess && (await scim.ReadAsync(user)).At("displayName").Text() == "Patched";
    }

    private static async Task<bool> FilterWorksAsync(CheckContext scim)
    {
        var user = await scim.CreateUserAsync();
        var list = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\"");
        var none = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}-nobody\"");
        return list.Ids is [var only] && only == user.Id && none.Status == 200 && none.Ids.Count == 0;
    }

    /// <summary>Three users, made in an order that is neither, come in descending order of their names.</summary>
    private static async Task<bool> SortWorksAsync(CheckContext scim)
    {
        var ids = new Dictionary<string, string>();
        foreach (var word in new[] { Words[1], Words[2], Words[0] })
        {
            var body = scim.NewUser();
            body["userName"] = scim.Email($"{scim.Prefix}-{word}");
            ids[word] = (await scim.CreateAsync(scim.Users, body)).Id;
        }

        var list = await scim.QueryAsync(scim.Users, ("filter", $"userName sw \"{scim.Prefix}-\""), ("sortBy", "userName"), ("sortOrder", "descending"));
        CheckContext.ApplicableIf(list.Status is not 400, $"the endpoint declines a filter of the form userName sw: {list.Describe()}");
        var own = list.Ids.Where(ids.ContainsValue).ToList();
        CheckContext.ApplicableIf(list.Status != 200 || own.Count > 1, "the endpoint gives one resource a page, where order cannot be seen");
        return list.Status == 200 && own.SequenceEqual(Words.Reverse().Select(w => ids[w]).Take(own.Count));
    }

    private static async Task<bool> PasswordWorksAsync(CheckContext scim)
    {
        var user = await scim.CreateUserAsync();
        var body = (JsonObject)user.Sent.DeepClone();
        body["password"] = $"Pw-{scim.NewName()}-9z!";
        return (await scim.PutAsync(user.Target, body)).Status is 200 or 204;
    }
}
