using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Headers, media types and addresses.</summary>
internal static class Transport
{
    private const string Stranger = "stranger.invalid";

    public static CheckGroup Group { get; } = new("INTEROP-transport", "headers, media types, addresses",
    [
        new()
        {
            Id = "ENTRA-REG-039", Title = "a request without User-Agent reaches the endpoint",
            Verifies = ["ENTRA-CONNECT-02"], Needs = [Needs.Users], Given = [TrialStep.Read],
            Run = async scim => (await scim.SendAsync(new ScimRequest("GET", $"{scim.Users}?count=1") { OmitUserAgent = true })).Accept(r => r.Is(200).WithList()),
        },

        new()
        {
            Id = "INTEROP-REG-040", Title = "answers are application/scim+json, and bodies of application/json and of application/scim+json with charset are taken",
            Verifies = ["INTEROP-MEDIA-01"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Read],
            Run = async scim =>
            {
                var plain = await scim.SendAsync(new ScimRequest("POST", scim.Users) { ContentType = "application/json" }.WithBody(scim.NewUser()));
                var named = await scim.SendAsync(new ScimRequest("POST", scim.Users) { ContentType = "application/scim+json; charset=utf-8" }.WithBody(scim.NewUser()));
                foreach (var reply in new[] { plain, named, await scim.GetAsync($"{scim.Users}?count=1") })
                {
                    reply.Accept(r => r.Is(200, 201).With(reply.MediaType == ScimRequest.ScimMediaType, $"as {ScimRequest.ScimMediaType}"));
                }
            },
        },

        new()
        {
            Id = "INTEROP-REG-048", Title = "Location and meta.location, where given, agree, keep https, lead to the user and repeat no host that a header made up",
            Verifies = ["INTEROP-LOCATION-01"], Given = [TrialStep.Create, TrialStep.Read], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = await scim.SendAsync(new ScimRequest("POST", scim.Users).WithBody(scim.NewUser()).WithHeader("X-Forwarded-Host", Stranger));
                if (!reply.IsSuccess)
                {
                    reply.Accept(r => r.IsClientError());
                    reply = (await scim.SharedUserAsync()).Reply;
                }

                var (header, meta) = (scim.ResolveLocation(reply.Header("Location")), scim.ResolveLocation(reply.At("meta.location").Text()));
                reply.Judge(meta is null || header is null || meta == header, "meta.location equal to Location", reply.At("meta.location").Show());
                foreach (var location in new[] { header, meta }.OfType<Uri>().Distinct())
                {
                    reply.Judge(location.Host != Stranger, "a location that no header made up", $"{location}");
                    reply.Judge(scim.Target.BaseUrl.Scheme == "http" || location.Scheme == "https", "an https location", $"{location}");
                    if (location.Host == scim.Target.BaseUrl.Host)
                    {
                        (await scim.GetAsync(location.AbsoluteUri)).Accept(r => r.Is(200).WithResource());
                    }
                }
            },
        },
    ]);
}
