using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API sections 1 and 3.10: the base URL and the version in it.</summary>
internal static class Api1_BaseUrl
{
    public static CheckGroup Group { get; } = new("SCIM11-API-1", "SCIM 1.1: base URL and version",
    [
        // "Implementers MUST percent encode URLs".
        new()
        {
            Id = "V1-URL-001", Title = "a percent-encoded plus sign and quotation marks reach the filter as what they are",
            Verifies = ["SCIM11-API-1.2-01"], Needs = [Needs.Scim11Capability("filter")],
            Run = async scim =>
            {
                var body = scim.V1.NewUser();
                body["userName"] = scim.Email(scim.NewName() + "+plus");
                var user = await scim.V1.CreateAsync("/Users", body);
                (await scim.V1.FilterAsync($"userName eq {Scim11Steps.Quote(user.UserName)}")).ExpectExactly(user);
            },
        },

        // "The Base URL MUST NOT contain a query string".
        new()
        {
            Id = "V1-URL-002", Title = "resources are located below a base URL without query string",
            Verifies = ["SCIM11-API-1.3-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                user.Reply.Judge(user.Reply.Header("Location")?.Contains('?') != true, "a Location without query string", $"Location: {user.Reply.Header("Location")}");
                user.Reply.Expect("meta.location").Satisfies(l => l.Text()?.Contains('?') != true, "a URL without query string");
            },
        },

        // "When specified Service Providers MUST perform the operation using the desired version or reject the request."
        new()
        {
            Id = "V1-VERSION-001", Title = "a version that does not exist is refused",
            Verifies = ["SCIM11-API-3.10-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var baseUrl = scim.V1.Profile.BaseUrl.AbsoluteUri.TrimEnd('/');
                CheckContext.ApplicableIf(baseUrl.EndsWith("/v1", StringComparison.OrdinalIgnoreCase), "the base URL of SCIM 1.1 does not end in v1");
                (await scim.V1.GetAsync($"{baseUrl[..^1]}97/Users?count=1")).Accept(r => r.With(r.IsClientError().Holds, "a refusal"), r => r.Is(501));
            },
        },
        new()
        {
            Id = "V1-VERSION-002", Title = "v1 answers in the words of SCIM 1.1 and not of 2.0",
            Verifies = ["SCIM11-API-3.10-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var list = (await scim.V1.GetOnceAsync("/Users?count=1")).Accept(r => r.Is(200).WithJsonObject());
                foreach (var reply in new[] { user.Reply, list })
                {
                    reply.Judge(!reply.Text.Contains("urn:ietf:params:scim", StringComparison.OrdinalIgnoreCase), "no URN of SCIM 2.0", reply.Describe());
                }
            },
        },
    ]);
}
