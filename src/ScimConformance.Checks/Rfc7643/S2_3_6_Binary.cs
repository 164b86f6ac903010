using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 sections 2.3.6 and 4.1.2: binary values and certificates.</summary>
internal static class S2_3_6_Binary
{
    public static CheckGroup Group { get; } = new("RFC7643-2.3.6", "Binary values",
    [
        // The attribute value MUST be base64 encoded.
        new()
        {
            Id = "TYPE-BINARY-001", Title = "a binary value comes back as base64 of the same bytes",
            Verifies = ["RFC7643-2.3.6-01"], Needs = [Needs.Users, Needs.UserAttribute("x509Certificates.value")],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, WithCertificate(scim, FullUser.Certificate));
                (await scim.ReadAsync(user)).Expect("x509Certificates[0].value").Satisfies(IsCertificate, "base64 of the certificate that was sent");
            },
        },

        // Trailing padding characters MAY be omitted ("=").
        new()
        {
            Id = "TYPE-BINARY-002", Title = "base64 without its trailing padding is read",
            Verifies = ["RFC7643-2.3.6-01"], Needs = [Needs.Users, Needs.UserAttribute("x509Certificates.value")],
            Run = async scim =>
            {
                var created = (await scim.PostAsync(scim.Users, WithCertificate(scim, FullUser.Certificate.TrimEnd('=')))).Accept(r => r.IsSuccess());
                var reply = await scim.ReadCreatedAsync(scim.Users, created);
                reply.Expect("x509Certificates[0].value").Satisfies(IsCertificate, "base64 of the certificate that was sent");
            },
        },

        // The attribute value MUST be base64 encoded.
        new()
        {
            Id = "TYPE-BINARY-003", Title = "text that is no base64 is refused or dropped for a binary attribute",
            Verifies = ["RFC7643-2.3.6-01"], Needs = [Needs.Users, Needs.UserAttribute("x509Certificates.value")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var reply = await scim.PostAsync(scim.Users, WithCertificate(scim, "***"));
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(read.At("x509Certificates[0].value").Text() != "***", "without \"***\" as value"));
            },
        },

        // A single value MUST NOT contain multiple certificates.
        new()
        {
            Id = "USER-CERTIFICATE-001", Title = "a returned certificate is one DER value and nothing after it",
            Verifies = ["RFC7643-4.1.2-09"], Needs = [Needs.Users, Needs.UserAttribute("x509Certificates.value")],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, WithCertificate(scim, FullUser.Certificate));
                (await scim.ReadAsync(user)).Expect("x509Certificates[0].value")
                    .Satisfies(v => v.Base64() is { } bytes && LengthOfSequence(bytes) == bytes.Length, "one DER SEQUENCE");
            },
        },
    ]);

    private static JsonObject WithCertificate(CheckContext scim, string value)
    {
        var user = scim.NewUser();
        user["x509Certificates"] = new JsonArray(new JsonObject { ["value"] = value });
        return user;
    }

    private static bool IsCertificate(JsonNode? value) =>
        value.Base64() is { } bytes && bytes.AsSpan().SequenceEqual(Convert.FromBase64String(FullUser.Certificate));

    /// <summary>Length of the DER SEQUENCE at the beginning, its header included; -1 when there is none.</summary>
    private static int LengthOfSequence(byte[] der)
    {
        if (der.Length < 2 || der[0] != 0x30)
        {
            return -1;
        }

        var octets = der[1] - 0x80;
        return octets switch
        {
            < 0 => 2 + der[1],
            1 when der.Length > 2 => 3 + der[2],
            2 when der.Length > 3 => 4 + (der[2] << 8) + der[3],
            _ => -1,
        };
    }
}
