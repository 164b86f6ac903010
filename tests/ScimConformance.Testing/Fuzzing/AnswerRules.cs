using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>What must hold of every answer, whatever the request was.</summary>
internal static class AnswerRules
{
    private const string ErrorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

    /// <summary>What is wrong with an answer, in words; null where nothing is. Tells what it reads in successful answers.</summary>
    public static string? Judge(FuzzRequest request, in RawAnswer answer, KnownThings known)
    {
        switch (answer.Status)
        {
            case RawAnswer.Hung:
                return "no answer in time";
            case 0:
                return request.IsBrokenHttp ? null : "the connection was closed without an answer";
            case 501 when request.Target.Contains("/Me", StringComparison.Ordinal) || request.Target.Contains("/Bulk", StringComparison.Ordinal):
                break;
            case >= 500:
                return "a server error";
            case >= 400 when answer.Body.IsEmpty && (request.IsBrokenHttp || IsOutside(request.Target) || request.Method == "HEAD"):
                return null;
        }

        if (answer.Body.IsEmpty)
            return answer.Status >= 400 && request.Method != "HEAD" ? "an error without a body" : null;
        var text = answer.Body.Span;
        if (text.IndexOf("   at "u8) >= 0 || text.IndexOf("Exception:"u8) >= 0 || text.IndexOf(".cs:line"u8) >= 0)
            return "a stack trace";
        if (answer.MediaType.Contains("xml", StringComparison.Ordinal))
            return JudgeXml(answer);
        return answer.MediaType.Contains("json", StringComparison.Ordinal) ? JudgeJson(request, answer, known) : $"a body of type \"{answer.MediaType}\"";
    }

    /// <summary>Whether a path may lead out of what the provider serves, where the application around it answers.</summary>
    private static bool IsOutside(string target) =>
        target.Contains("..", StringComparison.Ordinal) || target.Contains("%2e", StringComparison.OrdinalIgnoreCase)
        || (target.Split('?')[0] + "/") is var path && !path.StartsWith("/scim/v1/", StringComparison.Ordinal) && !path.StartsWith("/scim/v2/", StringComparison.Ordinal);

    private static string? JudgeJson(FuzzRequest request, in RawAnswer answer, KnownThings known)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (answer.Status < 400)
            {
                known.Learn(json.RootElement);
                if (answer.Status < 300 && request.Method == "DELETE")
                    known.Forget(request.Target);
                return null;
            }

            return IsError(json.RootElement, answer.Status) ? null : "an error that is no Error message";
        }
        catch (JsonException)
        {
            return "a body that is not JSON";
        }
    }

    private static bool IsError(JsonElement body, int status)
    {
        var text = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (body.ValueKind != JsonValueKind.Object)
            return false;
        // SCIM 1.1 and OAuth (RFC 6749 section 5.2) have errors of their own.
        if (body.TryGetProperty("error", out var keyword))
            return keyword.ValueKind == JsonValueKind.String && status is 400 or 401 or 405 or 413 or 415;
        if (body.TryGetProperty("Errors", out var errors))
            return errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 && errors[0].GetProperty("code").GetString() == text;
        return body.TryGetProperty("schemas", out var schemas) && schemas.ValueKind == JsonValueKind.Array && schemas.EnumerateArray().Any(urn => urn.GetString() == ErrorUrn)
            && body.TryGetProperty("status", out var told) && told.GetString() == text && body.TryGetProperty("detail", out _);
    }

    private static string? JudgeXml(in RawAnswer answer)
    {
        try
        {
            XDocument.Parse(Encoding.UTF8.GetString(answer.Body.Span));
            return null;
        }
        catch (XmlException e)
        {
            return $"a body that is not XML: {e.Message}";
        }
    }
}
