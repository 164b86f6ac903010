using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Valid values of any declared attribute, two of each: of its type, and of the form that the RFC gives to attributes of that name.</summary>
internal static class Samples
{
    /// <summary>A second DER certificate in base64, beside <see cref="FullUser.Certificate"/>.</summary>
    private const string OtherCertificate =
        "MIIBgzCCASmgAwIBAgIUdpAr9ZANtg6NuPt53qnj/d5uPx8wCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwLSmFtZXMgU21pdGgwIBcNMjYxMTIxMjM1NDI1WhgPMjEyNjEwMj"
        + "gyMzU0MjVaMBYxFDASBgNVBAMMC0phbWVzIFNtaXRoMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEX5mkITchgKFwyYlUcmI3KeoqpVHA/jO5dL5CvTROz0GOGheoNtyJ"
        + "PSgLA1QvspQ/COH+60ckyqeywR6i0EZbA6NTMFEwHQYDVR0OBBYEFPadeephFnbFKJ8K7h1yVzqC3WvoMB8GA1UdIwQYMBaAFPadeephFnbFKJ8K7h1yVzqC3WvoMA8GA1"
        + "UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgVnaNOcG7pCJ4lInXImJiDsw8bFzZ8nVIXK715oVhdpECIQCvKthtObSOQopVd/xOYV0CYnJLuR7cdGBHN1Bi0OdzMQ==";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["preferredLanguage"] = ["en-US", "de-DE"],
        ["locale"] = ["en-US", "de-DE"],
        ["timezone"] = ["America/Los_Angeles", "Europe/Berlin"],
        ["country"] = ["US", "SE"],
        ["postalCode"] = ["91608", "11122"],
        ["phoneNumbers.value"] = ["tel:+1-201-555-0123", "tel:+1-201-555-0199"],
        ["x509Certificates.value"] = [FullUser.Certificate, OtherCertificate],
    };

    // Sub-attributes that a provider may compute or canonicalise (RFC 7643 sections 2.4 and 4.1), or that name other resources.
    private static readonly string[] Computed = ["display", "formatted", "$ref"];

    /// <summary>A value of the attribute; a list of one where it is multi-valued.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="variant">0 or 1; the two values differ wherever the attribute has two valid values.</param>
    public static JsonNode Of(CheckContext scim, AttributeInfo attribute, int variant) =>
        attribute.MultiValued ? new JsonArray(One(scim, attribute, variant, isPrimary: true)) : One(scim, attribute, variant, isPrimary: true);

    /// <summary>Both values in one list, the first of them primary; for a single-valued attribute the first.</summary>
    public static JsonNode Both(CheckContext scim, AttributeInfo attribute) => attribute.MultiValued
        ? new JsonArray(One(scim, attribute, 0, isPrimary: true), One(scim, attribute, 1, isPrimary: false))
        : Of(scim, attribute, 0);

    /// <summary>The sub-attributes that a sample has.</summary>
    public static IEnumerable<AttributeInfo> Parts(AttributeInfo attribute) => attribute.SubAttributes.Where(s =>
        (s.IsReadWrite || s.Mutability.Equals("immutable", StringComparison.OrdinalIgnoreCase))
        && s is { IsComplex: false, MultiValued: false } && !Computed.Contains(s.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>One value, outside any list.</summary>
    public static JsonNode One(CheckContext scim, AttributeInfo attribute, int variant, bool isPrimary)
    {
        if (!attribute.IsComplex)
        {
            return Simple(scim, attribute, attribute.Name, variant);
        }

        var value = new JsonObject();
        foreach (var part in Parts(attribute))
        {
            if (!part.Name.Equals("primary", StringComparison.OrdinalIgnoreCase))
            {
                value[part.Name] = Simple(scim, part, $"{attribute.Name}.{part.Name}", variant);
            }
            else if (isPrimary)
            {
                value[part.Name] = true;
            }
        }

        return value;
    }

    private static JsonNode Simple(CheckContext scim, AttributeInfo attribute, string name, int variant)
    {
        var unique = scim.NewName();
        return attribute.Type.ToLowerInvariant() switch
        {
            "boolean" => variant == 0,
            "integer" => 7 + variant,
            "decimal" => variant == 0 ? 1.5m : 2.25m,
            "datetime" => variant == 0 ? "2024-01-01T00:00:00Z" : "2025-06-30T12:30:00Z",
            _ when Known.TryGetValue(name, out var known) || Known.TryGetValue(attribute.Name, out known) => known[variant],
            "binary" => variant == 0 ? "AQID" : "BAUG",
            "reference" => "https://example.com/" + unique,
            _ when attribute.CanonicalValues.Count > 0 => attribute.CanonicalValues[variant % attribute.CanonicalValues.Count],
            _ when attribute.Name.Equals("type", StringComparison.OrdinalIgnoreCase) => variant == 0 ? "work" : "home",
            _ when attribute.Name.Equals("password", StringComparison.OrdinalIgnoreCase) => $"Pw-{unique}-9z!",
            _ when name.Contains("mail", StringComparison.OrdinalIgnoreCase) => scim.Email(unique),
            _ => $"{unique}-AbYz",
        };
    }
}
