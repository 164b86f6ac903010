using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>Section 3.7.4: "The service provider MUST define the maximum number of operations and maximum payload size a client may send in a single request."</summary>
internal static class BulkLimits
{
    /// <summary>Larger jobs are not sent to somebody's real system.</summary>
    private const int MostOperations = 10_000;

    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly Needs[] OfLimits = [.. BulkJobs.OfUsers, Needs.ServiceProviderConfig];

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new()
        {
            Id = "BULK-LIMIT-001", Title = "bulk is offered with limits that leave room for a job",
            Verifies = ["RFC7644-3.7.4-01"], Needs = OfLimits,
            Run = async scim =>
            {
                var config = (await scim.GetOnceAsync("/ServiceProviderConfig")).Require(r => r.Is(200).WithJsonObject());
                config.Expect("bulk.maxOperations").Satisfies(n => n.Integer() > 0, "an integer, 1 or more");
                config.Expect("bulk.maxPayloadSize").Satisfies(n => n.Integer() > 0, "an integer, 1 or more");
            },
        },

        // "If either limit is exceeded, the service provider MUST return HTTP response code 413 (Payload Too Large)."
        new()
        {
            Id = "BULK-LIMIT-002", Title = "more than maxOperations operations are refused with 413",
            Verifies = ["RFC7644-3.7.4-01"], Needs = OfLimits,
            Run = async scim => (await SendTooManyAsync(scim)).Accept(r => r.Is(413)),
        },
        new()
        {
            Id = "BULK-LIMIT-003", Title = "a body larger than maxPayloadSize is refused with 413",
            Verifies = ["RFC7644-3.7.4-01"], Needs = OfLimits,
            Run = async scim => (await SendTooLargeAsync(scim)).Accept(r => r.Is(413)),
        },

        // "The returned response MUST specify the limit exceeded in the body of the error response."
        new()
        {
            Id = "BULK-LIMIT-004", Title = "the refusal of too many operations names the limit",
            Verifies = ["RFC7644-3.7.4-02"], Needs = OfLimits,
            Run = async scim => ExpectNamed(await SendTooManyAsync(scim), "maxOperations", scim),
        },
        new()
        {
            Id = "BULK-LIMIT-005", Title = "the refusal of too large a body names the limit",
            Verifies = ["RFC7644-3.7.4-02"], Needs = OfLimits,
            Run = async scim => ExpectNamed(await SendTooLargeAsync(scim), "maxPayloadSize", scim),
        },
    ];

    private static Task<ScimResponse> SendTooManyAsync(CheckContext scim)
    {
        var most = Limit(scim, "maxOperations");
        var operation = scim.Failing();
        CheckContext.ApplicableIf(most is > 0 and <= MostOperations, $"bulk.maxOperations is {most}; no check sends more than {MostOperations} operations");
        CheckContext.ApplicableIf((most + 2) * (operation.Length + 1) < Limit(scim, "maxPayloadSize"), "bulk.maxPayloadSize is exceeded before bulk.maxOperations is");
        return scim.BulkAsync(Enumerable.Repeat(operation, (int)most + 1));
    }

    private static Task<ScimResponse> SendTooLargeAsync(CheckContext scim)
    {
        var most = Limit(scim, "maxPayloadSize");
        CheckContext.ApplicableIf(most is > 0 and <= MostBytes, $"bulk.maxPayloadSize is {most}; no check sends more than {MostBytes} bytes");
        return scim.BulkAsync(scim.Failing() + new string(' ', (int)most));
    }

    private static long Limit(CheckContext scim, string name) => scim.Profile.ServiceProviderConfig.At($"bulk.{name}").Integer() ?? 0;

    private static void ExpectNamed(ScimResponse reply, string name, CheckContext scim)
    {
        reply.Require(r => r.Is(413));
        reply.Judge(
            reply.Text.Contains(name, StringComparison.OrdinalIgnoreCase) || reply.Text.Contains($"{Limit(scim, name)}", StringComparison.Ordinal),
            $"a body that names {name} or its value {Limit(scim, name)}", reply.Describe());
    }
}
