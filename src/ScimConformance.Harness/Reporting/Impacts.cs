namespace ScimConformance.Harness;

/// <summary>The impacts in words for people.</summary>
public static class Impacts
{
    /// <summary>The impact as a heading, for example <c>Data loss</c>.</summary>
    /// <param name="impact">One of <see cref="Requirement.Impacts"/>, or null.</param>
    public static string Title(string? impact) => impact switch
    {
        "data-loss" => "Data loss",
        "lock-out" => "Lock-out",
        "access-kept" => "Access kept",
        "duplicate" => "Duplicates",
        "drift" => "Drift",
        "outage" => "Outage",
        "cosmetic" => "Cosmetic",
        _ => "Other",
    };

    /// <summary>What the impact means to the customer: one sentence.</summary>
    /// <param name="impact">One of <see cref="Requirement.Impacts"/>, or null.</param>
    public static string Meaning(string? impact) => impact switch
    {
        "data-loss" => "Values or accounts are gone or overwritten, and nothing brings them back.",
        "lock-out" => "People who should have access have none.",
        "access-kept" => "People who should have no access, or no longer, have it.",
        "duplicate" => "A person or group exists twice, and people must be matched by hand.",
        "drift" => "The application quietly holds something else than the directory; nobody is told.",
        "outage" => "Provisioning stops with an error: loud, seen at once, and tried again.",
        "cosmetic" => "Nobody's access or data suffers.",
        _ => "No impact is recorded for these requirements.",
    };
}
