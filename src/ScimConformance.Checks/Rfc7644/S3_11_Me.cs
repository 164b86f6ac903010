using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.11: the /Me alias.</summary>
internal static class S3_11_Me
{
    public static CheckGroup Group { get; } = new("RFC7644-3.11", "the /Me alias",
    [
        // "A service provider that does NOT support this feature SHOULD respond with HTTP status code 501 (Not Implemented)."
        new()
        {
            Id = "ME-001", Title = "/Me leads to the own account, or is refused with 501",
            Verifies = ["RFC7644-3.11-01"],
            Run = async scim => (await scim.GetAsync("/Me")).Accept(
                r => r.Is(501), r => r.Is(308).WithHeader("Location"), r => r.Is(200).WithResource().WithHeader("Location")),
        },
    ]);
}
