using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Steps that the checks of modification share.</summary>
internal static class ModificationSteps
{
    /// <summary>A body for PUT: what was sent to create the resource, its id, and these members over it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="members">JSON object merged over it; null stays null.</param>
    public static JsonObject Replacement(this ScimResource resource, string members = "{}")
    {
        var body = (JsonObject)resource.Sent.DeepClone();
        body["id"] = resource.Id;
        return body.MergeFrom(ScimJson.Object(members));
    }

    /// <summary>PUT that the endpoint has to carry out, then GET.</summary>
    public static async Task<ScimResponse> ReplacedAsync(this CheckContext scim, ScimResource resource, JsonObject body)
    {
        (await scim.PutAsync(resource.Target, body)).Accept(r => r.IsSuccess());
        return await scim.ReadAsync(resource);
    }

    /// <summary>PATCH that the endpoint has to carry out, then GET. Which 2xx and with what body is for PATCH-RESULT-001.</summary>
    public static async Task<ScimResponse> PatchedAsync(this CheckContext scim, ScimResource resource, params string[] operations)
    {
        (await scim.PatchAsync(resource, operations)).Accept(r => r.IsSuccess());
        return await scim.ReadAsync(resource);
    }

    /// <summary>
    /// PATCH that switches a user off, with success, and the user afterwards. That the user can still be read is judged here: some applications
    /// delete whom they switch off, and no other check would say so.
    /// </summary>
    public static async Task<ScimResponse> SwitchedOffAsync(this CheckContext scim, ScimResource user, string operation)
    {
        (await scim.PatchAsync(user, operation)).Accept(r => r.IsSuccess());
        return (await scim.GetAsync(user.Target)).Accept(r => r.Is(200).WithResource());
    }

    /// <summary>PATCH that the endpoint has to refuse, leaving the resource as it is. The body of a refusal is for PATCH-RESULT-004.</summary>
    public static async Task<ScimResponse> RefusedAsync(this CheckContext scim, ScimResource resource, params string[] operations)
    {
        var before = await scim.ReadAsync(resource);
        var reply = await scim.PatchAsync(resource, operations);
        reply.Accept(r => r.IsClientError());
        (await scim.ReadAsync(resource)).ExpectSameAs(before);
        return reply;
    }

    /// <summary>Whether two representations are equal, meta aside.</summary>
    public static bool IsSameAs(this ScimResponse one, ScimResponse other) => JsonNode.DeepEquals(WithoutMeta(one), WithoutMeta(other));

    /// <summary>The two representations are equal, meta aside.</summary>
    public static void ExpectSameAs(this ScimResponse after, ScimResponse before) => after.Judge(
        after.IsSameAs(before),
        $"the resource as it was: {before.Describe()}",
        after.Describe());

    /// <summary>Two e-mail values, work (primary) and home, that belong to a new name.</summary>
    public static (string Work, string Home, string Members) TwoEmails(this CheckContext scim)
    {
        var name = scim.NewName();
        var (work, home) = (scim.Email(name), scim.Email(name + "-home"));
        return (work, home, $$"""{"emails":[{"value":"{{work}}","type":"work","primary":true},{"value":"{{home}}","type":"home"}]}""");
    }

    /// <summary>The elements of a multi-valued attribute that are objects.</summary>
    public static IReadOnlyList<JsonObject> Values(this ScimResponse resource, params string[] path) =>
        (resource.At(path) as JsonArray)?.OfType<JsonObject>().ToList() ?? [];

    /// <summary>The <c>value</c> of each element of a multi-valued attribute are these, in any order.</summary>
    public static void ExpectValues(this ScimResponse resource, string attribute, params string[] expected)
    {
        var actual = resource.Values(attribute).Select(v => v.Member("value").Text() ?? "").ToList();
        resource.Judge(
            actual.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(expected.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase),
            $"{attribute} with the values [{string.Join(", ", expected)}]",
            $"{attribute} with the values [{string.Join(", ", actual)}]");
    }

    private static JsonNode? WithoutMeta(ScimResponse response)
    {
        var copy = response.Json?.DeepClone();
        (copy as JsonObject)?.Remove("meta");
        return copy;
    }
}
