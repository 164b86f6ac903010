namespace ScimConformance.Cli;

/// <summary>What the process tells its caller. A contract: extended, never changed.</summary>
internal static class ExitCode
{
    public const int Conformant = 0;

    public const int NotConformant = 1;

    /// <summary>The target is unreachable, refuses the credentials or does not speak SCIM.</summary>
    public const int UnusableTarget = 2;

    /// <summary>Nothing failed, but something errored or was inconclusive.</summary>
    public const int Undecided = 3;

    public const int WrongUsage = 64;

    /// <summary>This program broke.</summary>
    public const int InternalError = 70;

    /// <summary>A report could not be written.</summary>
    public const int CannotWrite = 74;

    /// <summary>Stopped by Ctrl+C or SIGTERM.</summary>
    public const int Stopped = 130;
}
