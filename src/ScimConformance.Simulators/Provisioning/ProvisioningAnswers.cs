using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What identity providers find wrong with answers.</summary>
internal static class ProvisioningAnswers
{
    private const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /// <summary>What is wrong with an answer that must be a ListResponse, or null.</summary>
    public static string? WhyNoList(ProvisioningStep step) =>
        step.Status != 200 ? "200 with a ListResponse is expected"
        : step.Json.Member("schemas") is JsonArray schemas && schemas.Any(s => s.Text() == ListResponse) ? null
        : "a ListResponse is expected";

    /// <summary>What is wrong with an answer that must list one object at most, or null.</summary>
    public static string? WhyNoMatch(ProvisioningStep step) => WhyNoList(step) ?? Listed(step) switch
    {
        [] => null,
        [var only] => string.IsNullOrEmpty(only.Member("id").Text()) ? "the object found has no \"id\"" : null,
        var several => $"one object at most is expected, {several.Count} were found (DuplicateTargetEntries)",
    };

    /// <summary>What is wrong with an answer that must be the created resource, or null.</summary>
    public static string? WhyNotCreated(ProvisioningStep step) =>
        step.Status is not (200 or 201) ? "201 with the created resource is expected"
        : string.IsNullOrEmpty(step.Json.Member("id").Text()) ? "the created resource has no \"id\""
        : null;

    /// <summary>What is wrong with an answer that must be a resource, or null.</summary>
    public static string? WhyNoResource(ProvisioningStep step) =>
        step.Status == 200 && step.Json is JsonObject ? null : "200 with the resource is expected";

    /// <summary>What is wrong with an answer to a change or a deletion, or null.</summary>
    public static string? WhyNotDone(ProvisioningStep step) => step.Status is 200 or 204 ? null : "200 or 204 is expected";

    /// <summary>What is wrong with an answer to a deletion, or null. Gone already is gone: the answer to a former try may have been lost.</summary>
    public static string? WhyNotDeleted(ProvisioningStep step) => step.Status == 404 ? null : WhyNotDone(step);

    /// <summary>The resources in a ListResponse.</summary>
    public static IReadOnlyList<JsonObject> Listed(ProvisioningStep step) => (step.Json.Member("Resources") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
}
