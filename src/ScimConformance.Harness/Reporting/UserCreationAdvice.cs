namespace ScimConformance.Harness;

/// <summary>What to do when an endpoint does not accept the run's test users.</summary>
public static class UserCreationAdvice
{
    /// <summary>The advice, one sentence.</summary>
    public const string Text =
        "Give --user-template FILE with the attributes that this endpoint wants, or --email-domain with a domain that it accepts.";
}
