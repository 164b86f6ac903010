using System.Text;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>A report with one result of each kind; the secret stands everywhere in it where an endpoint or a user could put one.</summary>
internal static class SampleReport
{
    public const string Secret = "top-secret-token";

    private static readonly Redactor Redactor = new(ScimCredentials.Bearer(Secret));

    public static ConformanceReport Create()
    {
        var catalogue = TestCatalogue.Of(
            TestCatalogue.Check("ADD-001"),
            TestCatalogue.Check("ADD-002"),
            TestCatalogue.Check("ADD-003", "RFC7644-3.12-01"),
            TestCatalogue.Check("ADD-004", "RFC7644-3.1-02"),
            TestCatalogue.Check("ADD-005", "RFC7644-3.1-03"),
            TestCatalogue.Check("ADD-006"),
            TestCatalogue.Check("ADD-007"),
            TestCatalogue.Check("TOKEN-001", "SECURITY-01"),
            TestCatalogue.Check("IDP-001", "ENTRA-01"));
        CheckResult Result(string id, CheckStatus status, string? reason = null, params Finding[] findings) => CheckResult.From(
            new CheckOutcome
            {
                Entry = catalogue.Find(id)!,
                Status = status,
                Reason = reason,
                Findings = findings,
                Exchanges = [Post("""{"nickName":"Babs | `x`"}"""u8.ToArray(), """{"detail":"no"}"""u8.ToArray())],
                Duration = TimeSpan.FromMilliseconds(12.34),
            },
            Redactor);

        return new ConformanceReport
        {
            Tool = new ReportTool("scim-conformance", "1.2.3"),
            Run = new ReportRun("scabc1234", 4711, new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), TimeSpan.FromSeconds(1.5), ["check", "--seed", "4711"]),
            Target = new ReportTarget("http://stub.test/scim/v2", "2.0", new Dictionary<string, bool?> { ["patch"] = true, ["sort"] = false, ["etag"] = null }, null),
            Results =
            [
                Result("ADD-001", CheckStatus.Passed),
                Result("ADD-003", CheckStatus.Failed, null, new Finding("404", $"200 with <b>{Secret}</b>\nin it", 0)),
                Result("ADD-002", CheckStatus.Failed, null, new Finding("nickName: \"Babs\"", "nickName: absent", 0), new Finding("200", "400 {\"detail\":\"no\"}", 0)),
                Result("ADD-004", CheckStatus.Warned, null, new Finding("ETag", "none", null)),
                Result("ADD-005", CheckStatus.Noted, null, new Finding("sorted", "unsorted", null)),
                Result("ADD-006", CheckStatus.NotApplicable, "ServiceProviderConfig.sort.supported is false"),
                Result("ADD-007", CheckStatus.Inconclusive, $"could not create a resource: 400 *{Secret}*"),
                Result("TOKEN-001", CheckStatus.Errored, "no answer within 30 s"),
                Result("IDP-001", CheckStatus.Passed) with { Configuration = "tolerant" },
            ],
        };
    }

    public static CheckResult With(Exchange exchange) => CheckResult.From(
        new CheckOutcome { Entry = TestCatalogue.Entry(TestCatalogue.Passes), Status = CheckStatus.Failed, Exchanges = [exchange], Findings = [new Finding("a", "b\u0001\uD800", 0)] },
        Redactor);

    public static Exchange Post(byte[] request, byte[] response) => new(
        new RequestRecord(
            "POST",
            new Uri($"http://stub.test/scim/v2/Users?echo={Secret}"),
            [new WireHeader("Accept", "application/scim+json"), new WireHeader("Authorization", "Bearer " + Secret), new WireHeader("Content-Type", "application/scim+json")],
            request),
        new ResponseRecord(400, [new WireHeader("Content-Type", "application/scim+json"), new WireHeader("X-Echo", Secret)], response),
        TimeSpan.FromMilliseconds(5));

    public static string Write(IReportWriter writer, ConformanceReport report)
    {
        using var stream = new MemoryStream();
        writer.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
