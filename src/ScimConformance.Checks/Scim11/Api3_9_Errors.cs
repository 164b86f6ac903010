using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.9: errors.</summary>
internal static class Api3_9_Errors
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.9", "SCIM 1.1: errors",
    [
        // "implementers MUST return the errors in the body of the response in the client requested format containing the error response"
        new()
        {
            Id = "V1-ERROR-001", Title = "404 has Errors with description and code",
            Verifies = ["SCIM11-API-3.9-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var reply = await scim.V1.GetAsync($"/Users/{CheckContext.UnknownId}");
                reply.Accept(r => r.Is(404).WithErrors(reply));
            },
        },
        new()
        {
            Id = "V1-ERROR-002", Title = "a body that is no JSON gets 400 with Errors",
            Verifies = ["SCIM11-API-3.9-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var reply = await scim.V1.SendAsync(new ScimRequest("POST", "/Users") { Accept = Scim11Face.Json, ContentType = Scim11Face.Json }.WithBody("""{"userName":"""));
                reply.Accept(r => r.IsClientError().WithErrors(reply));
            },
        },
        new()
        {
            Id = "V1-ERROR-003", Title = "409 has Errors with description and code",
            Verifies = ["SCIM11-API-3.9-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var reply = (await scim.V1.PostAsync("/Users", (await scim.V1.SharedUserAsync()).Sent)).Require(r => r.IsClientError());
                reply.Accept(r => r.IsClientError().WithErrors(reply));
            },
        },

        // Table 7: "501 NOT IMPLEMENTED: Service Provider does not support the request operation; e.g., PATCH".
        new()
        {
            Id = "V1-ERROR-004", Title = "PATCH works where it is announced, and is refused with 501 or 403 where it is not",
            Verifies = ["SCIM11-API-3.9-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(scim.V1.Profile.Supports("patch") is not null, "nothing announces whether PATCH is supported");
                var reply = await scim.V1.PatchAsync(await scim.V1.CreateUserAsync(), """{"displayName":"After"}""");
                if (scim.V1.Profile.Supports("patch") == true)
                {
                    reply.Accept(r => r.IsSuccess());
                }
                else
                {
                    reply.Accept(r => r.Is(501), r => r.Is(403));
                }
            },
        },
    ]);
}
