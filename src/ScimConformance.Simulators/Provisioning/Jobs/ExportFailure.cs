using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Why a change could not be made.</summary>
/// <param name="ErrorCode">As the provisioning log names it.</param>
/// <param name="Reason">In words.</param>
/// <param name="StopsJob">Whether it puts the whole job into quarantine, whatever the counts: credentials were refused, or the endpoint does not answer as SCIM demands.</param>
internal sealed record ExportFailure(string ErrorCode, string Reason, bool StopsJob = false)
{
    public const string Incompatible = "SystemForCrossDomainIdentityManagementServiceIncompatible";
    public const string Unresolved = "UnableToResolveReferenceAttributeValue";

    /// <summary>Whether the change may have taken place all the same: there was no answer, or one that the endpoint failed.</summary>
    public bool LeavesDoubt => ErrorCode is "Timeout" or "WebExceptionProtocolError" or "InternalServerError";

    /// <summary>The failure that an answer shows.</summary>
    /// <param name="step">A request and its answer, which did not do.</param>
    /// <param name="isAnchored">Whether the request named an object by the id that the application gave it.</param>
    public static ExportFailure Of(ProvisioningStep step, bool isAnchored)
    {
        var reason = step.Problem ?? $"answered {step.Status}";
        return step.Status switch
        {
            200 when step.Action == "match" && ProvisioningAnswers.Listed(step).Count > 1 => new ExportFailure("DuplicateTargetEntries", reason),
            401 => new ExportFailure("Unauthorized", "You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account. " + reason, StopsJob: true),
            403 => new ExportFailure("InsufficientRights", reason),
            404 when isAnchored => new ExportFailure("InvalidAnchor", reason),
            404 when step.Method == "GET" => new ExportFailure(
                Incompatible,
                "An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response. To address this issue, ensure that the tenant URL is correct. " + reason,
                StopsJob: true),
            405 => new ExportFailure("MethodNotAllowed", reason),
            409 => new ExportFailure("EntryConflict", reason),
            422 => new ExportFailure("UnprocessableEntity", reason),
            429 => new ExportFailure("TooManyRequests", reason),
            501 => new ExportFailure("NotImplemented", reason),
            >= 500 => new ExportFailure("InternalServerError", reason),
            _ => new ExportFailure(Incompatible, reason),
        };
    }

    /// <summary>The failure of a request for which the authorization server gave no token: invalid credentials.</summary>
    public static ExportFailure Of(TokenException exception) => new("Unauthorized", exception.Message, StopsJob: true);

    /// <summary>The failure of a request without answer.</summary>
    public static ExportFailure Of(TransportException exception) => new(exception.TimedOut ? "Timeout" : "WebExceptionProtocolError", exception.Message);
}
