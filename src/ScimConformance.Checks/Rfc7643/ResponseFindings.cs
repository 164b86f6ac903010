using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>Findings that several sections make.</summary>
internal static class ResponseFindings
{
    /// <summary>Ends the check as inconclusive where the endpoint has no PUT; another check judges that.</summary>
    public static ScimResponse RequirePutOffered(this ScimResponse reply) => reply.Require(r => r.With(reply.Status is not (405 or 501), "an endpoint that offers PUT"));

    /// <summary>Judges that there are none; a finding names the first few.</summary>
    public static ScimResponse ExpectNone(this ScimResponse reply, IEnumerable<string> offenders, string expected)
    {
        var found = offenders.ToList();
        return reply.Judge(found.Count == 0, expected, found.Count == 0 ? "so" : $"{found.Count} not so: {string.Join("; ", found.Take(5))}");
    }
}
