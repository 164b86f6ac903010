using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.2: endpoints and HTTP methods.</summary>
internal static class S3_2_Endpoints
{
    public static CheckGroup Group { get; } = new("RFC7644-3.2", "Endpoints and HTTP methods",
    [
        // "PUT MUST NOT be used to create new resources."
        new()
        {
            Id = "ENDPOINT-001", Title = "PUT to an unknown id creates nothing",
            Verifies = ["RFC7644-3.2-01"], Needs = [Needs.Users], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var target = $"{scim.Users}/{CheckContext.UnknownId}";
                var reply = await scim.PutAsync(target, scim.NewUser());
                reply.Accept(r => r.IsClientError());
                if (reply.IsSuccess)
                {
                    scim.Track(reply.At("id").Text() is { Length: > 0 } id ? $"{scim.Users}/{Uri.EscapeDataString(id)}" : target);
                }

                (await scim.GetAsync(target)).Accept(r => r.IsClientError());
            },
        },

        // Providers "SHOULD define resource endpoints using the convention of pluralizing the resource name".
        new()
        {
            Id = "ENDPOINT-002", Title = "endpoints have the pluralised name of their resource type",
            Verifies = ["RFC7644-3.2-03"], Needs = [Needs.ResourceTypes],
            Run = scim =>
            {
                var singular = scim.Profile.ResourceTypes
                    .Where(t => !t.Endpoint.EndsWith('s') && t.Endpoint.Equals("/" + t.Name, StringComparison.OrdinalIgnoreCase))
                    .Select(t => t.Endpoint).ToList();
                scim.Expect(singular.Count == 0, "no endpoint with the resource type's name in the singular", string.Join(", ", singular));
                return Task.CompletedTask;
            },
        },

        // "Error status codes SHOULD be transmitted via the HTTP status code ... and SHOULD also be specified in the body".
        new()
        {
            Id = "ENDPOINT-003", Title = "an error's status stands in the body as in the HTTP response",
            Verifies = ["RFC7644-3.2-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var missing = (await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}")).Require(r => r.IsClientError());
                missing.Expect("status").Satisfies(s => (s.Text() ?? s.Integer()?.ToString()) == $"{missing.Status}", $"{missing.Status}");
                var malformed = (await scim.PostAsync(scim.Users, "{")).Require(r => r.IsClientError());
                malformed.Expect("status").Satisfies(s => (s.Text() ?? s.Integer()?.ToString()) == $"{malformed.Status}", $"{malformed.Status}");
            },
        },

        // Table 2 gives the resource endpoint no PUT; a method that is not offered is refused, not carried out.
        new()
        {
            Id = "ENDPOINT-004", Title = "PUT and PATCH on a whole endpoint are refused",
            Verifies = ["RFC7644-3.2-05"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Replace, TrialStep.Patch],
            Run = async scim =>
            {
                (await scim.PutAsync(scim.Users, scim.NewUser())).Accept(r => r.IsClientError(), r => r.Is(501));
                (await scim.PatchAsync(scim.Users, $$"""{"op":"replace","path":"{{scim.Prefix}}","value":"x"}""")).Accept(r => r.IsClientError(), r => r.Is(501));
            },
        },

        // An endpoint that is not there is answered like a resource that is not there.
        new()
        {
            Id = "ENDPOINT-005", Title = "an unknown endpoint is answered with 404 and a SCIM error",
            Verifies = ["RFC7644-3.2-06"], Given = [TrialStep.Read],
            Run = async scim => (await scim.GetAsync("/" + scim.Prefix)).Accept(r => r.Is(404).WithError()),
        },
    ]);
}
