namespace ScimConformance.Simulators.Okta;

/// <summary>What differs between published captures of Okta. Sources stand in fixtures/okta/SOURCES.md.</summary>
public sealed record OktaOptions
{
    /// <summary>Whether a space in a filter is <c>+</c>, as captured in 2018, instead of <c>%20</c>, as documented since 2019.</summary>
    public bool SpaceAsPlus { get; init; }

    /// <summary>The value of <c>locale</c>: <c>en-US</c> since 2019, <c>en_US</c> in 2018.</summary>
    public string Locale { get; init; } = "en-US";
}
