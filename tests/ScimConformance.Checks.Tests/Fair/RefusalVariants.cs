using System.Text.Json.Nodes;
using ScimConformance.Faults;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that say no in another way, or to more.</summary>
internal static class RefusalVariants
{
    private static readonly string[] NamedByTheText = ["uniqueness", "invalidFilter", "tooMany", "noTarget", "mutability"];

    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("errors-without-scim-type", "RFC 7644 3.12: scimType is OPTIONAL", x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error && !NamedByTheText.Contains(error["scimType"]?.GetValue<string>()))
            {
                error.Remove("scimType");
            }
        }),
        FairVariant.Answering("errors-without-detail", "RFC 7644 3.12: detail is OPTIONAL; 3.4.2.2 wants a text for people with invalidFilter, 3.7.4 the limit with 413", x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error && error["scimType"]?.GetValue<string>() != "invalidFilter" && x.Status != 413)
            {
                error.Remove("detail");
            }
        }),
        FairVariant.Answering("errors-in-german", "RFC 7644 3.12: detail is a message for people", x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error)
            {
                error["detail"] = x.Status == 413 ? $"Zu groß: {error["detail"]}" : "Das geht so nicht: „ungültig“.";
            }
        }),
        FairVariant.Answering("errors-with-more-members", "RFC 7644 3.12: no word against more", x =>
        {
            if (x.Status >= 400 && x.ResponseJson is JsonObject error)
            {
                error["correlationId"] = "8c1f";
                error["help"] = "https://example.com/help";
            }
        }),
        FairVariant.Refusing("unknown-attributes-refused", "RFC 7644 3.3, 3.12: a body that violates the schema is 400", 400, "invalidSyntax", x =>
            x.Is("POST", "/Users") && x.RequestJson is JsonObject body && body.ContainsKey("userName") && body.Any(m => IsUnknown(m.Key))),
        FairVariant.Refusing("two-primaries-refused", "RFC 7643 2.4: true MUST appear no more than once", 400, "invalidValue", x =>
            x.Method is "POST" or "PUT" && x.RequestJson is JsonObject body && body["emails"] is JsonArray emails
            && emails.Count(e => e is JsonObject o && o["primary"] is JsonValue v && v.TryGetValue<bool>(out var primary) && primary) > 1),
        new("busy-answers-409", "RFC 7644 3.12: 409 for a conflict with a change at the same time") { Wire = x => WhenAloneAsync(x, 409) },
        new("busy-answers-503", "RFC 9110 15.6.4: 503 for now") { Wire = x => WhenAloneAsync(x, 503) },
        new("discovery-wants-credentials", "RFC 7644 2: nothing demands that discovery be public")
        {
            DeservedWarning = "CONFIG-PUBLIC-001",
            Wire = async x =>
            {
                if (x.RequestHeaders.Authorization.Count == 0)
                {
                    x.ReplyError(401);
                    x.ResponseHeaders.WWWAuthenticate = "Bearer realm=\"scim\"";
                    return;
                }

                await x.NextAsync();
            },
        },
        FairVariant.Answering("several-challenges", "RFC 9110 11.6.1: one or more challenges", x =>
        {
            if (x.Status == 401)
            {
                x.ResponseHeaders.WWWAuthenticate = new[] { "Bearer realm=\"scim\", error=\"invalid_token\"", "Basic realm=\"scim\"" };
            }
        }),
    ];

    /// <summary>Refuses a change of a resource that is being changed.</summary>
    private static async Task WhenAloneAsync(FaultExchange x, int otherwise)
    {
        if (x.Method is not ("PUT" or "PATCH" or "DELETE"))
        {
            await x.NextAsync();
            return;
        }

        if (!x.State.Values.TryAdd(x.Path, ""))
        {
            x.ReplyError(otherwise, detail: "another change of this resource is under way");
            return;
        }

        try
        {
            await Task.Delay(2);
            await x.NextAsync();
        }
        finally
        {
            x.State.Values.TryRemove(x.Path, out _);
        }
    }

    private static bool IsUnknown(string name) => !name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
        && !Protocol.Schemas.CoreSchemas.User.Attributes.Any(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        && !new[] { "schemas", "id", "externalId", "meta" }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
