namespace ScimConformance.Simulators.Mapping;

/// <summary>A mapping expression or a mapping's target is not written as it has to be.</summary>
public sealed class MappingExpressionException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="text">What was read.</param>
    /// <param name="position">Where it went wrong, counted from 1.</param>
    /// <param name="function">The innermost function at that place, or null outside of one.</param>
    /// <param name="expectation">What is expected there and what was found, in words.</param>
    public MappingExpressionException(string text, int position, string? function, string expectation)
        : base($"'{Shorten(text)}', position {position}{(function is null ? "" : $", in {function}")}: {expectation}.")
    {
        Position = position;
        Function = function;
        Expectation = expectation;
    }

    /// <summary>Where it went wrong, counted from 1.</summary>
    public int Position { get; }

    /// <summary>The innermost function at that place, or null outside of one.</summary>
    public string? Function { get; }

    /// <summary>What is expected there and what was found, in words.</summary>
    public string Expectation { get; }

    private static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
