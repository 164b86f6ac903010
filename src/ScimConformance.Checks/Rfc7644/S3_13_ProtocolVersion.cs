using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.13: versions of the protocol.</summary>
internal static class S3_13_ProtocolVersion
{
    public static CheckGroup Group { get; } = new("RFC7644-3.13", "versions of the protocol",
    [
        // "When specified, service providers MUST perform the operation using the desired version or reject the request."
        new()
        {
            Id = "VERSION-001", Title = "a version that does not exist is refused",
            Verifies = ["RFC7644-3.13-01"], Needs = [Needs.Users, Needs.VersionSegment], Given = [TrialStep.Read],
            Run = async scim => (await scim.GetAsync("../v9" + scim.Users)).Accept(r => r.IsClientError()),
        },

        // "the version identifier MUST appear in the URL path immediately preceding the resource endpoint"
        new()
        {
            Id = "VERSION-002", Title = "the version in a resource's location stands right before the endpoint",
            Verifies = ["RFC7644-3.13-03"], Needs = [Needs.Users, Needs.VersionSegment],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var location = (await scim.ReadAsync(user)).Expect("meta.location").Value.Text() ?? "";
                CheckContext.Require(location.Length > 0, "the endpoint shows no meta.location");
                var segments = location.Split('?')[0].Split('/');
                var endpoint = Array.FindLastIndex(segments, s => "/" + s == scim.Users);
                scim.Expect(endpoint > 0 && IsVersion(segments[endpoint - 1]), "the version right before the endpoint", $"meta.location {location}");
            },
        },

        // "When omitted, service providers SHOULD perform the operation using the most recent SCIM protocol version supported"
        new()
        {
            Id = "VERSION-003", Title = "without a version in the URL the answer is not that of SCIM 1.1",
            Verifies = ["RFC7644-3.13-02"], Needs = [Needs.Users, Needs.VersionSegment], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var reply = await scim.GetAsync(".." + scim.Users);
                reply.Judge(!reply.Text.Contains("urn:scim:schemas:core:1.0", StringComparison.OrdinalIgnoreCase), "SCIM 2.0, or not served", reply.Describe());
            },
        },
    ]);

    private static bool IsVersion(string segment) => segment is ['v' or 'V', .. { Length: > 0 } digits] && digits.All(char.IsAsciiDigit);
}
