using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace ScimConformance.Provider.Tests.V1;

/// <summary>A SCIM 1.1 client of a provider that tests also reach by SCIM 2.0.</summary>
internal sealed class Scim11Client(TestProvider provider)
{
    internal const string BaseUrl = "http://localhost/scim/v1";

    internal static readonly XNamespace Core = "urn:scim:schemas:core:1.0";

    internal static readonly XNamespace Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    internal Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    internal Task<Answer> PostAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("POST", path, body, headers);

    internal Task<Answer> PutAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("PUT", path, body, headers);

    internal Task<Answer> PatchAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("PATCH", path, body, headers);

    internal Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync("DELETE", path, null, headers);

    /// <summary>Sends a body as JSON, or as XML where it begins with an angle bracket.</summary>
    internal async Task<Answer> SendAsync(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), BaseUrl + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.StartsWith('<') ? "application/xml" : "application/json");
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await provider.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Creates a user with these members besides userName, and returns its identifier.</summary>
    internal async Task<string> CreateUserAsync(string userName, string more = "")
    {
        var answer = await PostAsync("/Users", $$"""{"schemas":["urn:scim:schemas:core:1.0"],"userName":"{{userName}}"{{(more.Length == 0 ? "" : ",")}}{{more}}}""");
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer.Id;
    }

    /// <summary>The userNames that a filter finds, in order; the status where it is refused.</summary>
    internal async Task<string> FindAsync(string filter)
    {
        var answer = await GetAsync($"/Users?filter={Uri.EscapeDataString(filter)}");
        return answer.Status == 200
            ? string.Join(' ', answer.Json["Resources"]!.AsArray().Select(user => (string?)user!["userName"]))
            : $"{answer.Status}";
    }

    /// <summary>Fails unless this is an error of SCIM 1.1 in JSON.</summary>
    internal static void IsError(Answer answer, int status)
    {
        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        Assert.Multiple(() =>
        {
            Assert.That((string?)answer.Json["Errors"]![0]!["code"], Is.EqualTo($"{status}"));
            Assert.That((string?)answer.Json["Errors"]![0]!["description"], Is.Not.Empty);
            Assert.That(answer.MediaType, Is.EqualTo("application/json"));
        });
    }
}
