using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Provider.Tests;

/// <summary>A response as tests look at it.</summary>
internal sealed record Answer(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    internal JsonNode Json => JsonNode.Parse(Text) ?? throw new AssertionException("The body is null.");

    internal string Id => (string?)Json["id"] ?? throw new AssertionException($"The body has no id: {Text}");

    internal string? ScimType => Text.Length == 0 ? null : (string?)Json["scimType"];

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(), headers);
    }

    /// <summary>Fails unless this is an Error message with this status and scimType.</summary>
    internal void IsError(int status, string? scimType)
    {
        Assert.That(Status, Is.EqualTo(status), Text);
        Assert.Multiple(() =>
        {
            Assert.That(Json["schemas"]!.ToJsonString(), Is.EqualTo("""["urn:ietf:params:scim:api:messages:2.0:Error"]"""));
            Assert.That((string?)Json["status"], Is.EqualTo($"{status}"));
            Assert.That(ScimType, Is.EqualTo(scimType), Text);
            Assert.That((string?)Json["detail"], Is.Not.Empty);
            Assert.That(MediaType, Is.EqualTo("application/scim+json"));
        });
    }

    /// <summary>Fails unless the status is 200.</summary>
    internal Answer IsOk()
    {
        Assert.That(Status, Is.EqualTo(200), Text);
        return this;
    }
}

/// <summary>Compact JSON for comparison.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(JsonNode? node) => node?.ToJsonString(Compact) ?? "null";
}
