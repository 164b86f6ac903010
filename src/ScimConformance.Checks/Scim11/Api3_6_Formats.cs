using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.6: which format is answered.</summary>
internal static class Api3_6_Formats
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.6", "SCIM 1.1: formats",
    [
        // "Service Providers MUST support the Accept Headers "Accept: application/json" for JSON".
        new()
        {
            Id = "V1-FORMAT-001", Title = "Accept: application/json is answered with JSON",
            Verifies = ["SCIM11-API-3.6-02"], Needs = [Needs.Scim11],
            Run = async scim => IsJson(await scim.V1.GetOnceAsync((await scim.V1.SharedUserAsync()).Target)),
        },

        // "The format defaults to JSON if no format is specified."
        new()
        {
            Id = "V1-FORMAT-002", Title = "without a choice the answer is JSON",
            Verifies = ["SCIM11-API-3.6-02"], Needs = [Needs.Scim11],
            Run = async scim => IsJson(await scim.V1.GetAsync((await scim.V1.SharedUserAsync()).Target, "*/*")),
        },

        // "MAY specify the desired response data format via an HTTP Accept Header [...] or via URI suffix"
        new()
        {
            Id = "V1-FORMAT-003", Title = "the suffix .json is answered with JSON",
            Verifies = ["SCIM11-API-3.6-04"], Needs = [Needs.Scim11],
            Run = async scim => IsJson(await scim.V1.GetAsync((await scim.V1.SharedUserAsync()).Target + ".json", "*/*")),
        },
        new()
        {
            Id = "V1-FORMAT-004", Title = "the suffix .xml is answered with XML",
            Verifies = ["SCIM11-API-3.6-04"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var reply = (await scim.V1.GetAsync((await scim.V1.SharedUserAsync()).Target + ".xml", "*/*")).Accept(r => r.Is(200));
                reply.Judge(reply.Xml?.Name == ScimXml.Core + "User", "a <User> of SCIM 1.1", reply.Describe());
            },
        },
    ]);

    private static void IsJson(ScimResponse reply)
    {
        reply.Accept(r => r.Is(200).WithResource());
        reply.Judge(reply.MediaType == Scim11Face.Json, $"Content-Type {Scim11Face.Json}", $"Content-Type {reply.MediaType}");
    }
}
