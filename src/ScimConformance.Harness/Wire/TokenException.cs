namespace ScimConformance.Harness;

/// <summary>An authorization server gave no token.</summary>
public sealed class TokenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it, in plain words, without secrets.</param>
    /// <param name="innerException">The cause, or null.</param>
    public TokenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
