using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 3.1: <c>meta</c>.</summary>
internal static class S3_1_Meta
{
    private const string Ancient = "2000-01-01T00:00:00Z";

    public static CheckGroup Group { get; } = new("RFC7643-3.1-meta", "Common attributes: meta",
    [
        // All "meta" sub-attributes are assigned by the service provider; common attributes MUST be defined for all resources.
        new()
        {
            Id = "META-ASSIGNED-001", Title = "a created user has id and meta",
            Verifies = ["RFC7643-3.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var shown = user.Reply.Json is JsonObject ? user.Reply : await scim.ReadAsync(user);
                shown.Expect("id").IsNonEmptyString();
                foreach (var name in new[] { "resourceType", "created", "lastModified", "location" })
                {
                    shown.Expect("meta." + name).IsNonEmptyString();
                }
            },
        },

        // Common attributes apply to all resource types.
        new()
        {
            Id = "META-ASSIGNED-002", Title = "a created group has id and meta",
            Verifies = ["RFC7643-3.1-20"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateGroupAsync());
                read.Expect("id").IsNonEmptyString();
                read.Expect("meta.resourceType").IsNonEmptyString();
                read.Expect("meta.location").IsNonEmptyString();
            },
        },

        // This attribute ("meta") SHALL be ignored when provided by clients.
        new()
        {
            Id = "META-IGNORED-001", Title = "meta that the client sends at creation is ignored",
            Verifies = ["RFC7643-3.1-06"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser($$$"""{"meta":{"created":"{{{Ancient}}}","resourceType":"Robot"}}""");
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect("meta.created").IsNot(Ancient);
                reply.Expect("meta.resourceType").IsNot("Robot");
            },
        },

        // This attribute ("meta") SHALL be ignored when provided by clients.
        new()
        {
            Id = "META-IGNORED-002", Title = "meta that the client sends in a PUT is ignored",
            Verifies = ["RFC7643-3.1-13"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                CheckContext.Require(!before.At("meta.created").IsUnassigned(), "the user has no meta.created");
                (await scim.ReplaceAsync(user, $$$"""{"meta":{"created":"{{{Ancient}}}","lastModified":"{{{Ancient}}}","resourceType":"Robot"}}""")).RequirePutOffered()
                    .Accept(r => r.IsSuccess());
                var after = await scim.ReadAsync(user);
                after.Expect("meta.created").IsJson(before.At("meta.created")!);
                after.Expect("meta.lastModified").IsNot(Ancient);
                after.Expect("meta.resourceType").IsNot("Robot");
            },
        },

        // This attribute ("meta") SHALL be ignored when provided by clients; RFC 7644 section 3.5.2 also lets a PATCH of it be refused.
        new()
        {
            Id = "META-IGNORED-003", Title = "PATCH of meta.created is refused or changes nothing",
            Verifies = ["RFC7643-3.1-13"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                CheckContext.Require(!before.At("meta.created").IsUnassigned(), "the user has no meta.created");
                (await scim.PatchAsync(user, $$"""{"op":"replace","path":"meta.created","value":"{{Ancient}}"}""")).Accept(r => r.IsSuccess(), r => r.IsClientError());
                (await scim.ReadAsync(user)).Expect("meta.created").IsJson(before.At("meta.created")!);
            },
        },

        // The name of the resource type of the resource. "caseExact" is "true".
        new()
        {
            Id = "META-TYPE-001", Title = "meta.resourceType of a user is the name of its resource type",
            Verifies = ["RFC7643-3.1-14"], Needs = [Needs.Users],
            Run = async scim => (await scim.ReadAsync(await scim.SharedUserAsync())).Expect("meta.resourceType").Is(scim.Profile.Users!.Name),
        },

        // The name of the resource type of the resource. "caseExact" is "true".
        new()
        {
            Id = "META-TYPE-002", Title = "meta.resourceType of a group is the name of its resource type",
            Verifies = ["RFC7643-3.1-14"], Needs = [Needs.Groups],
            Run = async scim => (await scim.ReadAsync(await scim.CreateGroupAsync())).Expect("meta.resourceType").Is(scim.Profile.Groups!.Name),
        },

        // If this resource has never been modified since its initial creation, the value MUST be the same as the value of "created".
        new()
        {
            Id = "META-TIME-001", Title = "meta.lastModified of a new user equals meta.created",
            Verifies = ["RFC7643-3.1-15"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateUserAsync());
                var created = read.At("meta.created").Instant();
                CheckContext.Require(created is not null, "the user has no meta.created");
                read.Expect("meta.lastModified").Satisfies(m => m.Instant() == created, $"the same instant as meta.created {read.At("meta.created").Show()}");
            },
        },

