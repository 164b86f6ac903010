namespace ScimConformance.Harness;

/// <summary>What was tried with the trial user before the first check. A check that judges a refusal needs to know that the same thing done rightly works.</summary>
public enum TrialStep
{
    /// <summary>A user was created with POST.</summary>
    Create,

    /// <summary>The user was read with GET.</summary>
    Read,

    /// <summary>The user was found by a filter on its user name.</summary>
    Filter,

    /// <summary>The user was replaced with PUT.</summary>
    Replace,

    /// <summary>The user was changed with PATCH.</summary>
    Patch,

    /// <summary>The user was removed with DELETE.</summary>
    Delete,
}
