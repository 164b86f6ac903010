using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Messages;

/// <summary>An error response (RFC 7644 section 3.12).</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ScimType">The detail keyword, for the statuses that have one.</param>
/// <param name="Detail">What is wrong, for people.</param>
public sealed record ScimError(int Status, ScimErrorType? ScimType, string Detail)
{
    /// <summary>400 invalidFilter.</summary>
    public static ScimError InvalidFilter(string detail) => new(400, ScimErrorType.InvalidFilter, detail);

    /// <summary>400 tooMany.</summary>
    public static ScimError TooMany(string detail) => new(400, ScimErrorType.TooMany, detail);

    /// <summary>409 uniqueness: the value of this attribute belongs to another resource.</summary>
    public static ScimError Uniqueness(string attribute) => new(409, ScimErrorType.Uniqueness, $"The value of {attribute} is already in use.");

    /// <summary>400 mutability.</summary>
    public static ScimError Mutability(string detail) => new(400, ScimErrorType.Mutability, detail);

    /// <summary>400 invalidSyntax.</summary>
    public static ScimError InvalidSyntax(string detail) => new(400, ScimErrorType.InvalidSyntax, detail);

    /// <summary>400 invalidPath.</summary>
    public static ScimError InvalidPath(string detail) => new(400, ScimErrorType.InvalidPath, detail);

    /// <summary>400 noTarget.</summary>
    public static ScimError NoTarget(string detail) => new(400, ScimErrorType.NoTarget, detail);

    /// <summary>400 invalidValue.</summary>
    public static ScimError InvalidValue(string detail) => new(400, ScimErrorType.InvalidValue, detail);

    /// <summary>400 invalidVers.</summary>
    public static ScimError InvalidVersion(string detail) => new(400, ScimErrorType.InvalidVers, detail);

    /// <summary>403 sensitive (RFC 7644 section 7.5.2; erratum 6893 mends the example's 404).</summary>
    public static ScimError Sensitive(string detail) => new(403, ScimErrorType.Sensitive, detail);

    /// <summary>400 invalidCursor (RFC 9865).</summary>
    public static ScimError InvalidCursor(string detail) => new(400, ScimErrorType.InvalidCursor, detail);

    /// <summary>400 expiredCursor (RFC 9865).</summary>
    public static ScimError ExpiredCursor(string detail) => new(400, ScimErrorType.ExpiredCursor, detail);

    /// <summary>400 invalidCount (RFC 9865).</summary>
    public static ScimError InvalidCount(string detail) => new(400, ScimErrorType.InvalidCount, detail);

    /// <summary>401: no credentials, or wrong ones.</summary>
    public static ScimError Unauthorized(string detail) => new(401, null, detail);

    /// <summary>403: known, and not allowed.</summary>
    public static ScimError Forbidden(string detail) => new(403, null, detail);

    /// <summary>404: no resource of this identifier, or no such endpoint.</summary>
    public static ScimError NotFound(string detail) => new(404, null, detail);

    /// <summary>412: the resource is no longer the version that If-Match names.</summary>
    public static ScimError PreconditionFailed(string detail) => new(412, null, detail);

    /// <summary>413: the request is larger than the provider accepts.</summary>
    public static ScimError PayloadTooLarge(string detail) => new(413, null, detail);

    /// <summary>501: the provider does not have this feature.</summary>
    public static ScimError NotImplemented(string detail) => new(501, null, detail);

    /// <summary>This error as an exception.</summary>
    public ScimException ToException() => new(this);

    /// <summary>Writes the Error message; "status" is a string there.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(ScimUrn.Error);
        writer.WriteEndArray();
        writer.WriteString("status"u8, Status.ToString(CultureInfo.InvariantCulture));
        if (ScimType is { } type)
            writer.WriteString("scimType"u8, type.ToWire());
        writer.WriteString("detail"u8, Detail);
        writer.WriteEndObject();
    }

    /// <summary>The Error message as JSON; "status" is a string there.</summary>
    public JsonObject ToJson()
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray(ScimUrn.Error),
            ["status"] = Status.ToString(CultureInfo.InvariantCulture),
        };
        if (ScimType is { } type)
            body["scimType"] = type.ToWire();
        body["detail"] = Detail;
        return body;
    }

    /// <summary>Reads an Error message. An unknown scimType is read as none; a missing detail as "".</summary>
    /// <exception cref="ScimException">invalidSyntax: not an Error message.</exception>
    public static ScimError Parse(JsonNode? body)
    {
        var message = MessageReader.Open(body, ScimUrn.Error);
        var status = message.OptionalString("status") ?? throw message.Wrong("status", "a string holding the HTTP status code", null);
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 300 or > 599)
            throw message.Wrong("status", "a string holding an HTTP status code from 300 to 599", message.Find("status"));
        var type = message.OptionalString("scimType") is { } keyword ? ScimErrorTypeNames.FromWire(keyword) : null;
        return new ScimError(code, type, message.OptionalString("detail") ?? "");
    }
}
