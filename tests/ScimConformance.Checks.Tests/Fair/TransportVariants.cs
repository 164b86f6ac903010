namespace ScimConformance.Checks.Tests;

/// <summary>Providers that use HTTP in another way.</summary>
internal static class TransportVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("content-type-with-charset", "RFC 7644 3.8, RFC 9110 8.3.1: parameters are optional", x =>
        {
            if (x.ResponseHeaders.ContentType.ToString() is "application/scim+json")
            {
                x.ResponseHeaders.ContentType = "application/scim+json; charset=utf-8";
            }
        }),
        FairVariant.Answering("content-type-in-capitals", "RFC 9110 8.3.1: media types are case-insensitive", x =>
        {
            if (x.ResponseHeaders.ContentType.ToString() is "application/scim+json")
            {
                x.ResponseHeaders.ContentType = "Application/SCIM+JSON;charset=UTF-8";
            }
        }),
        FairVariant.Answering("more-headers", "RFC 9110 5.1: further fields are allowed", x =>
        {
            x.ResponseHeaders["X-Request-Id"] = "8c1f";
            x.ResponseHeaders.CacheControl = "no-store";
            x.ResponseHeaders["Strict-Transport-Security"] = "max-age=31536000";
            x.ResponseHeaders.Vary = "Accept, Authorization";
            x.ResponseHeaders.SetCookie = "session=8c1f; Path=/; HttpOnly; Secure";
        }),
        FairVariant.Answering("relative-location-header", "RFC 9110 10.2.2: Location is a URI reference", x =>
        {
            if (Uri.TryCreate(x.ResponseHeaders.Location.ToString(), UriKind.Absolute, out var location) && x.Status == 201)
            {
                x.ResponseHeaders.Location = location.AbsolutePath;
            }
        }),
        new("own-public-address", "RFC 7644 3.1: the location is where the provider says clients reach it") { Configure = provider => provider.PublicBaseUrl = new Uri("http://localhost/scim/v2") },
        new("documented", "RFC 7643 5: documentationUri is OPTIONAL") { Configure = provider => provider.DocumentationUri = "https://example.com/help/scim.html" },
        new("head-refused", "RFC 7644 3.2: HEAD and OPTIONS are not among SCIM's methods")
        {
            Wire = async x =>
            {
                if (x.Method is "HEAD" or "OPTIONS" or "TRACE")
                {
                    x.ReplyError(405);
                    return;
                }

                await x.NextAsync();
            },
        },
        new("rate-limited", "RFC 6585 4: 429 with Retry-After")
        {
            Wire = async x =>
            {
                if (x.RequestHeaders.Authorization.Count > 0 && x.State.Next() % 7 == 0)
                {
                    x.ReplyError(429);
                    x.ResponseHeaders.RetryAfter = "0";
                    return;
                }

                await x.NextAsync();
            },
        },
        new("slow-writes", "no word on speed")
        {
            Wire = async x =>
            {
                await Task.Delay(x.Method == "GET" ? 0 : 5);
                await x.NextAsync();
            },
        },
    ];
}
