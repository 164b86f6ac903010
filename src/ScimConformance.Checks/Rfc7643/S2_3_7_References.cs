using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 2.3.7: references.</summary>
internal static class S2_3_7_References
{
    public static CheckGroup Group { get; } = new("RFC7643-2.3.7", "References",
    [
        // The base URI for relative URI resolution MUST include all URI components and path segments up to the endpoint.
        new()
        {
            Id = "REF-URI-001", Title = "a member's $ref resolves to the member",
            Verifies = ["RFC7643-2.3.7-01"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var read = await scim.ReadAsync(await scim.CreateGroupAsync(user));
                if (read.At("members[0].$ref") is not { } reference)
                {
                    read.Judge(true, "$ref absent or a URI", "absent");
                    return;
                }

                var uri = Resolve(scim, reference);
                read.Judge(uri is not null, "$ref an absolute or relative URI", reference.Show());
                if (uri is not null && IsOwn(scim, uri))
                {
                    var target = await scim.GetAsync(uri.AbsoluteUri);
                    target.Accept(r => r.Is(200).With(target.At("id").Text() == user.Id, "with the member"), r => r.Is(401, 403));
                }
            },
        },

        // An HTTP client performing a GET on a reference URI MUST receive the target resource or an appropriate HTTP response code.
        new()
        {
            Id = "REF-GET-001", Title = "GET of meta.location is answered with the resource or a meaningful status",
            Verifies = ["RFC7643-2.3.7-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                var uri = Resolve(scim, read.At("meta.location"));
                CheckContext.Require(uri is not null && IsOwn(scim, uri), "the user has no meta.location at this endpoint");
                (await scim.GetAsync(uri!.AbsoluteUri)).Accept(r => r.Is(200).WithResource(), r => r.Is(301, 302, 303, 307, 308), r => r.Is(401, 403, 404, 410));
            },
        },

        // A reference URI MUST be to an HTTP-addressable resource.
        new()
        {
            Id = "REF-HTTP-001", Title = "references made by the provider are HTTP URIs",
            Verifies = ["RFC7643-2.3.7-04"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = await scim.ReadAsync(await scim.CreateGroupAsync(user));
                var read = await scim.ReadAsync(user);
                group.Expect("members[0].$ref").Satisfies(IsHttpOrRelative, "absent, relative or an http(s) URI");
                group.Expect("meta.location").Satisfies(IsHttpOrRelative, "absent, relative or an http(s) URI");
                read.Expect("meta.location").Satisfies(IsHttpOrRelative, "absent, relative or an http(s) URI");
                read.Expect("groups[0].$ref").Satisfies(IsHttpOrRelative, "absent, relative or an http(s) URI");
            },
        },

        // URIs for SCIM resources with an API version SHALL be considered comparable to URIs without a version.
        new()
        {
            Id = "REF-VERSION-001", Title = "a member's $ref without the version segment is taken",
            Verifies = ["RFC7643-2.4-06"], Needs = [Needs.Users, Needs.Groups, Needs.VersionSegment],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = scim.NewGroup();
                var unversioned = new Uri(scim.Target.BaseUrl, "." + user.Target).AbsoluteUri;
                group["members"] = new JsonArray(new JsonObject { ["value"] = user.Id, ["$ref"] = unversioned });
                var reply = await scim.ReadCreatedAsync(scim.Groups, (await scim.PostAsync(scim.Groups, group)).Accept(r => r.IsSuccess()));
                reply.Expect("members[0].value").Is(user.Id);
            },
        },
    ]);

    /// <summary>Resolves a reference against the service root; the <c>../Users/…</c> form of the RFC's sample counts from the endpoint.</summary>
    public static Uri? Resolve(CheckContext scim, JsonNode? reference)
    {
        var root = scim.Target.BaseUrl.AbsoluteUri.TrimEnd('/') + "/";
        var text = reference.Text();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal))
        {
            // On Unix such a path would otherwise be taken for the name of a file.
            return new Uri(scim.Target.BaseUrl.GetLeftPart(UriPartial.Authority) + text);
        }

        return Uri.TryCreate(new Uri(root), text.StartsWith("../", StringComparison.Ordinal) ? text[3..] : text, out var uri) ? uri : null;
    }

    /// <summary>Whether a URI is at the endpoint's own host, so that the run's credentials may go there.</summary>
    public static bool IsOwn(CheckContext scim, Uri uri) =>
        uri.GetLeftPart(UriPartial.Authority).Equals(scim.Target.BaseUrl.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private static bool IsHttpOrRelative(JsonNode? reference) =>
        reference is null
        || (reference.Text() is { Length: > 0 } text
            && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || !text.Split('/')[0].Contains(':', StringComparison.Ordinal)));
}
