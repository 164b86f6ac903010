using System.Text.Json.Nodes;

namespace ScimConformance.Checks.Tests;

/// <summary>All variants, and what their wires share.</summary>
internal static class FairVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
        [.. CapabilityVariants.All, .. RepresentationVariants.All, .. SchemaVariants.All, .. QueryVariants.All, .. CursorVariants.All, .. RefusalVariants.All, .. DeletionVariants.All, .. TransportVariants.All, .. BulkVariants.All, .. ProfileVariants.All];

    /// <summary>Providers that lack a discovery document: the checks of that document are red, and nothing else.</summary>
    public static IReadOnlyList<FairVariant> WithoutDiscovery { get; } = [Missing("/ServiceProviderConfig"), Missing("/Schemas"), Missing("/ResourceTypes")];

    /// <summary>Whether the request is for a discovery document.</summary>
    public static bool IsDiscovery(this Faults.FaultExchange x) =>
        x.Path.StartsWith("/Schemas", StringComparison.Ordinal) || x.Path.StartsWith("/ResourceTypes", StringComparison.Ordinal) || x.Path == "/ServiceProviderConfig";

    /// <summary>The results in the answer to a bulk job; empty for other answers.</summary>
    public static IReadOnlyList<JsonObject> BulkResults(this Faults.FaultExchange x) =>
        x.Path == "/Bulk" && x.ResponseJson?["Operations"] is JsonArray results ? results.OfType<JsonObject>().ToList() : [];

    private static FairVariant Missing(string document) => new("without" + document.Replace('/', '-').ToLowerInvariant(), "none: the document is missing")
    {
        Wire = async x =>
        {
            if (x.Path.StartsWith(document, StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Nothing" + x.Path;
            }

            await x.NextAsync();
        },
    };
}
