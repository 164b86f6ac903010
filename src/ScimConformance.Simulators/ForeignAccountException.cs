namespace ScimConformance.Simulators;

/// <summary>An identity provider would change an account or a group that the simulation did not create.</summary>
public sealed class ForeignAccountException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was not sent, and why.</param>
    public ForeignAccountException(string message)
        : base(message)
    {
    }
}
