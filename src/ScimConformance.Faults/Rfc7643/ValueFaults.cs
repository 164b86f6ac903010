using System.Text.Json.Nodes;
using static ScimConformance.Faults.Rfc7643.ModelParts;

namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults in the form of values on the wire (RFC 7643 section 2.3).</summary>
internal static class ValueFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        OfUsers("active-as-string", "active is returned as a string", ["TYPE-JSON-001", "ENTRA-REG-003"], u =>
        {
            if (u["active"] is { } active)
            {
                u["active"] = active.ToJsonString();
            }
        }) with
        {
            SeenElsewhere = "every check that switches a user off or on, or sends back what it read, looks at active",
        },
        OfUsers("single-value-not-in-array", "A multi-valued attribute with one value is returned as that value", ["TYPE-JSON-001"], u =>
        {
            if (u["phoneNumbers"] is JsonArray { Count: 1 } one)
            {
                u["phoneNumbers"] = one[0]!.DeepClone();
            }
        }) with
        {
            SeenElsewhere = "every check that writes one telephone number and looks for it in the list sees it",
        },
        Fault.Instead("canonical-values-only", "Types outside the canonical values are refused", ["TYPE-CANONICAL-001"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body
                && body.Values("emails").Any(e => e["type"] is { } type && ((string)type!).ToLowerInvariant() is not ("work" or "home" or "other")),
            x => x.ReplyError(400, "invalidValue", "type must be work, home or other")),
        Swallowing("boolean-unchecked", "Any value is stored for a boolean attribute", ["TYPE-BOOLEAN-001"], "POST", "/Users", body =>
            Hide(body, body, "active", v => v is JsonValue value && value.TryGetValue<string>(out _), true)) with
        {
            SeenElsewhere = "the text that Entra sends for true stays a text",
        },
        Fault.OnResponse("list-numbers-as-decimals", "Numbers of a list are written as decimals", ["TYPE-INTEGER-001", "OKTA-CONNECT-001"], x =>
        {
            if (x.ResponseJson is JsonObject list && list["totalResults"] is { } total)
            {
                list["totalResults"] = JsonNode.Parse(total.ToJsonString() + ".0");
            }
        }) with
        {
            SeenElsewhere = "every check that counts the results of a list reads totalResults as an integer, as clients do",
        },
        Fault.OnResponse("config-numbers-with-exponent", "Limits of the ServiceProviderConfig are written with an exponent", ["TYPE-INTEGER-002", "CONFIG-BULK-001", "INTEROP-REG-041"], x =>
        {
            if (x.Is("GET", "/ServiceProviderConfig") && x.ResponseJson?["bulk"] is JsonObject bulk)
            {
                bulk["maxPayloadSize"] = JsonNode.Parse("1E6");
            }
        }),
        OfUsers("dates-without-t", "Dates are written as a database writes them", ["TYPE-DATETIME-001"], u =>
        {
            foreach (var name in new[] { "created", "lastModified" })
            {
                if (u["meta"]?[name] is { } date)
                {
                    u["meta"]![name] = ((string)date!).Replace('T', ' ').TrimEnd('Z');
                }
            }
        }),
        Swallowing("datetime-unchecked", "Any text is stored for a dateTime attribute", ["TYPE-DATETIME-002"], "POST", "/Users", body =>
            body[Characteristics] is JsonObject container
                ? container.Select(m => Hide(container, body, m.Key, v => v is JsonValue value && value.TryGetValue<string>(out var text) && text == "yesterday", null, Characteristics))
                    .FirstOrDefault(r => r is not null)
                : null),
        OfUsers("decimal-as-text", "Decimals are returned as strings", ["TYPE-DECIMAL-001"], u =>
        {
            if (u[Characteristics] is JsonObject container)
            {
                foreach (var (name, value) in container.ToList().Where(m => m.Value?.GetValueKind() == System.Text.Json.JsonValueKind.Number && m.Value.ToJsonString().Contains('.', StringComparison.Ordinal)))
                {
                    container[name] = value!.ToJsonString();
                }
            }
        }) with
        {
            SeenElsewhere = ByEvery,
        },
        OfUsers("certificate-as-pem", "A certificate is returned as PEM text", ["TYPE-BINARY-001", "USER-CERTIFICATE-001"], u => Each(u.Values("x509Certificates"), c =>
            c["value"] = $"-----BEGIN CERTIFICATE-----\n{(string?)c["value"]}\n-----END CERTIFICATE-----\n")) with
        {
            SeenElsewhere = "every check that writes a certificate and compares what comes back sees it",
        },
        Fault.Instead("base64-needs-padding", "Base64 without padding is refused", ["TYPE-BINARY-002"],
            x => x.Is("POST", "/Users") && x.RequestJson is JsonObject body
                && body.Values("x509Certificates").Any(c => ((string?)c["value"] ?? "").Length % 4 != 0 && (string?)c["value"] != "***"),
            x => x.ReplyError(400, "invalidValue", "not base64")),
        Swallowing("binary-unchecked", "Any text is stored for a binary attribute", ["TYPE-BINARY-003"], "POST", "/Users", body =>
            body.Values("x509Certificates").Any(c => (string?)c["value"] == "***") && body.Remove("x509Certificates", out var certificates)
                ? u => u["x509Certificates"] = certificates?.DeepClone()
                : null),
        OfUsers("certificate-chain-in-one-value", "A certificate is returned with its issuer's appended", ["USER-CERTIFICATE-001", "TYPE-BINARY-001"], u =>
            Each(u.Values("x509Certificates"), c =>
            {
                var text = (string?)c["value"] ?? "";
                var der = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
                c["value"] = Convert.ToBase64String([.. der, .. der]);
            })) with
        {
            SeenElsewhere = "every check that writes a certificate and compares what comes back sees it",
        },
    ];

    /// <summary>Takes a member that the provider would refuse out of a body and returns what puts it into the response.</summary>
    private static Action<JsonObject>? Hide(
        JsonObject container, JsonObject body, string name, Func<JsonNode?, bool> isConcerned, JsonNode? replacement, string? extension = null)
    {
        if (!container.TryGetPropertyValue(name, out var value) || !isConcerned(value))
        {
            return null;
        }

        if (replacement is not null)
        {
            container[name] = replacement;
        }
        else if (extension is not null)
        {
            body.Remove(extension);
        }

        return user => ((JsonObject)(extension is null ? user : user[extension] ??= new JsonObject()))[name] = value?.DeepClone();
    }
}
