using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3, table 1: the endpoints.</summary>
internal static class Api3_Endpoints
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3", "SCIM 1.1: endpoints",
    [
        new()
        {
            Id = "V1-ENDPOINT-001", Title = "/Users, /ServiceProviderConfigs and /Schemas can be read",
            Verifies = ["SCIM11-API-3-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                foreach (var endpoint in new[] { "/Users?count=1", "/ServiceProviderConfigs", "/Schemas" })
                {
                    (await scim.V1.GetOnceAsync(endpoint)).Accept(r => r.Is(200).WithJsonObject());
                }
            },
        },
        new()
        {
            Id = "V1-ENDPOINT-002", Title = "there is no /ResourceTypes",
            Verifies = ["SCIM11-API-3-02"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.GetAsync("/ResourceTypes")).Accept(r => r.IsClientError(), r => r.Is(501)),
        },
    ]);
}