        // The most recent DateTime that the details of this resource were updated at the service provider.
        new()
        {
            Id = "META-TIME-002", Title = "a change moves meta.lastModified and keeps meta.created",
            Verifies = ["RFC7643-3.1-16"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                var first = before.At("meta.lastModified").Instant();
                CheckContext.Require(first is not null && before.At("meta.created").IsDateTime(), "the user lacks meta.created or meta.lastModified");
                (await scim.ReplaceAsync(user, """{"displayName":"Babs"}""")).Require(r => r.IsSuccess());
                var after = await scim.ReadAsync(user);
                if (after.At("meta.lastModified").Instant() == first)
                {
                    // The provider's clock may tick in seconds.
                    await Task.Delay(TimeSpan.FromSeconds(1.1), scim.Target.Clock, scim.Cancellation);
                    (await scim.ReplaceAsync(user, """{"displayName":"Barbara"}""")).Require(r => r.IsSuccess());
                    after = await scim.ReadAsync(user);
                }

                CheckContext.Require(after.At("displayName").Text() is "Babs" or "Barbara", "PUT did not change the user");
                after.Expect("meta.created").IsJson(before.At("meta.created")!);
                after.Expect("meta.lastModified").Satisfies(m => m.Instant() > first, $"later than {before.At("meta.lastModified").Show()}");
            },
        },

        // The URI of the resource being returned. This value MUST be the same as the "Content-Location" HTTP response header.
        new()
        {
            Id = "META-LOCATION-001", Title = "GET of meta.location is answered with the user",
            Verifies = ["RFC7643-3.1-17"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var uri = S2_3_7_References.Resolve(scim, (await scim.ReadAsync(user)).At("meta.location"));
                CheckContext.Require(uri is not null, "the user has no meta.location");
                if (!S2_3_7_References.IsOwn(scim, uri!))
                {
                    scim.Expect(false, $"a location at {scim.Target.BaseUrl}", uri!.AbsoluteUri);
                    return;
                }

                (await scim.GetAsync(uri!.AbsoluteUri)).Accept(r => r.Is(200).WithResource()).Expect("id").Is(user.Id);
            },
        },

        // The URI of the resource being returned. This value MUST be the same as the "Content-Location" HTTP response header.
        new()
        {
            Id = "META-LOCATION-002", Title = "meta.location agrees with the Location and Content-Location headers",
            Verifies = ["RFC7643-3.1-17"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var read = await scim.ReadAsync(user);
                var location = S2_3_7_References.Resolve(scim, read.At("meta.location"));
                foreach (var (reply, header) in new[] { (user.Reply, "Location"), (user.Reply, "Content-Location"), (read, "Content-Location") })
                {
                    reply.ExpectHeader(header).Satisfies(
                        h => h is null || S2_3_7_References.Resolve(scim, h) == location, $"absent, or meta.location {read.At("meta.location").Show()}");
                }
            },
        },

        // The value of "version" must be the same as the entity-tag (ETag) HTTP response header.
        new()
        {
            Id = "META-VERSION-001", Title = "meta.version equals the ETag header",
            Verifies = ["RFC7643-3.1-18"], Needs = [Needs.Users, Needs.ETag],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                var (tag, version) = (read.Header("ETag"), read.At("meta.version").Text());
                read.Judge(tag is null || version is null || tag == version, $"meta.version {tag}", $"meta.version {version}");
            },
        },

        // If the version is not a strong validator, it MUST be preceded by "W/"; the value is case-sensitive (RFC 7232).
        new()
        {
            Id = "META-VERSION-002", Title = "meta.version is a well-formed entity tag",
            Verifies = ["RFC7643-3.1-19"], Needs = [Needs.Users, Needs.ETag],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                CheckContext.ApplicableIf(read.At("meta.version") is not null, "the user has no meta.version");
                read.Expect("meta.version").Satisfies(
                    v => v.Text() is { } text && text.Split('"') is ["" or "W/", _, ""], "a quoted string, or W/ before one");
            },
        },

        // Common attributes are defined by this section: their characteristics cannot be redefined. "id" is readOnly.
        new()
        {
            Id = "META-COMMON-001", Title = "PUT with another id in the body changes neither id nor resource",
            Verifies = ["RFC7643-3.1-21"], Needs = [Needs.Users], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = (await scim.ReplaceAsync(user, $$"""{"id":"{{CheckContext.UnknownId}}"}""")).RequirePutOffered().Accept(r => r.IsSuccess(), r => r.IsClientError());
                reply.Expect("id").IsNot(CheckContext.UnknownId);
                (await scim.ReadAsync(user)).Expect("id").Is(user.Id);
            },
        },
    ]);
}
