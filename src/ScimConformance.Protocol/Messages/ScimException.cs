namespace ScimConformance.Protocol.Messages;

/// <summary>Carries a <see cref="ScimError"/> to the place that answers the request.</summary>
public class ScimException : Exception
{
    /// <summary>Wraps an error; its detail becomes the message.</summary>
    public ScimException(ScimError error) : base(error.Detail) => Error = error;

    /// <summary>Wraps an error and what caused it.</summary>
    public ScimException(ScimError error, Exception innerException) : base(error.Detail, innerException) => Error = error;

    /// <summary>The error to put on the wire.</summary>
    public ScimError Error { get; }
}
