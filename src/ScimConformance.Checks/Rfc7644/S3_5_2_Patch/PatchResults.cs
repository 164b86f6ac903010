using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: what PATCH answers.</summary>
internal static class PatchResults
{
    private const string Rename = """{"op":"replace","path":"displayName","value":"Babs"}""";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "the server either MUST return a 200 OK response code and the entire resource within the response body ... or MAY return HTTP status code 204"
        new()
        {
            Id = "PATCH-RESULT-001", Title = "PATCH answers 200 with the entire resource, or 204 without a body",
            Verifies = ["RFC7644-3.5.2-22"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, Rename);
                var read = await scim.ReadAsync(user);
                reply.Accept(
                    r => r.Is(200).WithResource().With(reply.IsSameAs(read), "as GET shows it"),
                    r => r.Is(204).WithEmptyBody());
            },
        },

        // "The server MUST return a 200 OK if the "attributes" parameter is specified in the request."
        new()
        {
            Id = "PATCH-RESULT-002", Title = "PATCH with attributes answers 200 and those attributes",
            Verifies = ["RFC7644-3.5.2-23"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user.Target + "?attributes=displayName", Rename);
                reply.Accept(r => r.Is(200).WithResource());
                reply.Expect("displayName").Is("Babs");
            },
        },

        // Table 8: "Specified resource (e.g., User) or endpoint does not exist."
        new()
        {
            Id = "PATCH-RESULT-003", Title = "PATCH of an unknown id answers 404",
            Verifies = ["RFC7644-3.5.2-24"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim => (await scim.PatchAsync($"{scim.Users}/{CheckContext.UnknownId}", Rename)).Accept(r => r.Is(404)),
        },

        // "If a request fails, the server SHALL return an HTTP response status code and a JSON detail error response"
        new()
        {
            Id = "PATCH-RESULT-004", Title = "a failed PATCH answers with an Error message",
            Verifies = ["RFC7644-3.5.2-21"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var replies = new[]
                {
                    await scim.PatchAsync(user, """{"op":"remove"}"""),
                    await scim.PatchAsync(user, """{"op":"remove","path":"userName"}"""),
                    await scim.SendAsync(new ScimRequest("PATCH", user.Target).WithBody("""{"schemas":[""")),
                };

                // Whether they must fail is for the checks of these requests to say.
                var failed = replies.Where(r => !r.IsSuccess).ToList();
                CheckContext.Require(failed.Count > 0, "no PATCH failed");
                failed.ForEach(reply => reply.Accept(r => r.IsClientError().WithError()));
            },
        },

        // The text says it of "add" only (section 3.5.2.1); a replace that changes nothing is recorded.
        new()
        {
            Id = "PATCH-RESULT-005", Title = "a replace that changes nothing does not move lastModified",
            Verifies = ["RFC7644-3.5.2-25"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"displayName":"Babs"}""");
                var before = await scim.ReadAsync(user);
                (await scim.PatchedAsync(user, Rename)).Expect("meta.lastModified").Is(before.At("meta.lastModified").Text() ?? "");
            },
        },
    ];
}
