using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>One acceptable response, described and tried at the same time: <c>r =&gt; r.Is(204).WithEmptyBody()</c>.</summary>
public sealed class ResponsePattern
{
    private const string ErrorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";
    private const string ListUrn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private readonly ScimResponse _response;
    private readonly List<string> _parts = [];

    internal ResponsePattern(ScimResponse response) => _response = response;

    /// <summary>Whether the response is of this form.</summary>
    public bool Holds { get; private set; } = true;

    /// <summary>The form in words.</summary>
    public string Description => string.Join(" ", _parts);

    /// <summary>The status is one of these.</summary>
    public ResponsePattern Is(params int[] statuses) => With(statuses.Contains(_response.Status), string.Join("/", statuses));

    /// <summary>The status is 2xx.</summary>
    public ResponsePattern IsSuccess() => With(_response.IsSuccess, "2xx");

    /// <summary>The status is 4xx.</summary>
    public ResponsePattern IsClientError() => With(_response.Status is >= 400 and <= 499, "4xx");

    /// <summary>The status is no 5xx.</summary>
    public ResponsePattern IsNoServerError() => With(_response.Status < 500, "anything but 5xx");

    /// <summary>The body is empty.</summary>
    public ResponsePattern WithEmptyBody() => With(_response.Body.Length == 0, "with empty body");

    /// <summary>The body is a JSON object.</summary>
    public ResponsePattern WithJsonObject() => With(_response.Json is JsonObject, "with a JSON object");

    /// <summary>The body is a JSON object with a non-empty <c>id</c>.</summary>
    public ResponsePattern WithResource() => With(!string.IsNullOrEmpty(_response.At("id").Text()), "with the resource");

    /// <summary>The body is a ListResponse.</summary>
    public ResponsePattern WithList() => With(HasSchema(ListUrn), "with a ListResponse");

    /// <summary>The body is no list.</summary>
    public ResponsePattern WithoutList() => With(_response.At("Resources") is null, "that is no list");

    /// <summary>The body is a SCIM Error (RFC 7644 section 3.12).</summary>
    public ResponsePattern WithError() => With(HasSchema(ErrorUrn), "with a SCIM Error");

    /// <summary>The body's <c>scimType</c> is one of these.</summary>
    public ResponsePattern WithScimType(params string[] types) =>
        With(types.Contains(_response.At("scimType").Text()), $"scimType {string.Join("/", types)}");

    /// <summary>The response has this header.</summary>
    public ResponsePattern WithHeader(string name) => With(!string.IsNullOrEmpty(_response.Header(name)), $"with header {name}");

    /// <summary>Any other condition.</summary>
    public ResponsePattern With(bool holds, string description)
    {
        Holds &= holds;
        _parts.Add(description);
        return this;
    }

    private bool HasSchema(string urn) =>
        _response.At("schemas") is JsonArray schemas && schemas.Any(s => string.Equals(s.Text(), urn, StringComparison.OrdinalIgnoreCase));
}
