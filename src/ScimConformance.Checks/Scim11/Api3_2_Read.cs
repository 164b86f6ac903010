using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.2: reading one resource, and lists.</summary>
internal static class Api3_2_Read
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.2", "SCIM 1.1: reading",
    [
        // "If the Resource exists the server responds with a status code of 200 and includes the result in the body of the response."
        new()
        {
            Id = "V1-READ-001", Title = "a known id is answered with 200 and the resource",
            Verifies = ["SCIM11-API-3.2.1-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetAsync(user.Target)).Accept(r => r.Is(200).WithResource());
                reply.Expect("id").Is(user.Id);
                reply.Expect("userName").IsIgnoringCase(user.UserName);
            },
        },
        new()
        {
            Id = "V1-READ-002", Title = "an unknown id is answered with 404",
            Verifies = ["SCIM11-API-3.2.1-01"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.GetAsync($"/Users/{CheckContext.UnknownId}")).Accept(r => r.Is(404)),
        },

        // "though MUST minimally return the Resource id and meta attributes."
        new()
        {
            Id = "V1-READ-003", Title = "a partial representation has id and meta",
            Verifies = ["SCIM11-API-3.2-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = await scim.V1.ReadAsync(user, "?attributes=userName");
                reply.Expect("id").Is(user.Id);
                reply.Expect("meta").IsObject();
            },
        },

        // "Providers SHOULD ignore any query parameters they don't recognize."
        new()
        {
            Id = "V1-LIST-001", Title = "an unknown query parameter is ignored",
            Verifies = ["SCIM11-API-3.2.2-01"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.GetAsync("/Users?count=1&unheardOf=1")).Accept(r => r.Is(200).WithJsonObject()),
        },

        // The examples of 3.2.2 and 3.2.2.3, and table 6.
        new()
        {
            Id = "V1-LIST-002", Title = "a list has totalResults, Resources and the core schema",
            Verifies = ["SCIM11-API-3.2.2-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetAsync("/Users?count=2")).Accept(r => r.Is(200).WithJsonObject());
                reply.Expect("totalResults").Satisfies(t => t.Integer() >= 1, "a number, 1 or more");
                reply.Expect("Resources").Satisfies(r => r is JsonArray { Count: > 0 }, "an array of resources");
                reply.Expect("schemas").Contains(Scim11Face.Core);
            },
        },
    ]);
}
