using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Steps that several checks of SCIM 1.1 take.</summary>
internal static class Scim11Steps
{
    /// <summary>The values of a multi-valued attribute.</summary>
    public static IReadOnlyList<string> Values(this JsonNode? resource, string attribute) =>
        (resource.At(attribute) as JsonArray)?.Select(v => v is JsonObject ? v.Member("value").Text() : v.Text()).OfType<string>().ToList() ?? [];

    /// <summary>Judges that an attribute has exactly these values, in any order.</summary>
    public static void ExpectValues(this ScimResponse reply, string attribute, params IReadOnlyList<string> expected)
    {
        var seen = reply.Json.Values(attribute);
        reply.Judge(
            seen.Count == expected.Count && expected.All(e => seen.Contains(e, StringComparer.OrdinalIgnoreCase)),
            $"{attribute}: {(expected.Count == 0 ? "no value" : string.Join(", ", expected))}",
            $"{attribute}: {reply.At(attribute).Show()}");
    }

    /// <summary>PATCH, which this check needs or judges by what is read afterwards.</summary>
    public static async Task<ScimResponse> PatchAndReadAsync(this CheckContext scim, ScimResource resource, string members)
    {
        (await scim.V1.PatchAsync(resource, members)).Accept(r => r.Is(200), r => r.Is(204));
        return await scim.V1.ReadAsync(resource);
    }

    /// <summary>An error of SCIM 1.1: Errors with a description and the status as code. One code as a number is let pass: real servers write it so.</summary>
    public static ResponsePattern WithErrors(this ResponsePattern pattern, ScimResponse reply) => pattern.With(
        (reply.At("Errors") as JsonArray)?.OfType<JsonObject>().FirstOrDefault() is { } error
            && !string.IsNullOrWhiteSpace(error.Member("description").Text())
            && (error.Member("code").Text() ?? error.Member("code")?.ToJsonString()) == $"{reply.Status}",
        "with Errors that has description and code");

    /// <summary>The value as a string literal of a filter.</summary>
    public static string Quote(string value) => JsonValue.Create(value).ToJsonString(ScimJson.Compact);

    /// <summary>Three users that no check changes, made in the order b, c, a: names that end in these letters, titles "Alpha", "Beta" and none, where a user may lack one.</summary>
    public static async Task<(ScimResource A, ScimResource B, ScimResource C)> ThreeAsync(this CheckContext scim)
    {
        var b = await scim.V1.SharedUserAsync("three-b", """{"title":"Beta"}""");
        var c = await scim.V1.SharedUserAsync("three-c", scim.V1.Profile.Requires("title") ? "" : """{"title":null}""");
        return (await scim.V1.SharedUserAsync("three-a", """{"title":"Alpha"}"""), b, c);
    }

    /// <summary>A filter that exactly these three match.</summary>
    public static string IsOfThree(this CheckContext scim) => $"userName sw {Quote(scim.V1.SharedName("three-"))}";

    /// <summary>Makes sure that lists can be narrowed to the three; another check judges that.</summary>
    public static async Task<(ScimResource A, ScimResource B, ScimResource C)> RequireThreeAsync(this CheckContext scim)
    {
        var three = await scim.ThreeAsync();
        var reply = await scim.V1.GetOnceAsync($"/Users?filter={Uri.EscapeDataString(scim.IsOfThree())}");
        CheckContext.Require(reply.Status == 200 && reply.Ids.Order().SequenceEqual(new[] { three.A.Id, three.B.Id, three.C.Id }.Order()), $"the filter {scim.IsOfThree()} should list three users, got {reply.Describe()}");
        return three;
    }

    /// <summary>The list of those of the three that match a filter too.</summary>
    public static Task<ScimResponse> FindOfThreeAsync(this CheckContext scim, string filter, string more = "") => scim.V1.FilterAsync($"{scim.IsOfThree()} and {filter}", more);
}
