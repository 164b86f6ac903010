namespace ScimConformance.Harness;

/// <summary>Ends a check whose precondition, judged by another check, does not hold.</summary>
internal sealed class InconclusiveException(string reason) : Exception(reason);

/// <summary>Ends a check that turns out not to apply to this endpoint.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);

/// <summary>The target could not be reached, did not answer in time, or broke the connection.</summary>
public sealed class TransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, in plain words, with the URL.</param>
    /// <param name="innerException">What the HTTP stack threw.</param>
    public TransportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the request ran into the time-out.</summary>
    public bool TimedOut { get; init; }
}
