namespace ScimConformance.Protocol.Messages;

/// <summary>A filter or a path that does not follow the grammar.</summary>
public sealed class ScimSyntaxException : ScimException
{
    /// <summary>Wraps the wire error and the place that caused it.</summary>
    public ScimSyntaxException(ScimError error, SyntaxError syntaxError) : base(error) => SyntaxError = syntaxError;

    /// <summary>The position and what was expected there.</summary>
    public SyntaxError SyntaxError { get; }
}
