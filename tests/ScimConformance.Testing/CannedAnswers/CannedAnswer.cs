using System.Text.Json.Nodes;
using ScimConformance.Faults;

namespace ScimConformance.Testing.CannedAnswers;

/// <summary>A server whose discovery is right, and which answers every other request, or every request of one kind, with one and the same.</summary>
/// <param name="Id">Its id, for example <c>201-empty-object</c>.</param>
/// <param name="Title">The answer in plain words.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Body">The answer's body; empty for none.</param>
/// <param name="MediaType">The body's media type.</param>
public sealed record CannedAnswer(string Id, string Title, int Status, string Body = "", string MediaType = "application/scim+json")
{
    /// <summary>The header by which a canned answer is known in a transcript.</summary>
    internal const string Mark = "X-Canned";

    private const string Urn = "urn:ietf:params:scim:";

    private const string User = $$"""
        {"schemas":["{{Urn}}schemas:core:2.0:User"],"id":"1","userName":"canned@example.com","active":true,"displayName":"Canned",
        "meta":{"resourceType":"User","created":"2024-01-01T00:00:00Z","lastModified":"2024-01-01T00:00:00Z","location":"http://localhost/scim/v2/Users/1","version":"W/\"1\""} }
        """;

    /// <summary>Servers that have one answer to everything but discovery.</summary>
    public static IReadOnlyList<CannedAnswer> ToEverything { get; } =
    [
        new("200-empty-object", "200 `{}`", 200, "{}"),
        new("200-empty-list", "200 with an empty ListResponse", 200, $$"""{"schemas":["{{Urn}}api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}"""),
        new("200-user", "200 with one and the same user", 200, User),
        new("200-html", "200 with an HTML page", 200, "<!DOCTYPE html><html><title>Sign in</title></html>", "text/html"),
        new("201-empty-object", "201 `{}`", 201, "{}"),
        new("201-user", "201 with one and the same user", 201, User),
        new("204", "204", 204),
        new("302", "302 to a sign-in page", 302) { Headers = [("Location", "https://login.example.com/")] },
        Error(400),
        new("400-empty", "400 with an empty body", 400),
        Error(401) with { Headers = [("WWW-Authenticate", "Bearer")] },
        Error(403),
        Error(404),
        new("404-empty", "404 with an empty body", 404),
        Error(409),
        Error(412),
        Error(500),
        new("500-html", "500 with an HTML page", 500, "<!DOCTYPE html><html><title>Oops</title></html>", "text/html"),
        Error(501),
    ];

    /// <summary>Servers that refuse one kind of request, whatever it says, and are the reference provider otherwise.</summary>
    public static IReadOnlyList<CannedAnswer> ToOneKind { get; } =
    [
        Error(400) with { Id = "400-to-post", Title = "400 to every POST but a search", Answers = x => x.Method == "POST" && !x.Path.EndsWith("/.search", StringComparison.Ordinal) },
        Error(400) with { Id = "400-to-put", Title = "400 to every PUT", Answers = x => x.Method == "PUT" },
        Error(400) with { Id = "400-to-patch", Title = "400 to every PATCH", Answers = x => x.Method == "PATCH" },
        Error(404) with { Id = "404-to-delete", Title = "404 to every DELETE", Answers = x => x.Method == "DELETE" },
        Error(400) with { Id = "400-to-filter", Title = "400 to every filter", Answers = x => x.Method == "GET" && x.Query.Contains("filter=", StringComparison.OrdinalIgnoreCase) },
    ];

    /// <summary>Headers of the answer besides Content-Type.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Which requests get it; all but those that read discovery where nothing else is said.</summary>
    public Func<FaultExchange, bool> Answers { get; init; } = x => !(x.Method == "GET"
        && (x.Path == "/ServiceProviderConfig" || x.Path.Split('/') is ["", "Schemas" or "ResourceTypes", ..]));

    /// <summary>The answer as something to put around the reference provider, which answers the rest.</summary>
    public Fault AsFault() => Fault.Instead("canned-" + Id, Title, [], Answers, x =>
    {
        x.ResponseHeaders[Mark] = Id;
        foreach (var (name, value) in Headers)
        {
            x.ResponseHeaders[name] = value;
        }

        x.Reply(Status, Body, MediaType);
    });

    private static CannedAnswer Error(int status) => new(
        $"{status}-error",
        $"{status} with a SCIM Error",
        status,
        new JsonObject { ["schemas"] = new JsonArray($"{Urn}api:messages:2.0:Error"), ["status"] = $"{status}", ["detail"] = "No." }.ToJsonString());
}
