namespace ScimConformance.Simulators.Mapping;

/// <summary>
/// Where expressions get time and randomness from, and how the language behaves where Microsoft's documentation and
/// Microsoft's service are known or suspected to differ. The defaults are what the documentation says or its examples prove.
/// </summary>
public sealed record MappingOptions
{
    /// <summary>The documented behaviour, the system's clock, seed 0.</summary>
    public static MappingOptions Default { get; } = new();

    /// <summary>Where <c>Now</c> gets the time from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where <c>Guid</c> and <c>RandomString</c> get randomness from: a whole number from 0 up to and without the given limit.</summary>
    public Func<int, int> Random { get; init; } = Seeded(0);

    /// <summary>How long one regular expression may run.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Says whether a value is taken in the target, for <c>SelectUniqueValue</c>; by default none is.</summary>
    public Func<string, bool> IsTaken { get; init; } = _ => false;

    /// <summary>Whether <c>Join</c> leaves out empty parts, as the documented result <c>Join(", ", "", [surname], [givenName])</c> → <c>Doe, John</c> shows.</summary>
    public bool JoinSkipsEmpty { get; init; } = true;

    /// <summary>Whether <c>Split</c> removes spaces around the parts, as its documented result shows.</summary>
    public bool SplitTrims { get; init; } = true;

    /// <summary>Whether <c>PCase</c> makes all letters small first, as its documented results show; without it a word in capitals stays as it is.</summary>
    public bool PCaseLowersFirst { get; init; } = true;

    /// <summary>Whether the condition of <c>IIF</c> fails as soon as an attribute in it has no value, as documented; without it the condition is computed.</summary>
    public bool IifFailsOnNull { get; init; } = true;

    /// <summary>The documented fault of <c>Switch</c>: in an incremental cycle in which its source attribute did not change, it yields nothing. Off unless a simulation asks for it.</summary>
    public bool SwitchForgetsUnchanged { get; init; }

    /// <summary>
    /// Whether a regular expression that removes a telephone number's punctuation also removes its plus: Microsoft prints
    /// <c>19998887777</c> for <c>Replace([mobile], , "[()\\s-]+", , "", , )</c> of <c>+1 (999) 888-7777</c>, which .NET's own regular expressions do not yield.
    /// </summary>
    public bool ReplaceDropsLeadingPlus { get; init; }

    /// <summary>Randomness that follows from a seed and may be asked for by several threads.</summary>
    public static Func<int, int> Seeded(int seed)
    {
        var random = new Random(seed);
        var turn = new Lock();
        return limit =>
        {
            lock (turn)
            {
                return random.Next(limit);
            }
        };
    }
}
