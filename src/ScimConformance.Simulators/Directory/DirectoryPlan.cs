namespace ScimConformance.Simulators.Directory;

/// <summary>What a made-up directory is like.</summary>
public sealed record DirectoryPlan
{
    /// <summary>The locales that people can be made up in.</summary>
    public static IReadOnlyList<string> KnownLocales { get; } = [.. DirectoryLocale.Known.Keys];

    /// <summary>How many people there are.</summary>
    public int Users { get; init; } = 100;

    /// <summary>How many groups there are.</summary>
    public int Groups { get; init; }

    /// <summary>How many groups a person is a direct member of, as far as there are as many.</summary>
    public int GroupsPerUser { get; init; } = 2;

    /// <summary>How many people have the same manager; everybody but the first has one.</summary>
    public int ReportsPerManager { get; init; } = 8;

    /// <summary>Locales of names and addresses, in turn: among <see cref="KnownLocales"/>.</summary>
    public IReadOnlyList<string> Locales { get; init; } = ["en"];

    /// <summary>The domain of sign-in names and addresses.</summary>
    public string Domain { get; init; } = "example.com";

    /// <summary>How many of a thousand accounts are disabled.</summary>
    public int DisabledPerThousand { get; init; }

    /// <summary>The values of the app roles, given to people in turn; none for default access.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether people are assigned the application directly.</summary>
    public bool AssignsUsers { get; init; } = true;

    /// <summary>Whether groups are assigned the application.</summary>
    public bool AssignsGroups { get; init; } = true;
}
