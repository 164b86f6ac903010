using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.1: creating resources.</summary>
internal static class Api3_1_Create
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.1", "SCIM 1.1: creating",
    [
        // "Upon successful creation, the response body MUST contain the newly created Resource." "its URI must be returned in the response Location header."
        new()
        {
            Id = "V1-CREATE-001", Title = "creation answers 201 with the resource and a Location that leads to it",
            Verifies = ["SCIM11-API-3.1-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var body = scim.V1.NewUser();
                var reply = (await scim.V1.PostAsync("/Users", body)).Accept(r => r.Is(201).WithResource().WithHeader("Location"));
                reply.Expect("userName").IsIgnoringCase(body["userName"].Text()!);
                if (reply.Header("Location") is { } location)
                {
                    (await scim.V1.GetAsync(new Uri(new Uri(scim.V1.Url("/Users")), location).AbsoluteUri)).Accept(r => r.Is(200).WithResource());
                }
            },
        },

        // "a User Resource with a duplicate userName, the Service Provider MUST return a 409 error"
        new()
        {
            Id = "V1-CREATE-002", Title = "a userName that is taken gives 409",
            Verifies = ["SCIM11-API-3.1-02"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.PostAsync("/Users", (await scim.V1.SharedUserAsync()).Sent)).Accept(r => r.Is(409)),
        },

        // Core schema section 5.2: "All representations of SCIM schema MUST include a non-zero value array". "Duplicate values MUST NOT be included."
        new()
        {
            Id = "V1-CREATE-003", Title = "a user names the core schema, and each schema once",
            Verifies = ["SCIM11-API-3.1-03"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                foreach (var reply in new[] { user.Reply, await scim.V1.GetOnceAsync(user.Target) })
                {
                    reply.Expect("schemas").Contains(Scim11Face.Core)
                        .Satisfies(s => s is JsonArray urns && urns.Select(u => u.Text()).Distinct(StringComparer.OrdinalIgnoreCase).Count() == urns.Count, "each schema once");
                }
            },
        },

        // "and SHOULD indicate the conflicting attribute(s) in the body of the response."
        new()
        {
            Id = "V1-CREATE-004", Title = "a conflict names the attribute",
            Verifies = ["SCIM11-API-3.1-04"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var reply = (await scim.V1.PostAsync("/Users", (await scim.V1.SharedUserAsync()).Sent)).Require(r => r.Is(409));
                reply.Judge(reply.Text.Contains("userName", StringComparison.OrdinalIgnoreCase), "a body that says userName", reply.Describe());
            },
        },
    ]);
}
