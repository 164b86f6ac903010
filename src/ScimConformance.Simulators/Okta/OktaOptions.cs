namespace ScimConformance.Simulators.Okta;

/// <summary>What differs between published captures of Okta; the defaults are the current documentation. Sources stand in fixtures/okta/SOURCES.md.</summary>
public sealed record OktaOptions
{
    /// <summary>The client as it was captured in 2018.</summary>
    public static OktaOptions AsOf2018 { get; } = new() { SpaceAsPlus = true, Locale = "en_US", GroupsLast = true };

    /// <summary>Whether a space in a filter is <c>+</c> instead of <c>%20</c>.</summary>
    public bool SpaceAsPlus { get; init; }

    /// <summary>The value of <c>locale</c>.</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>Whether <c>groups</c> moves to the end of a PUT instead of standing where the application had it.</summary>
    public bool GroupsLast { get; init; }
}
